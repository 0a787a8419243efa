// The Sources card of one server, opened: what its tests share.
import type {Attempt} from '../../source/collect/attempt.ts';
import type {Arrival, PolledWord, WordArrival} from '../../source/collect/sample.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {sourceLines} from '../../source/ui/panes/sources.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {textOf as drawn} from './texts.ts';

export const attempt = (source: Attempt['source'], why?: string): Attempt => ({
	source,
	result: why === undefined ? 'works' : 'shut',
	why,
	at: 1000,
	bytes: 2048,
	asksPerMinute: 60,
});

/** A server whose mntr is shut, told by its AdminServer; and whose cons is told by nobody. */
export const arrival = (
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

export const sampled = (store: Store, arrivals: readonly Arrival[], at: number): void => {
	const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
	store.dispatch({type: 'sampled', sample: {tick: 1, at, arrivals, own}});
};

export const opened = (): Store => {
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

export const press = (store: Store, key: string): void => {
	const state = store.getState();
	const layout = layoutFor(state);
	const lines = sourceLines(state, 98).length;
	const event = eventFor(key, {state, layout, lines, now: 0, nearest: () => undefined});
	if (event !== undefined && !('refused' in event)) {
		store.dispatch(event);
	}
};

export const textOf = (store: Store): string => drawn({state: store.getState});
