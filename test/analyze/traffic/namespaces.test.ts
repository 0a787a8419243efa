// source/analyze/traffic/namespaces.ts, own-reads.ts
import {describe, expect, it} from 'vitest';
import {namespacesBetween, type CountingServer} from '../../../source/analyze/traffic/namespaces.ts';
import {ownReadsIn, readsBetween} from '../../../source/analyze/traffic/own-reads.ts';
import {readMntr} from '../../../source/zookeeper/words/mntr.ts';
import {recorded} from '../../helpers/recorded-words.ts';
import {lists, stats, statOf} from '../../store/scripted.ts';
import {markAt} from './traffic-of.ts';

type Counters = Readonly<Record<string, number>>;

/** A server that counted this in two seconds. */
const counting = (
	server: string,
	before: Counters,
	now: Counters,
	changed: Partial<CountingServer> = {},
): CountingServer => ({
	server,
	before: markAt(10, before),
	now: markAt(12, now),
	leads: false,
	own: new Map(),
	...changed,
});
const writes = (namespace: string, count: number, bytes = count * 100): Counters => ({
	[`cnt_${namespace}_write_per_namespace`]: count,
	[`sum_${namespace}_write_per_namespace`]: bytes,
});
const reads = (namespace: string, count: number, bytes = count * 170): Counters => ({
	[`cnt_${namespace}_read_per_namespace`]: count,
	[`sum_${namespace}_read_per_namespace`]: bytes,
});

describe('a namespace', () => {
	it('has its writes once, though all servers count them, and its reads of all servers', () => {
		const {rows, unseen} = namespacesBetween([
			counting(
				'zk1',
				{...writes('jobs', 100), ...reads('jobs', 10)},
				{...writes('jobs', 242), ...reads('jobs', 30)},
			),
			counting(
				'zk2',
				{...writes('jobs', 100), ...reads('jobs', 50)},
				{...writes('jobs', 242), ...reads('jobs', 52)},
				{leads: true},
			),
			counting('zk3', writes('jobs', 99), writes('jobs', 235)),
		]);
		expect(rows).toEqual([
			{
				path: '/jobs',
				readsPerSecond: 11,
				readBytesPerSecond: 1870,
				writesPerSecond: 71,
				writeBytesPerSecond: 7100,
			},
		]);
		expect(unseen).toEqual([]);
	});

	it('takes its writes from whoever tells most while the leader does not tell', () => {
		const leader = counting('zk2', {}, writes('jobs', 500), {leads: true, before: undefined});
		const {rows, unseen} = namespacesBetween([
			leader,
			counting('zk1', writes('jobs', 100), writes('jobs', 120)),
			counting('zk3', writes('jobs', 100), writes('jobs', 142)),
		]);
		expect(rows[0]?.writesPerSecond).toBe(21);
		expect(unseen).toEqual([{server: 'zk2', why: 'needs two answers of one run of the server'}]);
	});

	it('counts from nothing when it is first read or written, and stands behind busier ones', () => {
		const {rows} = namespacesBetween([
			counting('zk1', writes('old', 5), {...writes('old', 7), ...writes('new', 40), ...reads('idle', 0)}),
		]);
		expect(rows.map(({path, writesPerSecond}) => [path, writesPerSecond])).toEqual([
			['/new', 20],
			['/old', 1],
			['/idle', undefined],
		]);
	});

	it('has a gap, never a negative rate, after a reset or an election (M11)', () => {
		const reset = namespacesBetween([counting('zk1', reads('a', 100), reads('a', 3))]);
		expect(reset.rows[0]?.readsPerSecond).toBeUndefined();
		const elected = namespacesBetween([
			counting('zk1', reads('a', 100), reads('a', 200), {now: markAt(12, reads('a', 200), 0)}),
		]);
		expect(elected.rows[0]?.readsPerSecond).toBeUndefined();
		expect(elected.unseen).toHaveLength(1);
	});

	it('is read from a recorded server, whatever its name holds', () => {
		const {values} = readMntr(recorded('3.8.0/leader', 'mntr'));
		const now = {
			...markAt(12, {}),
			values: new Map([...values, ['cnt_a_read_per_namespace_b_write_per_namespace', 4]]),
		};
		const before = {...markAt(11, {}), values};
		const {rows} = namespacesBetween([counting('zk3', {}, {}, {before, now})]);
		expect(rows.map(({path}) => path)).toEqual(['/a_read_per_namespace_b', '/app', '/zookeeper']);
	});

	it('is none, with the reason, where the server is too old or has not told', () => {
		const old = {...markAt(12, {}), values: new Map([['packets_received', 4]])};
		expect(
			namespacesBetween([counting('zk1', {}, {}, {now: undefined}), counting('zk2', {}, {}, {now: old})]),
		).toEqual({
			rows: [],
			unseen: [
				{server: 'zk1', why: 'mntr has not been answered'},
				{server: 'zk2', why: 'needs per_namespace of mntr, since ZooKeeper 3.6'},
			],
		});
	});
});

describe('what zktop reads itself', () => {
	const gone = stats('/jobs/gone', undefined);
	const arrivals = [lists('/', 'a'), lists('/jobs/pending', 'a', 'b'), stats('/jobs', statOf()), gone];

	it('is what was read of znodes that are there, but of the root, at its path above our chroot', () => {
		expect(ownReadsIn(arrivals, '/').map(({path, bytes}) => [path, bytes])).toEqual([
			['/jobs/pending', 83],
			['/jobs', 73],
		]);
		expect(ownReadsIn([...arrivals, lists('/zookeeper')], '/app').map(({path}) => path)).toEqual([
			'/app',
			'/app/jobs/pending',
			'/app/jobs',
			'/zookeeper',
		]);
	});

	it('is what jobs read too, told together; none of it is left to others at the edge of an interval', () => {
		const told = {of: 'reads', path: '/jobs', reads: 40, bytes: 900, since: 9950, at: 10_050} as const;
		const own = ownReadsIn([told, {...told, path: '/'}], '/');
		expect(own).toEqual([{path: '/jobs', reads: 40, bytes: 900 + 40 * 68, since: 9950, at: 10_050}]);
		expect(ownReadsIn([told], '/app').map(({path, bytes}) => [path, bytes])).toEqual([
			['/app/jobs', 900 + 40 * (68 + 4)],
		]);
		const counted = new Map([['/jobs', {reads: 40, bytes: 3620}]]);
		expect(readsBetween(own, 9000, 10_000)).toEqual(counted);
		expect(readsBetween(own, 10_000, 11_000)).toEqual(counted);
		expect(readsBetween(own, 11_000, 12_000)).toEqual(new Map());
	});

	it('is left out of what the server counted in the same interval', () => {
		const own = readsBetween(
			[9000, 10_500, 11_500, 12_500].map(at => ({path: '/jobs/pending', reads: 1, bytes: 81, since: at, at})),
			10_000,
			12_000,
		);
		const {rows} = namespacesBetween([
			counting('zk1', reads('jobs', 10, 1000), reads('jobs', 18, 1562), {own}),
		]);
		expect(rows[0]).toMatchObject({readsPerSecond: 3, readBytesPerSecond: 200});
	});
});
