// source/ui/panes/demo.ts, source/ui/panes/drill.ts
import {expect, it} from 'vitest';
import type {Event} from '../../source/store/events.ts';
import type {State} from '../../source/store/state.ts';
import {reduceDemo} from '../../source/store/demo.ts';
import {reduceView} from '../../source/store/view.ts';
import {openFromRows} from '../../source/ui/actions/demo.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {demoPanel} from '../../source/ui/panes/demo.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {played} from './scenes.ts';
import {well} from './scripts.ts';
import {lineText} from './texts.ts';

const long = (word: string): string => `${word} ${'and so on '.repeat(25)}${word}.end`;

const drilled = (columns: number, rows: number, hinted = 0): State => {
	const state = played(well, 3, [{type: 'resized', columns, rows}]).getState();
	const drill = {
		name: 'flap',
		story: long('story'),
		question: long('question'),
		hints: [long('first'), long('second')],
		solution: long('solution'),
	};
	const targets = [
		{id: 'a', kind: 'server', label: 'zk1 :2181', faults: ''},
		{id: 'b', kind: 'server', label: 'zk2 :2182', faults: ''},
	] as const;
	return {...state, demo: {connect: '127.0.0.1:1', targets, drill, aim: undefined, hinted}};
};

const does = (state: State, ...events: readonly Event[]): State =>
	events.reduce(
		(before, event) => ({
			...before,
			view: reduceView(before.view, event),
			demo: reduceDemo(before.demo, event),
		}),
		state,
	);

const press = (state: State, ...keys: readonly string[]): State =>
	keys.reduce((before, key) => {
		const context = {state: before, layout: layoutFor(before), lines: 1, now: 0, nearest: () => undefined};
		const event = eventFor(key, context);
		return event === undefined || 'refused' in event ? before : does(before, event);
	}, state);

const text = (state: State): string => demoPanel(state).map(lineText).join('\n');

it('offers hints as long as there are any', () => {
	const texts = [0, 2, 3].map(hinted => text(press(drilled(120, 36, hinted), 'F')));
	expect(texts.map(text => text.includes('n hint'))).toEqual([true, true, false]);
});

const sizes = [
	[60, 18],
	[80, 24],
	[80, 16],
	[120, 36],
	[200, 50],
] as const;

it.each(sizes)(
	'leaves the screen its room at %i×%i, however much a drill has to say, and shows what it said last',
	(columns, rows) => {
		const state = drilled(columns, rows, 3);
		expect(demoPanel(state).length).toBeLessThanOrEqual(Math.floor(rows / 3));
		expect(layoutFor(state).kind).not.toBe('too-small');
		const open = press(state, 'F');
		expect(demoPanel(open).length).toBeLessThanOrEqual(Math.max(openFromRows - 10, Math.floor(rows / 2)));
		expect(layoutFor(open).kind).not.toBe('too-small');
		for (const shown of [state, open]) {
			expect(screenRows(shown).map(lineText).join('\n')).toMatch(/─ Demo[^]*solution\.end/);
		}
	},
);

it.each(sizes)('reads a drill whole at %i×%i, by scrolling in the open panel', (columns, rows) => {
	const start = press(drilled(columns, rows), 'F');
	expect(text(start)).toContain('story   story');
	let state = press(start, 'n', 'n', 'n');
	expect(text(state)).toContain('solution.end');
	const seen = new Set<string>();
	for (let line = 0; line < 60; line++) {
		text(state)
			.split('\n')
			.forEach(row => seen.add(row.trim()));
		state = press(state, 'up');
	}

	for (const word of ['story', 'question', 'first', 'second', 'solution']) {
		expect([...seen].some(row => row.includes(`${word} and`))).toBe(true);
		expect([...seen].some(row => row.includes(`${word}.end`))).toBe(true);
	}

	expect(text(press(state, 'pagedown', 'pageup'))).toBe(text(state));
	expect(text(press(state, 'down', 'up'))).toBe(text(state));
});

it('says which lines are seen of a drill that has no room, and how to read the others', () => {
	const closed = drilled(80, 24);
	expect(text(closed)).toMatch(/─ Demo .* lines 1-6 of \d+: F, then ↑↓ ─/);
	expect(text(press(closed, 'F', 'n', 'up'))).toMatch(/─ Demo .* lines 3-11 of \d+ ─/);
	expect(text(drilled(200, 50))).toMatch(/─ Demo no ZooKeeper, nothing on disk ─+ 127\.0\.0\.1:1 ─/);
});

it('names the faults whole where they have no room beside what is aimed at, and says when there is no room at all', () => {
	expect(text(press(drilled(60, 18), 'F'))).toMatch(
		/\n ← zk1 :2181 → 1 of 2 +\n f freeze {2}k kill {2}s slow disk {2}p partition +\n h heal all/,
	);
	expect(text(press(drilled(80, 24), 'F'))).toMatch(/ ← zk1 :2181 → 1 of 2 {2}f freeze .* partition +\n/);
	const low = drilled(80, openFromRows - 1);
	expect(
		eventFor('F', {state: low, layout: layoutFor(low), lines: 1, now: 0, nearest: () => undefined}),
	).toEqual({
		refused: 'no room for the panel: it takes a screen of 15 rows',
	});
	const open = press(drilled(80, 24), 'F');
	const shrunk = {...open, view: {...open.view, size: {columns: 80, rows: openFromRows - 1}}};
	for (const key of ['k', 'h', 'right']) {
		expect(
			eventFor(key, {state: shrunk, layout: layoutFor(shrunk), lines: 1, now: 0, nearest: () => undefined}),
		).toMatchObject({refused: expect.stringContaining('no room') as string});
	}
});
