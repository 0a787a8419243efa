// source/analyze/explain/: who led, who was silent, and whose sessions began, ended and moved
import {describe, expect, it} from 'vitest';
import {formatId} from '../../source/zookeeper/ids.ts';
import type {Connection} from '../../source/zookeeper/words/cons.ts';
import type {Dump} from '../../source/zookeeper/words/dump.ts';
import {tablesOf, tellUnknown} from '../../source/store/explanation.ts';
import {explained, sentences} from './explained.ts';
import {answers, fails, names, refuses, scripted, told, type ServerName} from './scripted.ts';

const srvr = (server: ServerName, mode: 'leader' | 'follower', epoch: bigint, counter = 0n) =>
	answers(server, 'srvr', {...told(server, 'srvr'), mode, zxid: formatId((epoch << 32n) + counter)});

/** All serve under a leader. */
const led = (leader: ServerName, epoch: bigint) =>
	names.map(name => srvr(name, name === leader ? 'leader' : 'follower', epoch));

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

describe('leadership', () => {
	it('is told as it was all the time where nothing happened', () => {
		const screen = scripted();
		for (let second = 0; second < 5; second++) {
			screen.sample(second, ...led('zk3', 1n));
		}

		expect(sentences(screen)).toContain('zk3 led all the time in epoch 1: no election.');
	});

	it('changes by an election: who, when, after how long without a leader', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(
			2,
			fails('zk3', 'srvr', 'refused'),
			fails('zk1', 'srvr', 'not-serving'),
			fails('zk2', 'srvr', 'not-serving'),
		);
		screen.sample(6, ...led('zk2', 2n).slice(0, 2));
		screen.sample(7, ...led('zk2', 2n).slice(0, 2));
		const texts = sentences(screen);
		expect(texts).toContain(
			'zk2 was elected in place of zk3 at 18:58:26Z, epoch 1 to 2, after 4 s in which nobody was seen to lead.',
		);
		expect(texts.some(text => /^zk3 answers no more since 18:58:2\dZ: refused\.$/.test(text))).toBe(true);
		expect(texts).toContain('zk1 did not answer for 4 s from 18:58:21Z on: electing.');
	});

	it('is not taken by an old leader that wakes up in its old epoch', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk2', 2n));
		screen.sample(1, ...led('zk2', 2n));
		screen.sample(2, ...led('zk2', 2n), srvr('zk3', 'leader', 1n, 99n));
		screen.sample(3, ...led('zk2', 2n));
		expect(explained(screen).leadership.elections).toEqual([]);
	});

	it('that changes again and again is told in one sentence, and one by one in a table', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		for (const [second, leader, epoch] of [
			[2, 'zk2', 2n],
			[4, 'zk3', 3n],
			[6, 'zk2', 4n],
		] as const) {
			screen.sample(second, ...led(leader, epoch));
		}

		expect(sentences(screen).filter(text => text.includes('was elected'))).toHaveLength(3);
		screen.sample(8, ...names.map(name => fails(name, 'srvr', 'not-serving')));
		screen.sample(10, ...led('zk3', 5n));
		expect(sentences(screen)[1]).toBe(
			'4 elections, epoch 1 to 5: zk2 and zk3 by turns, zk3 since 18:58:30Z; nobody was seen to lead for 2 s in all.',
		);
		const table = tablesOf(explained(screen), server => server).find(({title}) =>
			title.startsWith('elections'),
		);
		expect(table?.rows[0]).toEqual(['18:58:30Z', 'zk3', 'zk2', '5', '2 s']);
		expect(table?.rows).toHaveLength(4);
	});

	it('is none of a standalone server, which nobody elects', () => {
		const screen = scripted();
		const alone = {...told('zk1', 'srvr'), mode: 'standalone', zxid: '0x3'} as const;
		screen.sample(0, answers('zk1', 'srvr', alone));
		screen.sample(1, answers('zk1', 'srvr', alone));
		screen.sample(2, answers('zk1', 'srvr', alone));
		expect(sentences(screen)[1]).toBe('zk1 is standalone: it serves alone, without elections.');
		screen.sample(3, fails('zk1', 'srvr', 'refused'));
		const texts = sentences(screen);
		expect(texts.some(text => /lead|elect/.test(text))).toBe(false);
		expect(texts).toContain('zk1 answers no more since 18:58:22Z: refused.');
		screen.sample(5, ...led('zk2', 1n));
		expect(explained(screen).leadership.elections).toEqual([]);
	});

	it('is told as lost while nobody leads', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, ...names.map(name => fails(name, 'srvr', 'not-serving')));
		expect(sentences(screen)).toContain('Nobody is seen to lead at 18:58:22Z.');
	});
});

describe('servers that do not answer', () => {
	it('are told with all their reasons, one after the other', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, fails('zk1', 'srvr', 'silent'));
		screen.sample(4, fails('zk1', 'srvr', 'silent'));
		screen.sample(5, fails('zk1', 'srvr', 'refused'));
		screen.sample(7, fails('zk1', 'srvr', 'not-serving'));
		expect(sentences(screen)).toContain(
			'zk1 answers no more since 18:58:21Z: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
		screen.sample(9, ...led('zk3', 1n));
		expect(sentences(screen)).toContain(
			'zk1 did not answer for 7 s from 18:58:21Z on: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
		expect(sentences(screen, 4000)).toContain(
			'zk1 answers again since 18:58:29Z, after 7 s: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
	});

	it('are told too where they have not answered since before the span', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, fails('zk1', 'srvr', 'silent'));
		for (let second = 3; second < 10; second++) {
			screen.sample(second, ...led('zk3', 1n).slice(1));
		}

		expect(sentences(screen, 3000)).toContain('zk1 answers no more since 18:58:21Z: silent.');
	});

	it('again and again are told in one sentence each, and one by one in a table', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		for (let second = 1; second < 10; second += 2) {
			screen.sample(second, ...led('zk3', 1n));
			screen.sample(second + 1, fails('zk1', 'srvr', second === 1 ? 'refused' : 'not-serving'));
		}

		const told = sentences(screen).filter(text => text.startsWith('zk1'));
		expect(told).toEqual([
			'zk1 did not answer 5 times, for 4 s in all, now since 18:58:29Z: refused, electing.',
		]);
		const table = tablesOf(explained(screen), server => server).find(({title}) =>
			title.startsWith('servers that did not answer'),
		);
		expect(table?.rows.map(([, lasted, ...row]) => [lasted, ...row])).toEqual([
			['until now', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'refused'],
		]);
	});
});

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
