// source/ui/panes/sources.ts, source/store/sources.ts and the keys of the Sources card
import {describe, expect, it} from 'vitest';
import type {Attempt} from '../../source/collect/attempt.ts';
import type {Arrival, PolledWord, WordArrival} from '../../source/collect/sample.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {sourceLines} from '../../source/ui/panes/sources.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';

const attempt = (source: Attempt['source'], why?: string): Attempt => ({
	source,
	result: why === undefined ? 'works' : 'shut',
	why,
	at: 1000,
	bytes: 2048,
	asksPerMinute: 60,
});

/** A server whose mntr is shut, told by its AdminServer; and whose cons is told by nobody. */
const arrival = (
	word: PolledWord,
	attempts: readonly Attempt[],
	answer: unknown = {kind: 'unsupported', why: 'irrelevant here'},
): WordArrival =>
	({
		of: 'word',
		word,
		server: 'zk1:2181',
		answer,
		source: 'word',
		attempts,
		tick: 1,
		tookMs: 1,
		ownPackets: 1,
		ownPacketsAtLeast: 1,
	}) as WordArrival;

const sampled = (store: Store, arrivals: readonly Arrival[], at: number): void => {
	const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
	store.dispatch({type: 'sampled', sample: {tick: 1, at, arrivals, own}});
};

const opened = (): Store => {
	const store = createStore({servers: ['zk1:2181'], lockPaths: [], intervalMs: 1000, now: 0});
	const shut = 'mntr is not in the whitelist; zoo.cfg opens it: 4lw.commands.whitelist=srvr,mntr';
	const arrivals = [
		arrival('mntr', [attempt('word', shut), attempt('admin')]),
		arrival('cons', [attempt('word', 'no \u001B[31mcons')]),
	];
	store.dispatch({type: 'resized', columns: 100, rows: 30});
	sampled(store, arrivals, 3000);
	press(store, 'S');
	return store;
};

const press = (store: Store, key: string): void => {
	const state = store.getState();
	const layout = layoutFor(state);
	const lines = sourceLines(state, 98).length;
	const event = eventFor(key, {state, layout, lines, now: 0, nearest: () => undefined});
	if (event !== undefined && !('refused' in event)) {
		store.dispatch(event);
	}
};

const textOf = (store: Store): string =>
	screenRows(store.getState())
		.map(line => line.map(({text}) => text).join(''))
		.join('\n');

