// source/analyze/rules/storage.ts and zxids.ts
import {describe, expect, it} from 'vitest';
import type {Scene, ServerWitness} from '../../source/analyze/rules/rule.ts';
import {readConf, type Conf} from '../../source/zookeeper/words/conf.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {a, b, c, connecting, find, healthy, over, sceneOf} from './judging.ts';
import {fresh, meterIn, shut, srvrOf, witness} from './witnesses.ts';

const seen = (servers: readonly ServerWitness[], changed: Partial<Scene> = {}) =>
	over([sceneOf(servers, connecting, changed), sceneOf(servers, connecting, changed)]);
const told = (gauges: Readonly<Record<string, number | undefined>>): ServerWitness =>
	witness('a', 'follower1', {meter: meterIn('3.8.0/follower1', {}, gauges)});

describe('fsync-worst', () => {
	it('is labelled as of since the start, and only to be known', () => {
		expect(find(seen([told({max_fsynctime: 4000}), b, c]), 'fsync-worst')).toMatchObject({
			severity: 'info',
			subject: 'a',
			sinceAtLeast: true,
			text: 'its slowest fsync since its start took 4 s (it does not tell when)',
		});
	});

	it("reads an old server's own count", () => {
		const old = told({max_fsynctime: undefined, fsync_threshold_exceed_count: 3});
		expect(find(seen([old, b, c]), 'fsync-worst')?.text).toBe(
			'3 fsyncs since its start took longer than its own limit (it does not tell when)',
		);
	});

	it('is silent below a second, and sees nothing where neither is told', () => {
		expect(find(seen(healthy), 'fsync-worst')).toBeUndefined();
		expect(seen([told({max_fsynctime: undefined})]).blind.map(({rule}) => rule)).toContain('fsync-worst');
	});
});

describe('snapshot-slow', () => {
	it('compares the slowest with what initLimit grants to a server that joins', () => {
		const finding = find(seen([told({max_snapshottime: 14_000}), b, c]), 'snapshot-slow');
		expect(finding).toMatchObject({
			severity: 'warn',
			subject: 'a',
			text: 'slowest snapshot since start took 14 s, 70 % of the 20 s in which a server that joins must have caught up',
		});
	});

	it('counts catching up with a leader, too', () => {
		expect(find(seen([told({max_follower_sync_time: 11_000}), b, c]), 'snapshot-slow')?.text).toMatch(
			/^slowest catching up with a leader since start took 11 s, 55 %/,
		);
	});

	it('is silent below half of it, and says what it needs', () => {
		expect(find(seen([told({max_snapshottime: 9000}), b, c]), 'snapshot-slow')).toBeUndefined();
		expect(seen([{...told({}), conf: shut}]).blind).toContainEqual({
			rule: 'snapshot-slow',
			why: 'needs initLimit and tickTime of conf: not in the whitelist',
		});
	});
});

describe('data-purge', () => {
	const conf = (lines: Readonly<Record<string, string>>): Conf => {
		const read = readConf(recorded('3.8.0/follower1', 'conf'));
		return {...read, values: new Map([...read.values, ...Object.entries(lines)])};
	};
	const holding = (lines: Readonly<Record<string, string>>, dataBytes = 40e6): ServerWitness => ({
		...told({approximate_data_size: dataBytes}),
		conf: fresh(conf(lines)),
	});
	const bytes = String(14 * 1024 ** 3);

	it('says how much is kept for how little', () => {
		expect(find(seen([holding({dataDirSize: bytes, dataLogSize: bytes}), b, c]), 'data-purge')).toMatchObject(
			{
				severity: 'warn',
				text: '14 GB of snapshots and logs for 38 MB of data: old ones are not purged, or very many are kept',
			},
		);
	});

	it('adds both directories up where they are two', () => {
		const two = holding({dataDirSize: bytes, dataLogSize: bytes, dataLogDir: '/log'});
		expect(find(seen([two, b, c]), 'data-purge')?.text).toMatch(/^28 GB/);
	});

	it('is silent where the data is large itself, and on the recorded servers', () => {
		expect(
			find(seen([holding({dataDirSize: bytes, dataLogSize: bytes}, 2e9), b, c]), 'data-purge'),
		).toBeUndefined();
		expect(find(seen(healthy), 'data-purge')).toBeUndefined();
	});
});

describe('zxid-rollover', () => {
	const hour = 3_600_000;
	const used = (counter: number, upMs: number): readonly ServerWitness[] => [
		a,
		b,
		witness('c', 'leader', {
			srvr: srvrOf('3.8.0/leader', {zxid: `0x${((7n << 32n) + BigInt(Math.round(counter))).toString(16)}`}),
			meter: meterIn('3.8.0/leader', {}, {leader_uptime: upMs}),
		}),
	];
	const all = 2 ** 32 - 1;

	it('says the share that is used and the date of the last one, by the mean of the epoch', () => {
		// 1,000 transactions a second use an epoch up in 49.7 days.
		const finding = find(seen(used(all * 0.95, all * 0.95)), 'zxid-rollover');
		expect(finding).toMatchObject({severity: 'warn', subject: 'ensemble'});
		expect(finding?.text).toMatch(
			/^95.0 % of the zxids of epoch 7 are used; at 1.0k\/s the last is used on 1970-01-03/,
		);
	});

	it('warns of a date that is near, before the share is large', () => {
		const finding = find(seen(used(all * 0.6, 90 * hour)), 'zxid-rollover');
		expect(finding?.text).toMatch(/^60.0 % of the zxids of epoch 7 are used; at 8.0k\/s/);
		expect(find(seen(used(all * 0.6, 90 * 24 * hour)), 'zxid-rollover')).toBeUndefined();
	});

	it('takes the rate of this run where it is the higher one', () => {
		const reigns = {
			list: [{leader: 'c', epoch: 7, since: -hour, zxid: '0x700000000', gapMs: undefined}],
			seenAt: 0,
		};
		const finding = find(seen(used(all * 0.6, 900 * hour), {reigns}), 'zxid-rollover');
		expect(finding?.evidence.map(({what}) => what)).toEqual([
			'used',
			'per second, mean of this epoch',
			'per second, mean of this run',
		]);
	});

	it('makes no forecast of a burst after an election, and none of a young epoch', () => {
		expect(find(seen(used(2e6, 100_000)), 'zxid-rollover')).toBeUndefined();
		expect(find(seen(healthy), 'zxid-rollover')).toBeUndefined();
	});
});
