// source/analyze/rules/watches.ts, watch-storm.ts
import {describe, expect, it} from 'vitest';
import type {ServerWitness} from '../../../source/analyze/rules/rule.ts';
import {find, over, sceneOf} from '../judging.ts';
import {fresh, meterIn, shut} from '../witnesses.ts';
import {after, figures, serving, trafficWith} from './traffic-scenes.ts';

const quiet = trafficWith({});
const watching = (watches: number, changed: Partial<ServerWitness> = {}) =>
	serving({a: {figures: {...figures, watches, connections: 100}, ...changed}});

describe('watch-explosion', () => {
	it('is news where there are many, and a warning where they are many for each connection', () => {
		expect(find(after(5, quiet, watching(12_000)), 'watch-explosion')).toMatchObject({
			severity: 'info',
			subject: 'a',
			text: '12,000 watches, 120 for each connection',
		});
		expect(find(after(5, quiet, watching(120_000)), 'watch-explosion')?.severity).toBe('warn');
	});

	it('is a warning where they have become many times what they usually are', () => {
		const grown = watching(6000, {usual: figure => (figure === 'watches' ? 400 : undefined)});
		expect(find(after(5, quiet, grown), 'watch-explosion')).toMatchObject({
			severity: 'warn',
			text: '6,000 watches, usually 400, 60 for each connection',
		});
	});

	it('is none of what is usual, of a few more, or before its fifth tick', () => {
		expect(find(after(4, quiet, watching(120_000)), 'watch-explosion')).toBeUndefined();
		const usual = watching(9000, {usual: () => 8000});
		const few = watching(900, {usual: () => 10});
		expect(find(after(9, quiet, usual), 'watch-explosion')).toBeUndefined();
		expect(find(after(9, quiet, few), 'watch-explosion')).toBeUndefined();
	});
});

describe('hidden-watches', () => {
	const wchs = (watches: number, at = 1000): ServerWitness['wchs'] =>
		fresh({connections: 1, paths: 1, watches}, at);

	it('are those that mntr counts and wchs does not (M15)', () => {
		expect(find(after(1, quiet, watching(2000, {wchs: wchs(0)})), 'hidden-watches')).toMatchObject({
			severity: 'info',
			subject: 'a',
			text: '2,000 child watches that wchs, wchc and wchp do not show',
		});
	});

	it('are none where wchs shows nearly all', () => {
		expect(find(after(9, quiet, watching(2000, {wchs: wchs(1800)})), 'hidden-watches')).toBeUndefined();
	});

	it('are not told from answers of different times, and blind without wchs', () => {
		const old = after(9, quiet, watching(2000, {wchs: wchs(0, -60_000)}));
		expect(find(old, 'hidden-watches')).toBeUndefined();
		expect(after(1, quiet, watching(2000, {wchs: shut})).blind).toContainEqual({
			rule: 'hidden-watches',
			why: 'needs wchs: not in the whitelist',
		});
	});
});

describe('watch-storm', () => {
	const firing = (events: number, each: number) =>
		serving({
			a: {
				meter: meterIn('3.8.0/follower1', {
					cnt_node_children_watch_count: events,
					sum_node_children_watch_count: events * each,
					packets_sent: events * each,
				}),
			},
		});

	it('says how many watches fire a second, and how many each change wakes', () => {
		const finding = find(after(3, quiet, firing(20, 200)), 'watch-storm');
		expect(finding).toMatchObject({
			severity: 'warn',
			subject: 'a',
			text: '4.0k watches fire a second: each change wakes 200',
		});
		expect(finding?.evidence.map(({what}) => what)).toEqual([
			'fired by znodes with other children',
			'woken by each, mean',
			'packets sent',
			'packets received',
			'bytes of notifications',
		]);
	});

	it('is none of one burst, nor of watches that fire one by one', () => {
		expect(find(after(2, quiet, firing(20, 200)), 'watch-storm')).toBeUndefined();
		expect(find(after(9, quiet, firing(400, 1)), 'watch-storm')).toBeUndefined();
	});

	it('is none of zktop’s own watches: they are left out of what fires at the server that it is connected to', () => {
		const stormIn = (ownFiredPerSecond: number, name: string) => {
			const session = {
				kind: 'connected',
				session: '0x1',
				timeoutMs: 10_000,
				readOnly: false,
				server: {name, host: name, port: 2181},
			} as const;
			const scene = {...sceneOf(firing(20, 200), session), traffic: quiet, ownFiredPerSecond};
			return find(over([scene, scene, scene]), 'watch-storm')?.text;
		};

		expect(stormIn(3500, 'a')).toBeUndefined();
		expect(stormIn(1000, 'a')).toContain('3.0k watches fire');
		expect(stormIn(3500, 'b')).toContain('4.0k watches fire');
	});

	it('says where it cannot see: before 3.6', () => {
		const old = serving({
			a: {meter: meterIn('3.8.0/follower1', {}, {cnt_node_changed_watch_count: undefined})},
		});
		expect(after(1, quiet, old).partly).toContainEqual({
			rule: 'watch-storm',
			subject: 'a',
			why: 'needs node_changed_watch_count of mntr, since ZooKeeper 3.6',
		});
	});
});
