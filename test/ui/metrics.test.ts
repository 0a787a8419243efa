// source/ui/panes/metrics and actions/chart.ts: what the zoomed servers show, and what their keys do
import {describe, expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';
import type {Event} from '../../source/store/events.ts';
import type {Store} from '../../source/store/store.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {names, well} from './scripts.ts';
import {played} from './scenes.ts';
import {lineText} from './texts.ts';

const screen = (store: Store): readonly string[] => screenRows(store.getState()).map(lineText);

const opened: readonly Event[] = [
	{type: 'chart-opened', metric: 'answerMs', server: undefined},
	{type: 'chart-spanned', span: '1m'},
];

/** Presses keys as the screen does; gives what was refused. */
const press = (store: Store, ...keys: readonly string[]): readonly string[] =>
	keys.flatMap(key => {
		const state = store.getState();
		const event = eventFor(key, {
			state,
			layout: layoutFor(state),
			lines: 0,
			now: state.live.clock.at,
			nearest,
		});
		if (event === undefined || 'refused' in event) {
			return [event?.refused ?? `nothing on ${key}`];
		}

		store.dispatch(event);
		return [];
	});

describe('the zoomed servers', () => {
	it('show the metric under the cursor as a chart, and its meaning', () => {
		const store = played(well, 70, opened);
		const text = screen(store).join('\n');
		expect(text).toMatch(/─ answerMs {2}all servers {2}1m ─/);
		expect(text).toMatch(/ms ┤/);
		expect(text).toContain('└─ how long it took to answer zktop: of now');
		press(store, 'g');
		expect(screen(store).join('\n')).toMatch(/─ requestsPerSecond {2}all servers {2}1m ─/);
	});

	it('say where findings begin', () => {
		const store = played(well, 70, [{type: 'chart-opened', metric: 'fsyncMs', server: undefined}]);
		expect(screen(store).join('\n')).toMatch(/╌ finding from 100 ms/);
	});

	it('have no cursor of a metric that the filter hides, and say when none is left', () => {
		const store = played(well, 4, opened);
		press(store, '/', ...Array.from('fsync'), 'enter');
		expect(screen(store).join('\n')).toMatch(/─ fsyncMs {2}all/);
		press(store, '/', ...Array.from('xyz'), 'enter');
		expect(screen(store).join('\n')).toContain('no metric is called so: fsyncxyz');
	});
});

describe('the keys of the chart', () => {
	it('choose the time, and say when there is no other', () => {
		const store = played(well, 4, opened);
		expect(press(store, 'T')).toEqual(['a minute is the shortest time']);
		expect(press(store, 't', 't', 't', 't')).toEqual(['no more than a day is kept']);
		expect(store.getState().view.chart.span).toBe('24h');
	});

	it('choose all servers, then one after the other', () => {
		const store = played(well, 4, opened);
		const chosen = Array.from({length: store.getState().live.servers.length + 1}, () => {
			press(store, 'enter');
			return store.getState().view.chart.server;
		});
		expect(chosen.slice(0, -1)).toEqual(store.getState().live.servers.map(({name}) => name));
		expect(chosen).toContain(names[0]);
		expect(chosen.at(-1)).toBeUndefined();
	});

	it('choose the scale', () => {
		const store = played(well, 4, opened);
		press(store, 'L');
		expect(store.getState().view.chart.scale).toBe('log');
		press(store, 'L');
		expect(store.getState().view.chart.scale).toBe('linear');
	});

	it('look at a moment, which the chart stands still for, and lead to now again', () => {
		const store = played(well, 70, opened);
		expect(press(store, 'right')).toEqual(['this is the newest moment; ← goes back in time']);
		expect(press(store, 'left')).toEqual([]);
		expect(store.getState().view.chart.cursor).toEqual({tick: 67, end: 68});
		// What tick 67 brought is what was known at 68.
		expect(store.getState().frozen?.clock.tick).toBe(68);
		expect(screen(store).some(row => row.includes('┊'))).toBe(true);
		press(store, 'left', 'left');
		expect(store.getState().frozen?.clock.tick).toBe(66);
		expect(store.getState().view.chart.cursor).toEqual({tick: 65, end: 68});
		expect(press(store, 'right', 'right', 'right')).toEqual([]);
		expect(store.getState().frozen).toBeUndefined();
		expect(screen(store).some(row => row.includes('┊'))).toBe(false);
	});
});
