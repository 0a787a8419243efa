// source/store/contenders.ts
import {describe, expect, it} from 'vitest';
import {lockAt, movesOf, viewContender, type ContenderView} from '../../source/store/contenders.ts';
import type {Data} from '../../source/store/state.ts';
import type {Cons} from '../../source/zookeeper/words/cons.ts';
import {
	answers,
	connects,
	everything,
	fails,
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
		const queue = lockAt(after, lock);
		expect(queue && movesOf(after, queue)).toBe(1);
	});
});

describe('what a contender does', () => {
	it('is told of its session: where it is connected and whether it works', () => {
		const {sample} = scripted();
		expect(view(sample(0, ...everything(), dump([1, connected])), 1)).toMatchObject({
			doing: 'connected',
			row: {client: '127.0.0.1:54820', server: 'zk3'},
		});
		expect(view(sample(1, answers('zk3', 'cons', consOf(3))), 1)?.doing).toBe('working');
		expect(view(sample(2, answers('zk3', 'cons', consOf(3))), 1)?.doing).toBe('pings only');
	});

	it('is unknown of a client whose server is silent: it is no phantom (M8)', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, connected]));
		expect(view(sample(1, fails('zk3', 'cons')), 1)?.doing).toBe('server silent');
		expect(view(sample(2, dump([1, gone])), 1)?.doing).toBe('unknown');
	});

	it('is "not connected" when all members told, after it came, and none has it (M7)', () => {
		const {sample} = scripted();
		sample(0, dump([1, gone]), stats(nodeOf(1), statOf({ctime: startedAt - 9000, ephemeralOwner: gone})));
		expect(view(sample(1, ...everything()), 1)?.doing).toBe('not connected');
		const newer = sample(2, stats(nodeOf(1), statOf({ctime: startedAt + 1500, ephemeralOwner: gone})));
		expect(view(newer, 1)?.doing).toBe('unknown');
	});

	it('is "not connected" too when the server it may have been on is down', () => {
		const {sample} = scripted();
		sample(0, ...everything(), dump([1, gone]));
		expect(view(sample(1, fails('zk2', 'cons', 'refused')), 1)?.doing).toBe('not connected');
	});

	it('is unknown while a member of the ensemble is not in the connect string', () => {
		const {sample} = scripted();
		const more = told('zk1', 'conf');
		const [member] = more.members;
		const five = {...more, members: member === undefined ? [] : [...more.members, {...member, id: 5}]};
		const others: readonly ServerName[] = ['zk2', 'zk3', 'zk4'];
		sample(0, dump([1, gone]), answers('zk1', 'conf', five), ...everything(['srvr', 'mntr', 'cons']));
		expect(view(sample(1, ...others.map(server => answers(server, 'conf'))), 1)?.doing).toBe('unknown');
	});
});
