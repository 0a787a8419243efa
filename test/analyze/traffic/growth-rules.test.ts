// source/analyze/rules/growth.ts
import {describe, expect, it} from 'vitest';
import type {ServerWitness} from '../../../source/analyze/rules/rule.ts';
import {find} from '../judging.ts';
import {after, figures, serving, trafficWith} from './traffic-scenes.ts';

const quiet = trafficWith({});

/** The leader's znodes and bytes of data now and, by ms ago, then. */
const holding = (
	znodes: number,
	dataBytes: number,
	then: (metric: string, ms: number) => number | undefined = () => undefined,
) => {
	const meanOf: ServerWitness['meanOf'] = (metric, _, toMs) => then(metric, toMs);
	return serving({c: {figures: {...figures, znodes, dataBytes}, meanOf}});
};
/** For so long it was watched, growing all that time. */
const growing =
	(perSecond: number, now: number, knownMs: number, of = 'znodes') =>
	(metric: string, ms: number): number | undefined =>
		metric === of && ms <= knownMs ? now - (perSecond * ms) / 1000 : undefined;

describe('znode-growth', () => {
	it('says how fast znodes become more, and when they are as many as ZooKeeper warns of', () => {
		const servers = holding(463_000, 39e6, growing(71, 463_000, 300_000));
		expect(find(after(5, quiet, servers), 'znode-growth')).toMatchObject({
			severity: 'info',
			subject: 'ensemble',
			text: '463k znodes, +70/s for 5 m: 1.0M in 2 h at that pace',
		});
	});

	it('is a warning in the last hour before, and while it goes on beyond', () => {
		const soon = holding(900_000, 1, growing(100, 900_000, 60_000));
		expect(find(after(5, quiet, soon), 'znode-growth')).toMatchObject({
			severity: 'warn',
			text: '900k znodes, +96/s for 60 s: 1.0M in 17 m at that pace',
		});
		const over = holding(1_200_000, 1, growing(5, 1_200_000, 300_000));
		expect(find(after(5, quiet, over), 'znode-growth')?.severity).toBe('warn');
		const still = find(after(5, quiet, holding(1_200_000, 1)), 'znode-growth');
		expect([still?.severity, still?.text]).toEqual([
			'info',
			'1.2M znodes, over the 1.0M that ZooKeeper warns of',
		]);
	});

	it('is none of a load that has ended, of less than a minute, of what shrinks, or of what takes days', () => {
		const ended = (metric: string, ms: number) =>
			metric === 'znodes' ? (ms > 100_000 ? 100_000 : 463_000) : undefined;
		const short = growing(900, 463_000, 59_000);
		const shrinking = growing(-71, 463_000, 300_000);
		const slow = growing(2, 463_000, 300_000);
		for (const then of [ended, short, shrinking, slow]) {
			expect(find(after(9, quiet, holding(463_000, 1, then)), 'znode-growth')).toBeUndefined();
		}
	});
});

describe('data-growth', () => {
	it('tells the same of the data', () => {
		const now = 600 * 2 ** 20;
		const servers = holding(10, now, growing(2 ** 20, now, 120_000, 'dataBytes'));
		expect(find(after(5, quiet, servers), 'data-growth')).toMatchObject({
			severity: 'warn',
			text: '600 MB of data, +1003 KB/s for 2 m: 1.0 GB in 7 m at that pace',
		});
		expect(find(after(9, quiet, holding(10, now)), 'data-growth')).toBeUndefined();
	});
});
