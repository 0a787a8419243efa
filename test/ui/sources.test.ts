// source/ui/panes/sources.ts, source/store/sources.ts and the keys of the Sources card
import {describe, expect, it} from 'vitest';
import type {Attempt} from '../../source/collect/attempt.ts';
import type {WordArrival} from '../../source/collect/sample.ts';
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
});

/** A server whose mntr is shut, told by its AdminServer; and whose cons is told by nobody. */
const arrival = (word: 'mntr' | 'cons', attempts: readonly Attempt[]): WordArrival => ({
	of: 'word',
	word,
	server: 'zk1:2181',
	answer: {kind: 'unsupported', why: 'irrelevant here'},
	source: 'word',
	attempts,
	tick: 1,
	tookMs: 1,
	ownPackets: 1,
});

const opened = (): Store => {
	const store = createStore({servers: ['zk1:2181'], lockPaths: [], intervalMs: 1000, now: 0});
	const shut = 'mntr is not in the whitelist; zoo.cfg opens it: 4lw.commands.whitelist=srvr,mntr';
	const arrivals = [
		arrival('mntr', [attempt('word', shut), attempt('admin')]),
		arrival('cons', [attempt('word', 'no \u001B[31mcons')]),
	];
	store.dispatch({type: 'resized', columns: 100, rows: 30});
	store.dispatch({
		type: 'sampled',
		sample: {tick: 1, at: 3000, arrivals, own: {packets: 0, bytes: 0, watches: 0, pace: 1}},
	});
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
		expect(text).toMatch(/ metrics +AdminServer monitor +2 s +2\.0 KB/);
		expect(text).toContain('mntr shut: mntr is not in the whitelist');
		expect(text).toContain('zoo.cfg: 4lw.commands.whitelist=srvr,mntr');
		expect(text).toMatch(/condition +not asked/);
		expect(text).toMatch(/connections +from nowhere/);
		expect(text).not.toContain('\u001B');
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
		expect(interestsOf(state, layoutFor(state))).toMatchObject({connections: true, ephemerals: true});
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
