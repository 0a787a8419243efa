// source/store/contenders.ts
import {describe, expect, it} from 'vitest';
import {movesOf, viewContender, type ContenderView} from '../../source/store/contenders.ts';
import {lockAt} from '../../source/store/lines.ts';
import type {Data} from '../../source/store/state.ts';
import type {Cons} from '../../source/zookeeper/words/cons.ts';
import {
	answers,
	connects,
	everything,
	fails,
	names,
	scripted,
	startedAt,
	stats,
	statOf,
	told,
	type ServerName,
} from './scripted.ts';

const lock = '/locks/a';
const nodeOf = (number: number): string =>
	`${lock}/a3ef881b62f24199ab6f338332c840f6__lock__000000000${number}`;
/** Of the recorded sessions the one on zk3 that is not ours, and one that nobody has. */
const [connected, gone] = ['0x300000ec8e50000', '0x100000000000099'];
const ours = '0x300000ec8e50001';

const dump = (...owners: ReadonlyArray<readonly [number, string]>) =>
	answers('zk3', 'dump', {
		...told('zk3', 'dump'),
		ephemerals: new Map(
			[...Map.groupBy(owners, ([, session]) => session)].map(([session, all]) => [
				session,
				all.map(([number]) => nodeOf(number)),
			]),
		),
	});
const view = (data: Data, number: number): ContenderView | undefined => {
	const queue = lockAt(data, lock);
	const contender = [...(queue?.holders ?? []), ...(queue?.waiters ?? [])].find(
		({node}) => node === nodeOf(number),
	);
	return contender && viewContender(data, contender);
};

const pulse = (data: Data, number: number): string | undefined => view(data, number)?.pulse.kind;
/** All lists but zk3's. */
const others = () => (['zk1', 'zk2', 'zk4'] as const).map(server => answers(server, 'cons'));

/** zk3's connections, after these packets more of the contender. */
const consOf = (received: number): Cons =>
	told('zk3', 'cons').map(row =>
		row.session?.id === connected
			? {...row, received: row.received + received, session: {...row.session, lastOp: 'GETD'}}
			: row,
	);

describe('how long a contender is in line', () => {
	it("is counted by the leader's clock, whose offset our own session tells", () => {
		const {sample} = scripted();
		sample(0, connects('zk3', ours));
		sample(1, ...everything(), dump([1, connected]));
		// The recorded server says that we connected 103 ms before we did: its clock is behind.
		const data = sample(10, stats(nodeOf(1), statOf({ctime: startedAt, ephemeralOwner: connected})));
		expect(data.session.clockOffsetMs).toBe(-103);
		expect(view(data, 1)?.inLineMs).toBe(9897);
	});

	it('is unknown before its stat is read, and never negative', () => {
		const {sample} = scripted();
		expect(view(sample(0, ...everything(), dump([1, connected])), 1)?.inLineMs).toBeUndefined();
		const ahead = sample(1, stats(nodeOf(1), statOf({ctime: startedAt + 60_000, ephemeralOwner: connected})));
		expect(view(ahead, 1)?.inLineMs).toBe(0);
	});
});

describe('how long a holder holds', () => {
	it('is known only if its taking over was seen; else its age is the most it can be (M5)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone], [2, connected]));
		const before = sample(5, stats(nodeOf(1), statOf({ctime: startedAt, ephemeralOwner: gone})));
		expect(view(before, 1)).toMatchObject({heldMs: undefined, inLineMs: 5000});
		sample(9, dump([2, connected]));
		const after = sample(13, stats(nodeOf(2), statOf({ctime: startedAt, ephemeralOwner: connected})));
		expect(view(after, 2)).toMatchObject({heldMs: 4000, inLineMs: 13_000});
	});
});

describe('how often a lock changes hands', () => {
	it("is told by its parent's Stat, read twice", () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		const parent = (cversion: number) => stats(lock, statOf({cversion, children: 1}));
		const moves = (data: Data) => {
			const queue = lockAt(data, lock);
			return queue && movesOf(data, queue);
		};
		expect(moves(sample(1, parent(201)))).toBeUndefined();
		expect(moves(sample(31, parent(221)))).toBe(20);
	});
});

