// States of the screen to draw: a recorded ensemble that is well, half silent or gone, with names and data that hurt.
import type {Event} from '../../source/store/events.ts';
import type {State} from '../../source/store/state.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {
	balanced,
	content,
	dead,
	halfSilent,
	hostile,
	long,
	names,
	nine,
	path,
	startedAt,
	well,
	type Script,
} from './scripts.ts';

const sampled = (script: Script, tick: number): Event => {
	const at = startedAt + (tick + 1) * 1000;
	const own = {packets: tick * 12, bytes: tick * 40_000, watches: 2, pace: 1};
	return {type: 'sampled', sample: {tick, at, arrivals: script(tick, at), own}};
};

const dispatched = (store: Store, events: readonly Event[]): Store => {
	for (const event of events) {
		store.dispatch(event);
	}

	return store;
};

/** A store after some ticks of a script, and then events. */
export const played = (script: Script, ticks: number, events: readonly Event[] = []): Store => {
	const target = {name: `prod ${hostile}`, insecure: false, theme: 'mono'} as const;
	const store = createStore({target, servers: names, lockPaths: [], intervalMs: 1000, now: startedAt});
	const samples = Array.from({length: ticks}, (_, tick) => sampled(script, tick));
	return dispatched(store, [{type: 'resized', columns: 120, rows: 36}, ...samples, ...events]);
};

/** A sample with nothing new, some time after the last one. */
export const sampledAgain = (store: Store, afterMs = 0): Event => {
	const {clock, own} = store.getState().live;
	return {type: 'sampled', sample: {tick: clock.tick, at: clock.at + afterMs, arrivals: [], own}};
};

/** A card has to be open before what it shows arrives. */
const withCard = (data: string | Uint8Array, events: readonly Event[] = []): Store =>
	dispatched(played(well, 2, [{type: 'card-opened', path}]), [
		sampled((tick, at) => [...well(tick, at), ...content(data, at)], 2),
		...events,
	]);

const opened: readonly Event[] = [
	{type: 'expanded', path: '/locks'},
	{type: 'expanded', path: '/plain'},
	{type: 'moved', table: 'tree', to: path, top: 0},
];

const filtered = (table: 'tree' | 'locks' | 'metrics', text: string): readonly Event[] => [
	{type: 'filter-opened', table},
	{type: 'filter-typed', text},
];

/** Every state that looks different, by name. */
export const scenes: Readonly<Record<string, () => Store>> = {
	'nothing yet': () => played(well, 0),
	'an ensemble that is well': () => played(well, 4, opened),
	'the keys in the servers': () => played(well, 4, [{type: 'focused', pane: 'servers'}]),
	'the keys in the inspector': () => played(well, 4, [{type: 'focused', pane: 'inspector'}]),
	'the keys in the band': () => played(well, 4, [{type: 'focused', pane: 'trouble'}]),
	sessions: () => played(well, 4, [{type: 'tab-chosen', tab: 'sessions'}]),
	findings: () => played(halfSilent, 6, [{type: 'tab-chosen', tab: 'findings'}]),
	'a silent server': () => played(halfSilent, 6, opened),
	'members that nobody named': () => played(nine, 4),
	'several servers behind one name': () => played(balanced, 6),
	'no server': () => played(dead, 5),
	'findings of no server': () => played(dead, 5, [{type: 'tab-chosen', tab: 'findings'}]),
	'an order of the tree that is asked for': () => played(well, 4, [...opened, {type: 'sort-opened'}]),
	'a filter that is typed': () => played(well, 4, [...opened, ...filtered('tree', hostile)]),
	'a filter that leaves nothing': () =>
		played(well, 4, [
			{type: 'tab-chosen', tab: 'locks'},
			...filtered('locks', hostile + hostile),
			{type: 'filter-kept'},
		]),
	'a filter that leaves little': () => played(well, 4, [...filtered('tree', 'PLAIN'), {type: 'filter-kept'}]),
	'a notice': () =>
		played(well, 4, [{type: 'noticed', text: `it says ${hostile.repeat(5)}`, at: startedAt + 4000}]),
	'the zoomed tree': () => played(well, 4, [...opened, {type: 'zoomed', pane: 'tree'}]),
	'the zoomed servers': () => played(halfSilent, 9, [{type: 'zoomed', pane: 'servers'}]),
	'the metrics of one server on a logarithmic scale': () =>
		played(halfSilent, 70, [
			{type: 'chart-opened', metric: 'answerMs', server: names[0]},
			{type: 'chart-spanned', span: '1m'},
			{type: 'chart-scaled', scale: 'log'},
		]),
	'metrics that a filter leaves': () =>
		played(well, 4, [
			{type: 'zoomed', pane: 'servers'},
			{type: 'focused', pane: 'servers'},
			...filtered('metrics', 'fsync'),
		]),
	'no metric': () => played(dead, 5, [{type: 'zoomed', pane: 'servers'}, ...filtered('metrics', hostile)]),
	'the zoomed inspector': () => played(well, 4, [{type: 'zoomed', pane: 'inspector'}]),
	'zoomed sessions': () =>
		played(well, 4, [
			{type: 'tab-chosen', tab: 'sessions'},
			{type: 'zoomed', pane: 'inspector'},
		]),
	'a card of text': () => withCard(`first\n${hostile}\n${'long '.repeat(99)}`),
	'a card of JSON': () => withCard(JSON.stringify({[hostile]: [hostile, 1]})),
	'a card of bytes': () => withCard(Uint8Array.from({length: 300}, (_, index) => index % 256)),
	'a card in hex': () => withCard(hostile, [{type: 'form-chosen', form: 'hex'}]),
	'a card in which something is looked for': () =>
		withCard(`${hostile}\n`.repeat(40), [
			{type: 'search-opened'},
			{type: 'searched', text: 'right', match: 3, top: 4},
		]),
	'a card of credentials': () =>
		dispatched(played(well, 2, [{type: 'card-opened', path: '/config/users/zoe'}]), [
			sampled((tick, at) => [...well(tick, at), ...content(hostile, at, '/config/users/zoe')], 2),
		]),
	'a card without its data': () => played(well, 2, [{type: 'card-opened', path: `/${long}`}]),
	help: () => played(well, 4, [{type: 'help-opened'}]),
	'an explanation': () => played(halfSilent, 9, [{type: 'explain-opened', spanMs: 60_000}]),
	'a moment in the past': () => played(halfSilent, 9, [{type: 'travelled', tick: 3}]),
	'a pause': () => played(halfSilent, 6, [{type: 'paused'}]),
};

/** The same state in a terminal of another size. */
export const sized = (store: Store, columns: number, rows: number): State => {
	store.dispatch({type: 'resized', columns, rows});
	return store.getState();
};
