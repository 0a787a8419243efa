// source/store/selectors.ts and store.ts
import {describe, expect, it} from 'vitest';
import {
	birthplace,
	cursorPath,
	cursorRow,
	ephemeralsOf,
	findingsOf,
	locksOf,
	rowsOf,
	sessionsOf,
	treeRowsOf,
} from '../../source/store/selectors.ts';
import {answers, everything, fails, lists, scripted, startedAt} from './scripted.ts';

const loaded = () => {
	const script = scripted();
	script.sample(
		0,
		...everything(),
		answers('zk3', 'dump'),
		lists('/', 'app', 'locks', 'zookeeper'),
		fails('zk2', 'srvr'),
	);
	return script;
};

describe('selectors', () => {
	it('give the same rows while nothing they show has changed', () => {
		const {does, state, sample} = loaded();
		const before = [treeRowsOf(state()), locksOf(state()), sessionsOf(state()), findingsOf(state())];
		does({type: 'help-opened'}, {type: 'focused', pane: 'servers'});
		sample(1);
		const after = [treeRowsOf(state()), locksOf(state()), sessionsOf(state())];
		expect(after.map((rows, index) => rows === before[index])).toEqual([true, true, true]);
	});

	it('filter each table by what its rows show, in any case', () => {
		const {does, state} = loaded();
		const type = (table: 'sessions' | 'locks' | 'findings' | 'tree', text: string) =>
			does({type: 'filter-opened', table}, {type: 'filter-typed', text}, {type: 'filter-kept'});
		type('sessions', '0X300000EC8E5');
		expect(
			sessionsOf(state())
				.map(({session}) => session)
				.sort(),
		).toEqual(['0x300000ec8e50000', '0x300000ec8e50001']);
		type('sessions', 'ZK1');
		expect(sessionsOf(state()).every(({server}) => server === 'zk1')).toBe(true);
		type('locks', 'MEMBERS');
		expect(locksOf(state()).map(({path}) => path)).toEqual(['/app/members']);
		type('locks', 'curator');
		expect(locksOf(state())).toEqual([]);
		type('findings', 'SERVER-FAILS');
		expect(findingsOf(state()).map(({subject}) => subject)).toEqual(['zk2']);
		type('tree', 'LOCK');
		expect(treeRowsOf(state()).count).toBe(2);
	});

	it.each(['tree', 'locks', 'sessions', 'findings'] as const)(
		'find each row of the %s by its identity',
		table => {
			const rows = rowsOf(loaded().state(), table);
			expect(rows.count).toBeGreaterThan(0);
			for (let row = 0; row < rows.count; row++) {
				expect(rows.indexOf(rows.idAt(row) ?? '')).toBe(row);
			}

			expect([rows.idAt(rows.count), rows.indexOf('nothing')]).toEqual([undefined, -1]);
		},
	);
});

describe('the cursor', () => {
	it('is on the first row of a table that nobody touched, and where it was left afterwards', () => {
		const {does, state} = loaded();
		expect(cursorRow(state(), 'sessions')).toBe(0);
		does({type: 'client-opened', address: '127.0.0.1'});
		const last = sessionsOf(state()).at(-1)?.session ?? '';
		does({type: 'moved', table: 'sessions', to: last, top: 0});
		expect(cursorRow(state(), 'sessions')).toBe(sessionsOf(state()).length - 1);
	});

	it('is on the first row when what it stood on is gone', () => {
		const {does, state} = loaded();
		does({type: 'moved', table: 'sessions', to: '0xdead', top: 0});
		expect(cursorRow(state(), 'sessions')).toBe(0);
	});

	it('stands on the first match of a filter', () => {
		const {does, state} = loaded();
		does({type: 'filter-opened', table: 'tree'}, {type: 'filter-typed', text: 'zoo'});
		expect(cursorPath(state())).toBe('/zookeeper');
		does({type: 'filter-typed', text: 'zoo no more'});
		expect(cursorPath(state())).toBe('/');
	});
});

describe('what is known of a session', () => {
	it('is what dies with it, and where it was born', () => {
		const {data} = loaded();
		expect(ephemeralsOf(data(), '0x300000ec8e50000')).toEqual(['/app/members/m-ens-0000000002']);
		expect(ephemeralsOf(data(), '0x300000ec8e50001')).toEqual([]);
		expect(ephemeralsOf(scripted().data(), '0x300000ec8e50000')).toBeUndefined();
		expect([birthplace(data(), '0x300000ec8e50000'), birthplace(data(), '0x900000ec8e50000')]).toEqual([
			'zk3',
			'server 9',
		]);
	});
});

describe('our own session', () => {
	it('has been connecting since the first attempt, whatever each of them says', () => {
		const {sample} = scripted();
		const attempt = (attempts: number) =>
			({
				of: 'session',
				state: {kind: 'connecting', failure: {kind: 'refused', message: 'refused'}, attempts},
				since: 0,
			}) as const;
		sample(1, attempt(1));
		expect(sample(5, attempt(2)).session).toMatchObject({since: startedAt, client: {attempts: 2}});
	});
});

it('what zktop costs is a rate over at least a second', () => {
	const {store, data} = scripted();
	const cost = (ms: number, packets: number, bytes: number): void => {
		store.dispatch({
			type: 'sampled',
			sample: {tick: 0, at: startedAt + ms, arrivals: [], own: {packets, bytes, watches: 3, pace: 1}},
		});
	};
	cost(400, 10, 1000);
	expect(data().own).toMatchObject({packetsPerSecond: 0, watches: 3});
	cost(2000, 40, 8000);
	expect(data().own).toMatchObject({packetsPerSecond: 20, bytesPerSecond: 4000});
	cost(3000, 45, 9000);
	expect(data().own).toMatchObject({packetsPerSecond: 5, bytesPerSecond: 1000});
});