describe('the sources card', () => {
	it('tells each fact with its door, what is in the way of the other, and the line that opens it', () => {
		const text = textOf(opened());
		expect(text).toMatch(/┌─ Sources/);
		expect(text).toMatch(/ metrics +AdminServer monitor +2 s +2\.0 KB +60× in 60 s/);
		expect(text).toContain('mntr shut: mntr is not in the whitelist');
		expect(text).toMatch(/ zoo\.cfg +4lw\.commands\.whitelist=srvr,mntr /);
		expect(text).toMatch(/condition +not asked/);
		expect(text).toMatch(/connections +from nowhere/);
		expect(text).not.toContain('\u001B');
	});

	it('says once per server what is in the way of several facts, and each line for zoo.cfg alone on its row', () => {
		const store = opened();
		const shut = (word: string): Attempt =>
			attempt('word', `${word} is shut; zoo.cfg opens it: 4lw.commands.whitelist=srvr,mntr,cons`);
		const admin = attempt(
			'admin',
			'no AdminServer listens there; zoo.cfg opens it: admin.enableServer=true and admin.serverPort=8080',
		);
		sampled(
			store,
			(['mntr', 'cons', 'conf'] as const).map(word => arrival(word, [shut(word), admin])),
			3000,
		);
		const text = textOf(store);
		expect(text.match(/no AdminServer listens there/g)).toHaveLength(1);
		expect(text).toMatch(
			/ zoo\.cfg +4lw\.commands\.whitelist=srvr,mntr,cons +│\n│ +admin\.enableServer=true +│\n│ +admin\.serverPort=8080 +│\n│ +or correct --admin-port /,
		);
	});

	it('says once which words are in the same trouble', () => {
		const store = opened();
		const failed: Attempt = {...attempt('word', 'a TLS port; connect with --tls'), result: 'failed'};
		sampled(
			store,
			(['mntr', 'cons', 'conf'] as const).map(word => arrival(word, [failed, attempt('admin')])),
			3000,
		);
		expect(textOf(store)).toMatch(/ doors +mntr cons conf failed: a TLS port; connect with --tls /);
		expect(textOf(store).match(/a TLS port/g)).toHaveLength(1);
	});

	it('says once per server that nobody told where its AdminServer listens', () => {
		const store = createStore({servers: ['zk1:2181'], lockPaths: [], intervalMs: 1000, now: 0});
		store.dispatch({type: 'resized', columns: 100, rows: 30});
		sampled(
			store,
			(['mntr', 'cons'] as const).map(word => arrival(word, [attempt('word', `${word} is shut`)])),
			3000,
		);
		press(store, 'S');
		const said = textOf(store).match(
			/AdminServer: nobody told its port; --admin-port PORT \(8080 by default\)/g,
		);
		expect(said).toHaveLength(1);
	});

	it('says why a door was left alone', () => {
		const store = opened();
		sampled(store, [arrival('srvr', [attempt('word')])], 3000);
		expect(textOf(store)).toMatch(
			/ ephemerals +not asked +│\n│ +dump: not wanted of this server; dump of the leader and one follower is enough /,
		);
		expect(textOf(store)).toContain('AdminServer: not needed, the door before it is open');
	});

	it('says over what an AdminServer was asked, which other port lets us in, and which does not', () => {
		const store = opened();
		const other = {...attempt('other-port'), port: 2281};
		sampled(
			store,
			[arrival('mntr', [{...attempt('admin'), scheme: 'https'}]), arrival('cons', [attempt('word'), other])],
			3000,
		);
		expect(textOf(store)).toMatch(/ metrics +AdminServer monitor, https +2 s/);
		expect(textOf(store)).toMatch(/ connections +cons, on port 2281 too +2 s/);
		const why = 'it does not speak TLS on this port';
		sampled(store, [arrival('cons', [attempt('word'), {...other, result: 'failed', why}])], 3000);
		expect(textOf(store)).toMatch(
			/ connections +cons +2 s.*\n.* port 2281 failed: it does not speak TLS on this port/,
		);
	});

	it.each([
		[{leads: false, id: 5, address: '10.0.0.5'}, 'server 5, 10.0.0.5 leads'],
		[{leads: true, id: 5, address: '10.0.0.5'}, 'this one leads: server 5, 10.0.0.5'],
		[{leads: true, id: undefined, address: undefined}, 'this one leads '],
		[{leads: false, id: undefined, address: undefined}, 'another one leads; the AdminServer would name it'],
	])('names the leader as far as it is known: %o', (value, says) => {
		const store = opened();
		sampled(store, [arrival('leader', [attempt('admin')], {kind: 'fresh', value, at: 1000})], 3000);
		expect(textOf(store)).toContain(says);
	});

	it('counts the watches of each server', () => {
		const store = opened();
		const value = {connections: 3, paths: 6, watches: 10};
		sampled(store, [arrival('wchs', [attempt('word')], {kind: 'fresh', value, at: 1000})], 3000);
		expect(textOf(store)).toMatch(
			/ watches +wchs +2 s.*\n.* 10 on 6 paths by 3 connections; child watches not counted/,
		);
	});

	const connected = (readOnly = false): Arrival => ({
		of: 'session',
		since: 1000,
		state: {
			kind: 'connected',
			server: {name: 'zk1:2181', host: 'zk1', port: 2181},
			session: '0x100000e7c310000',
			timeoutMs: 10_000,
			readOnly,
		},
	});

	it('tells of our own session, and whom the server takes us for on this connection', () => {
		const store = opened();
		expect(textOf(store)).toMatch(/ connection +none for 3 s: connecting/);
		sampled(store, [connected()], 13_000);
		expect(textOf(store)).toMatch(/ connection +zk1:2181 for 12 s, timeout 10 s, 0x100000e7c310000 /);
		expect(textOf(store)).toMatch(/ known as +not asked yet/);
		const value = [
			{scheme: 'ip', user: '10.0.0.1'},
			{scheme: 'digest', user: 'zoe\u001B[31m'},
		];
		sampled(store, [{of: 'identities', answer: {kind: 'fresh', value, at: 1}}], 13_000);
		expect(textOf(store)).toMatch(/ known as +ip 10\.0\.0\.1, digest zoe/);
		expect(textOf(store)).not.toContain('\u001B');
		sampled(store, [connected(true)], 13_000);
		expect(textOf(store)).toContain('read-only: no quorum');
		expect(textOf(store)).toMatch(/ known as +not asked yet/);
	});

	it('says why there is no session, or no identity', () => {
		const store = opened();
		sampled(
			store,
			[connected(), {of: 'identities', answer: {kind: 'unsupported', why: 'older than 3.7'}}],
			3000,
		);
		expect(textOf(store)).toMatch(/ known as +not known: older than 3\.7/);
		const failure = {kind: 'refused', message: 'zk1:2181: connection refused'} as const;
		sampled(store, [{of: 'identities', answer: {kind: 'failed', failure, at: 1}}], 3000);
		expect(textOf(store)).toMatch(/ known as +not known: zk1:2181: connection refused/);
		const state = {kind: 'connecting', failure, attempts: 2} as const;
		sampled(store, [{of: 'session', since: 3000, state}], 5000);
		expect(textOf(store)).toMatch(/ connection +none for 2 s: zk1:2181: connection refused/);
		sampled(store, [{of: 'session', since: 3000, state: {...state, retryInMs: 8000}}], 5000);
		expect(textOf(store)).toContain('connection refused; tried again 8 s later');
	});

	it('fills the screen exactly, whatever its size', () => {
		const store = opened();
		for (const [columns, rows] of [
			[40, 10],
			[80, 24],
			[200, 50],
		] as const) {
			store.dispatch({type: 'resized', columns, rows});
			const lines = textOf(store).split('\n');
			expect([lines.length, ...new Set(lines.map(line => line.length))]).toEqual([rows, columns]);
		}
	});

	it('asks for all facts while it is open', () => {
		const state = opened().getState();
		expect(interestsOf(state, layoutFor(state))).toMatchObject({
			connections: true,
			ephemerals: true,
			sources: true,
		});
		const home = createStore({servers: ['zk1:2181'], lockPaths: [], intervalMs: 1000, now: 0}).getState();
		expect(interestsOf(home, layoutFor(home)).sources).toBe(false);
	});

	it('scrolls, and leads back to where it was opened', () => {
		const store = opened();
		store.dispatch({type: 'resized', columns: 60, rows: 10});
		press(store, 'down');
		expect(store.getState().view.mode).toMatchObject({kind: 'sources', top: 1});
		press(store, 'S');
		expect(store.getState().view.mode).toEqual({kind: 'home'});
	});
});
