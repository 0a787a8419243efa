// source/analyze/explain/: whose sessions began, ended and moved, and how many are connected
import {describe, expect, it} from 'vitest';
import {tellUnknown} from '../../source/store/explanation.ts';
import type {Connection} from '../../source/zookeeper/words/cons.ts';
import type {Dump} from '../../source/zookeeper/words/dump.ts';
import {explained, led, sentences} from './explained.ts';
import {answers, fails, names, refuses, scripted, told, type ServerName} from './scripted.ts';

const idle = '0x100000000000aaa';

const connection = (session: string, client = '10.0.0.7:51234', lastResponseMs = 1): Connection => {
	const [first] = told('zk1', 'cons').filter(({session}) => session !== undefined);
	if (first?.session === undefined) {
		throw new Error('no session was recorded');
	}

	return {...first, client, session: {...first.session, id: session, timeoutMs: 10_000, lastResponseMs}};
};

const cons = (server: ServerName, ...connections: readonly Connection[]) =>
	answers(server, 'cons', connections);
const nobody = names.map(name => cons(name));

const dump = (...sessions: readonly string[]) => {
	const recorded: Dump = told('zk3', 'dump');
	const one = {expiresAt: undefined, expiresAfterFirstMs: 0, timeoutMs: undefined, local: false};
	return answers('zk3', 'dump', {
		...recorded,
		kind: 'leader',
		sessions: new Map(sessions.map(session => [session, one])),
		ephemerals: new Map(),
	});
};

