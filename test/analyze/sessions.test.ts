// source/analyze/sessions.ts
import {describe, expect, it} from 'vitest';
import {
	birthplaceOf,
	byRequests,
	clockOffsetOf,
	joinSessions,
	type ConsOf,
	type SessionRow,
} from '../../source/analyze/sessions.ts';
import {markCons} from '../../source/analyze/liveness/cons-mark.ts';
import {readCons, readRow, type Cons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {cpuMs} from './cpu-time.ts';

const recordedCons = readCons(recorded('3.8.0/leader', 'cons'));
const nobody: ReadonlySet<string> = new Set();

type Told = {
	readonly id?: string;
	readonly port?: number;
	readonly recved?: number;
	readonly lop?: string;
	readonly est?: number;
	readonly to?: number;
	readonly lresp?: number;
};

/** A row as ZooKeeper writes it. */
const line = ({
	id = '0x300000ec8e50007',
	port = 40_000,
	recved = 50,
	lop = 'GETD',
	est = 1_795_373_867_302,
	to = 9000,
	lresp = 1_039_084,
}: Told): string =>
	` /127.0.0.1:${port}[1](queued=0,recved=${recved},sent=${recved + 1},sid=${id},lop=${lop},est=${est},to=${to},lcxid=0xfe,lzxid=0x1000000e8,lresp=${lresp},llat=4,minlat=0,avglat=1,maxlat=65)`;
const consOf = (...told: readonly Told[]): Cons => readCons(`${told.map(line).join('\n')}\n\n`);

/** One server's answers a second apart. */
const asked = (old: Cons | undefined, now: Cons, of: Partial<ConsOf> = {}): ConsOf => {
	const before = old && markCons(undefined, old, {at: 1000, askedAt: 990});
	return {
		server: 'zk1:2181',
		now: markCons(before, now, {at: 2000, askedAt: 1990}),
		fresh: true,
		...of,
	};
};
const joined = (...of: Parameters<typeof joinSessions>): readonly SessionRow[] => [
	...joinSessions(...of).values(),
];
const onlyRow = (server: ConsOf): SessionRow | undefined => joined([server], undefined, nobody)[0];

describe('the sessions of a recorded server', () => {
	const dump = readDump(recorded('3.8.0/leader', 'dump'));
	const rows = joined([asked(undefined, recordedCons)], dump, nobody);

	it('are its connections without the probe, which has none', () => {
		expect(recordedCons).toHaveLength(3);
		expect(rows.map(({client}) => client)).toEqual(['127.0.0.1:35622', '127.0.0.1:54820']);
	});

	it('have the number of their ephemerals from dump, 0 where it lists none', () => {
		expect(rows.map(({session, ephemerals}) => [session, ephemerals])).toEqual([
			['0x300000ec8e50001', 0],
			['0x300000ec8e50000', 1],
		]);
	});

	it('say that nobody knows the ephemerals where dump is shut', () => {
		expect(
			joined([asked(undefined, recordedCons)], undefined, nobody).map(({ephemerals}) => ephemerals),
		).toEqual([undefined, undefined]);
	});

	it('are without our own, on whichever server and of whichever time', () => {
		const own = new Set(['0x300000ec8e50001']);
		expect(joined([asked(undefined, recordedCons)], dump, own).map(({session}) => session)).toEqual([
			'0x300000ec8e50000',
		]);
		expect(joined([asked(undefined, recordedCons, {fresh: false})], dump, own)).toHaveLength(1);
	});

	it('were born on the server that their first byte names', () => {
		expect(rows[0]?.bornOn).toBe(3);
		expect(birthplaceOf('0x300000ec8e50001', [{name: 'zk3:2181', id: 3}])).toBe('zk3:2181');
		expect(
			birthplaceOf('0x300000ec8e50001', [
				{name: 'zk1:2181', id: 1},
				{name: 'zk9:2181', id: undefined},
			]),
		).toBe('server 3');
		expect(birthplaceOf('0xff00000ec8e50001', [])).toBe('server 255');
	});
});

describe('what a session does', () => {
	it('is unknown while there is one answer only', () => {
		expect(onlyRow(asked(undefined, consOf({})))).toMatchObject({
			activity: 'unknown',
			requestsPerSecond: undefined,
		});
	});

	it('is pings only, and 0 requests/s, where the last interval brought none but its ping (M16)', () => {
		const row = onlyRow(asked(consOf({recved: 50}), consOf({recved: 51, lop: 'PING'})));
		expect(row).toMatchObject({activity: 'pings only', requestsPerSecond: 0, receivedPerSecond: 1});
	});

	it('is pings only where nothing came at all', () => {
		expect(onlyRow(asked(consOf({}), consOf({})))).toMatchObject({
			activity: 'pings only',
			requestsPerSecond: 0,
		});
	});

	it('is working where it asked, whatever it asked last', () => {
		expect(onlyRow(asked(consOf({recved: 50}), consOf({recved: 51, lop: 'GETD'})))).toMatchObject({
			activity: 'working',
			requestsPerSecond: 1,
		});
		expect(onlyRow(asked(consOf({recved: 50}), consOf({recved: 90, lop: 'PING'})))).toMatchObject({
			activity: 'working',
			requestsPerSecond: 40,
		});
	});

	it('allows as many pings as its timeout wants of it', () => {
		const pinged = (to: number) =>
			onlyRow(asked(consOf({recved: 50, to}), consOf({recved: 53, lop: 'PING', to})))?.activity;
		expect([pinged(1000), pinged(4000)]).toEqual(['pings only', 'working']);
	});

	it('is unknown after a reconnect: its counters begin anew, and lresp=0 is no long idleness (M11)', () => {
		const now = consOf({port: 40_001, recved: 1, lop: 'null', lresp: 0, est: 1_795_373_900_000});
		expect(onlyRow(asked(consOf({recved: 500}), now))).toMatchObject({
			activity: 'unknown',
			requestsPerSecond: undefined,
		});
	});

	it('is unknown after crst, which resets its counters', () => {
		expect(onlyRow(asked(consOf({recved: 500}), consOf({recved: 2})))).toMatchObject({
			activity: 'unknown',
			receivedPerSecond: undefined,
		});
	});
});

describe('sessions of several servers', () => {
	it('are marked where their server does not answer now', () => {
		const rows = joined(
			[
				asked(undefined, consOf({id: '0x1'})),
				asked(undefined, consOf({id: '0x2'}), {server: 'zk2:2181', fresh: false}),
			],
			undefined,
			nobody,
		);
		expect(rows.map(({server, fresh}) => [server, fresh])).toEqual([
			['zk1:2181', true],
			['zk2:2181', false],
		]);
	});

	it.each([[[0, 1]], [[1, 0]]])(
		'have a client that left a silent server once, where it is now (order %j)',
		order => {
			const lists = [
				asked(undefined, consOf({est: 9000}), {server: 'silent', fresh: false}),
				asked(undefined, consOf({est: 5000}), {server: 'answers'}),
			];
			const rows = joined(
				order.flatMap(index => lists[index] ?? []),
				undefined,
				nobody,
			);
			expect(rows.map(({server}) => server)).toEqual(['answers']);
		},
	);

	it('have a client whose old connection has not been noticed to be gone on its newer one', () => {
		const rows = joined(
			[
				asked(undefined, consOf({est: 9000}), {server: 'now'}),
				asked(undefined, consOf({est: 5000}), {server: 'left'}),
			],
			undefined,
			nobody,
		);
		expect(rows.map(({server}) => server)).toEqual(['now']);
	});

	it('stand busiest first, unknown ones last', () => {
		const before = consOf({id: '0x1', port: 1, recved: 0}, {id: '0x2', port: 2, recved: 0});
		const now = consOf(
			{id: '0x1', port: 1, recved: 3},
			{id: '0x2', port: 2, recved: 9},
			{id: '0x3', port: 3},
		);
		expect(
			joined([asked(before, now)], undefined, nobody)
				.toSorted(byRequests)
				.map(({session}) => session),
		).toEqual(['0x2', '0x1', '0x3']);
	});

	it('join within 1.5 s, 100,000 of them', () => {
		const template = readRow(line({}));
		const hundredThousand = (recved: number): Cons =>
			Array.from({length: 100_000}, (_, index) => {
				const session = template?.session;
				return {
					client: `10.0.${index >> 8}.${index & 255}:40000`,
					interestOps: 1,
					queued: 0,
					received: recved + (index % 5),
					sent: recved,
					session: session && {...session, id: `0x3${index.toString(16).padStart(15, '0')}`},
				};
			});
		const [before, now] = [hundredThousand(5), hundredThousand(8)];
		let rows: readonly SessionRow[] = [];
		const took = cpuMs(() => {
			rows = joined([asked(before, now)], undefined, nobody).toSorted(byRequests);
		});
		expect(took).toBeLessThan(1500);
		expect(rows).toHaveLength(100_000);
		expect(rows[0]?.requestsPerSecond).toBe(3);
	});
});

describe("the offset of a server's clock", () => {
	it('is the time it says that we connected, less the time we saw that', () => {
		expect(clockOffsetOf(recordedCons, '0x300000ec8e50001', 1_795_373_899_000)).toBe(897);
		expect(clockOffsetOf(recordedCons, '0x300000ec8e50001', 1_795_373_959_897)).toBe(-60_000);
	});

	it.each([
		['its list does not have our session', '0x300000ec8e50009', 1000],
		['we have no session', undefined, 1000],
		['we were not connected', '0x300000ec8e50001', undefined],
	])('is unknown while %s', (_, session, connectedAt) => {
		expect(clockOffsetOf(recordedCons, session, connectedAt)).toBeUndefined();
	});
});
