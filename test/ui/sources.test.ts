// source/ui/panes/sources.ts, source/store/sources.ts and the keys of the Sources card
import {describe, expect, it} from 'vitest';
import type {Attempt} from '../../source/collect/attempt.ts';
import {createStore} from '../../source/store/store.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {arrival, attempt, opened, press, sampled, textOf} from './sources-card.ts';

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
		expect(textOf(store)).toMatch(/ mntr cons conf failed: a TLS port; connect with --tls /);
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
			watches: true,
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