describe('sessions', () => {
	it('that are in no list but the leader’s are said to be out of sight, and who may have them', () => {
		const screen = scripted();
		const start = [...led('zk3', 1n), ...nobody];
		screen.sample(0, ...start, dump('0x1', idle), cons('zk1', connection(idle)));
		screen.sample(1, ...start, dump('0x1', idle), cons('zk1', connection(idle)));
		screen.sample(2, ...led('zk3', 1n), ...nobody, dump('0x1', idle));
		screen.sample(3, ...led('zk3', 1n), dump('0x1', idle));
		expect(explained(screen).sessions).toMatchObject({
			moved: 0,
			closedOrExpired: 0,
			outOfSight: {left: [{server: 'zk1', count: 1}], silent: []},
		});
		expect(sentences(screen)).toContain(
			'1 session left (zk1 1) and lives on, connected nowhere in sight; no server that zktop sees has them: they look for one, or found one that zktop does not know.',
		);
		screen.sample(4, ...led('zk3', 1n), dump('0x1', idle), fails('zk2', 'cons', 'silent'));
		expect(sentences(screen)).toContain(
			'1 session left (zk1 1) and lives on, connected nowhere in sight; they look for a server, or are on zk2, which does not tell.',
		);
		screen.sample(5, ...led('zk3', 1n), dump('0x1'));
		screen.sample(6, ...led('zk3', 1n), dump('0x1'));
		expect(explained(screen).sessions.outOfSight.left).toEqual([]);
	});

	it('begin and end by the leader’s list, not by connections', () => {
		const screen = scripted();
		const start = [...led('zk3', 1n), ...nobody];
		screen.sample(0, ...start, dump('0x1'));
		screen.sample(1, ...start, dump('0x1'));
		screen.sample(2, ...start, dump('0x1', idle), cons('zk1', connection(idle)));
		// An election: it is connected to nobody, then to another server, where its connection is new.
		screen.sample(3, ...led('zk3', 1n), ...nobody, dump('0x1', idle));
		screen.sample(4, ...led('zk3', 1n), cons('zk2', connection(idle, '10.0.0.7:60000')));
		screen.sample(5, ...led('zk3', 1n), dump('0x1', idle));
		expect(explained(screen).sessions).toMatchObject({
			began: 1,
			moved: 1,
			expired: 0,
			closedOrExpired: 0,
			moves: [{from: 'zk1', to: 'zk2', count: 1}],
			clients: [{address: '10.0.0.7', began: 1, moved: 1}],
		});
	});

	it('have expired where they outlived their connection, else nobody can tell', () => {
		const screen = scripted();
		const both = [cons('zk1', connection('0xa'), connection('0xb')), cons('zk2'), cons('zk3'), cons('zk4')];
		screen.sample(0, ...led('zk3', 1n), ...both, dump('0xa', '0xb'));
		screen.sample(1, ...led('zk3', 1n), ...both, dump('0xa', '0xb'));
		// One loses its connection and lives on until its timeout, the other one is gone at once.
		screen.sample(2, ...led('zk3', 1n), ...nobody, dump('0xa'));
		screen.sample(8, ...led('zk3', 1n), ...nobody, dump('0xa'));
		screen.sample(14, ...led('zk3', 1n), ...nobody, dump());
		const {sessions} = explained(screen);
		expect(sessions).toMatchObject({began: 0, expired: 1, closedOrExpired: 1, moved: 0});
		expect(sentences(screen)).toContain('1 session expired, 1 session closed or expired; none is connected.');
	});

	it('have expired where they were silent for their timeout, though connected to the end', () => {
		const screen = scripted();
		const silent = [cons('zk1', connection('0xa', '10.0.0.7:1', 5)), cons('zk2'), cons('zk3'), cons('zk4')];
		for (const second of [0, 1, 2, 4, 6, 8, 10]) {
			screen.sample(second, ...led('zk3', 1n), ...silent, dump('0xa'));
		}

		screen.sample(12, ...led('zk3', 1n), ...nobody, dump());
		expect(explained(screen).sessions).toMatchObject({expired: 1, closedOrExpired: 0});
	});

	it('that expired are counted by the leader too, where more of them ended than are known to have', () => {
		const screen = scripted();
		const recorded = told('zk3', 'mntr');
		const mntr = (expired: number) =>
			answers('zk3', 'mntr', {
				...recorded,
				values: new Map([...recorded.values, ['stale_sessions_expired', expired]]),
			});
		const both = [cons('zk1', connection('0xa'), connection('0xb')), cons('zk2'), cons('zk3'), cons('zk4')];
		screen.sample(0, ...led('zk3', 1n), ...both, mntr(40), dump('0xa', '0xb'));
		screen.sample(1, ...led('zk3', 1n), ...both, mntr(40), dump('0xa', '0xb'));
		screen.sample(2, ...led('zk3', 1n), ...nobody, mntr(40), dump('0xa'));
		screen.sample(8, ...led('zk3', 1n), ...nobody, mntr(40), dump('0xa'));
		screen.sample(14, ...led('zk3', 1n), ...nobody, mntr(42), dump());
		expect(sentences(screen)).toContain(
			'1 session expired, 1 session closed or expired; the leader counts 2 expired in all; none is connected.',
		);
		// Another leader has a count of its own.
		screen.sample(15, ...led('zk2', 2n), ...nobody);
		expect(explained(screen).sessions.expiredByLeader).toBeUndefined();
	});

	it('do not move to a server that only told of them before it fell silent', () => {
		const screen = scripted();
		const start = [...led('zk3', 1n), ...nobody, dump(idle)];
		screen.sample(0, ...start, cons('zk1', connection(idle)));
		screen.sample(1, ...start, cons('zk1', connection(idle)));
		const silent = [...led('zk3', 1n), fails('zk1', 'cons', 'silent'), cons('zk3'), cons('zk4')];
		screen.sample(2, ...silent, cons('zk2', connection(idle, '10.0.0.7:60000')));
		// It is between two connections: the last list of zk1 still has it.
		screen.sample(3, ...silent, cons('zk2'));
		screen.sample(4, ...silent, cons('zk2'), cons('zk3', connection(idle, '10.0.0.7:60001')));
		screen.sample(5, ...silent, cons('zk2'));
		expect(explained(screen).sessions).toMatchObject({
			moved: 1,
			moves: [{from: 'zk1', to: 'zk3', count: 1}],
		});
		expect(explained(screen, 2000).sessions.moves).toEqual([{from: 'zk2', to: 'zk3', count: 1}]);
	});

	it('that are ours are left out', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n), ...nobody, dump());
		screen.sample(1, ...led('zk3', 1n), {
			of: 'session',
			state: {
				kind: 'connected',
				server: {name: 'zk1', host: 'zk1', port: 2181},
				session: '0xc',
				timeoutMs: 10_000,
				readOnly: false,
			},
			since: 0,
		});
		screen.sample(2, ...led('zk3', 1n), dump('0xc'));
		screen.sample(3, ...led('zk3', 1n));
		expect(explained(screen).sessions.began).toBe(0);
	});

	it('are only seen for the first time where dump is shut, and that is said', () => {
		const screen = scripted();
		const shut = names.map(name => refuses(name, 'dump'));
		screen.sample(0, ...led('zk3', 1n), ...nobody, ...shut);
		screen.sample(1, ...led('zk3', 1n), ...nobody, ...shut);
		screen.sample(2, ...led('zk3', 1n), cons('zk1', connection(idle)), ...shut);
		expect(sentences(screen)).toContain('1 session seen for the first time; one is connected.');
		expect(explained(screen).unknown.map(({what, why}) => `${what}: ${why}`)).toContain(
			'whether a session that is new to zktop is a new one, and when one has ended: dump is not in the whitelist',
		);
	});

	it('of a server whose cons is shut are not told, and that is said', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n), refuses('zk2', 'cons'));
		screen.sample(1, ...led('zk3', 1n), refuses('zk2', 'cons'));
		screen.sample(2, ...led('zk3', 1n));
		expect(explained(screen).unknown).toContainEqual({
			what: 'who came to and who left',
			server: 'zk2',
			why: 'cons is not in the whitelist',
		});
	});

	it('are not said to be none where no server tells who is connected, but as many as the leader counts', () => {
		const screen = scripted();
		const shut = names.map(name => refuses(name, 'cons'));
		for (let second = 0; second < 4; second++) {
			screen.sample(second, ...led('zk3', 1n), ...shut, answers('zk3', 'mntr'));
		}

		const counts = told('zk3', 'mntr').values.get('global_sessions');
		expect(counts).toBeGreaterThan(1);
		expect(sentences(screen)).toContain(
			`No session began, ended or moved that zktop can see; who is connected is not known (cons is not in the whitelist); the leader counts ${counts} sessions.`,
		);
		expect(explained(screen).sessions.now).toMatchObject({count: undefined, byLeader: counts});
		expect(tellUnknown(explained(screen), server => server)).toContain(
			'who came to and who left zk1, zk2, zk3 and zk4: cons is not in the whitelist',
		);
	});

	it('are counted beside those of which nobody tells, or told last', () => {
		const screen = scripted();
		const start = [...led('zk3', 1n), cons('zk1', connection(idle)), cons('zk3'), cons('zk4')];
		screen.sample(0, ...start, refuses('zk2', 'cons'));
		screen.sample(1, ...start);
		screen.sample(2, ...led('zk3', 1n), fails('zk1', 'cons', 'silent'));
		expect(sentences(screen)).toContain(
			'No session began, ended or moved that zktop can see; one is connected (those of zk1 as last told, those of zk2 not known).',
		);
		screen.sample(3, ...led('zk3', 1n), cons('zk1'));
		expect(
			sentences(screen).some(text => text.endsWith('none is connected in sight (those of zk2 not known).')),
		).toBe(true);
		screen.sample(4, ...led('zk3', 1n), fails('zk2', 'cons', 'refused'));
		expect(sentences(screen).some(text => text.endsWith('; none is connected.'))).toBe(true);
	});
});