describe('how a contender is', () => {
	it('is told of its session: where it is connected and whether it works', () => {
		const {sample} = scripted();
		expect(view(sample(0, ...everything(), dump([1, connected])), 1)).toMatchObject({
			pulse: {kind: 'connected'},
			row: {client: '127.0.0.1:54820', server: 'zk3'},
		});
		expect(pulse(sample(1, answers('zk3', 'cons', consOf(3))), 1)).toBe('working');
		expect(pulse(sample(2, answers('zk3', 'cons', consOf(3))), 1)).toBe('pings only');
	});

	it('is silent when even its pings stay away for more than half of its timeout (M6)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, connected]));
		sample(4, ...everything());
		expect(view(sample(8, ...everything()), 1)?.pulse).toMatchObject({kind: 'silent', since: startedAt});
	});

	it('is unknown of a client whose server is silent: it is no phantom (M8)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, connected]));
		expect(view(sample(1, fails('zk3', 'cons')), 1)?.pulse).toEqual({
			kind: 'unknown',
			why: 'zk3 does not answer',
		});
		sample(2, dump([1, gone]));
		expect(pulse(sample(3, ...others()), 1)).toBe('unknown');
	});

	it('is gone when all members told twice and none has it, and says when the leader ends its session (M7)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		expect(pulse(sample(1, ...others(), answers('zk3', 'cons')), 1)).toBe('gone');
		const withEnd = sample(2, dump([1, connected]), ...everything());
		expect(pulse(withEnd, 1)).toBe('pings only');
	});

	it('is not gone while it may be on its way from one server to another one: all are asked again first', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		const data = sample(1, dump([1, gone]));
		expect(view(data, 1)?.pulse).toMatchObject({
			kind: 'unknown',
			why: expect.stringContaining('asked again') as string,
		});
		expect(pulse(sample(2, ...others()), 1)).toBe('unknown');
		expect(pulse(sample(2.5, answers('zk3', 'cons')), 1)).toBe('gone');
	});

	it('is still seen where it was seen last when it is gone', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, connected]));
		const without = told('zk3', 'cons').filter(row => row.session?.id !== connected);
		sample(1, ...others(), answers('zk3', 'cons', without));
		const data = sample(2, ...others(), answers('zk3', 'cons', without));
		expect(view(data, 1)).toMatchObject({
			pulse: {kind: 'gone', since: startedAt + 1000},
			row: {client: '127.0.0.1:54820', server: 'zk3'},
		});
	});

	it('is "gone" too when the server it may have been on is down', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		sample(1, fails('zk2', 'cons', 'refused'));
		expect(
			pulse(sample(2, ...(['zk1', 'zk3', 'zk4'] as const).map(server => answers(server, 'cons'))), 1),
		).toBe('gone');
	});

	it('is unknown without a leader: then no session ends (M9)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		const down = names.flatMap(server => [
			fails(server, 'srvr', 'not-serving'),
			fails(server, 'cons', 'not-serving'),
		]);
		sample(1, ...down);
		expect(view(sample(2, ...down), 1)?.pulse).toMatchObject({
			kind: 'unknown',
			why: expect.stringContaining('without a leader') as string,
		});
	});

	it('is unknown while a server does not tell the clients of its other port', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		const half = {
			...answers('zk3', 'cons'),
			attempts: [
				{source: 'word', result: 'works'},
				{source: 'other-port', result: 'failed'},
			],
		};
		const data = sample(1, ...others(), half);
		expect(view(data, 1)?.pulse).toMatchObject({
			kind: 'unknown',
			why: expect.stringContaining('other port') as string,
		});
	});

	it('is unknown while a member of the ensemble is not in the connect string', () => {
		const {sample} = scripted();
		const more = told('zk1', 'conf');
		const [member] = more.members;
		const five = {...more, members: member === undefined ? [] : [...more.members, {...member, id: 5}]};
		const rest: readonly ServerName[] = ['zk2', 'zk3', 'zk4'];
		sample(0, dump([1, gone]), answers('zk1', 'conf', five), ...everything(['srvr', 'mntr', 'cons']));
		sample(1, ...rest.map(server => answers(server, 'conf')));
		expect(pulse(sample(2, ...everything(['cons'])), 1)).toBe('unknown');
	});
});
