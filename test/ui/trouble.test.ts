// source/ui/panes/trouble.ts
import {expect, it} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {opened} from './group-scenes.ts';
import {modes} from './modes.ts';
import {played} from './scenes.ts';
import {halfSilent} from './scripts.ts';
import {lineText} from './texts.ts';

const promised = /\+\d+ more(?<key>, press 5)?/;

it('the band says to press 5 only where 5 leads to the findings, in every mode in which it is seen', () => {
	const {view, ...rest} = played(halfSilent, 6).getState();
	const seen = modes.flatMap(mode => {
		const state: State = {...rest, view: {...view, mode, size: {columns: 80, rows: 16}}};
		const text = screenRows(state).map(lineText).join('\n');
		const found = promised.exec(text);
		const context = {state, layout: layoutFor(state), lines: 1, now: 0, nearest: () => undefined};
		const event = eventFor('5', context);
		const leads = event !== undefined && 'type' in event && event.type === 'tab-chosen';
		return found === null ? [] : [{mode: mode.kind, says: found.groups?.['key'] !== undefined, leads}];
	});
	expect(seen.filter(({says, leads}) => says !== leads)).toEqual([]);
	expect(new Set(seen.filter(({says}) => says).map(({mode}) => mode))).toEqual(
		new Set(['home', 'zoomed', 'card']),
	);
	expect(seen.map(({mode}) => mode)).toEqual(expect.arrayContaining(['demo', 'filter', 'command', 'sort']));
});

it('where all is well the band says in as many words as fit how many rules see', () => {
	const said = (columns: number): string => lineText(screenRows(opened(columns, 24).state())[1] ?? []).trim();
	expect(said(80)).toMatch(/^✓ no trouble since zktop looks, \d s {2}\d+ rules: \d+ see, \d+ blind$/);
	expect(said(60)).toMatch(/^✓ no trouble since zktop looks, \d s {2}\d+ of \d+ rules see$/);
	expect(said(42)).toMatch(/^✓ no trouble since zktop looks, \d s$/);
});
