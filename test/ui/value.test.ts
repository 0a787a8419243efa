// source/ui/value and the keys of the card: values as rows, what is found in them, what leaves zktop
import {describe, expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';
import type {Effect} from '../../source/store/state.ts';
import type {Store} from '../../source/store/store.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {lineWidth, type Line} from '../../source/ui/line.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {highlight} from '../../source/ui/value/highlight.ts';
import {valueRows} from '../../source/ui/value/rows.ts';
import {cardOf} from '../../source/store/value.ts';
import {played} from './scenes.ts';
import {content, path, well} from './scripts.ts';
import {lineText} from './texts.ts';

const styled = (line: Line): readonly string[] =>
	line.flatMap(({text, style}) => (style === undefined ? [] : [`${style} ${text}`]));

describe('a line of a value says what its parts are', () => {
	it.each([
		['json', '  "a\\"b": "text",', ['key "a\\"b"', 'quoted "text"']],
		['json', '  "n": -1.5e3,', ['key "n"', 'figure -1.5e3']],
		['json', '  null', ['word null']],
		['yaml', '  - port: 80', ['key port', 'figure 80']],
		['yaml', 'on: true # why', ['key on', 'muted  # why']],
		['yaml', 'url: http://x', ['key url']],
		['properties', 'server.1=zk1:2888', ['key server.1']],
		['properties', '# a=b', ['muted # a=b']],
		['text', '"a": 1', []],
		['hex', '000010  00', ['muted 000010']],
	] as const)('%s %s', (form, line, parts) => {
		expect(styled(highlight(line, form))).toEqual(parts);
		expect(lineText(highlight(line, form))).toBe(line);
	});
});

describe('the rows of a value', () => {
	const lines = ['one needle', 'x'.repeat(25), 'NEEDLEneedle'];
	const rows = valueRows({form: 'text', lines}, 10, {text: 'needle', match: 2});

	it('hold all of it, each at most as wide as asked for', () => {
		const texts = Array.from({length: rows.count}, (_, index) => rows.rowAt(index));
		expect(texts.map(line => lineText(line).slice(1)).join('')).toBe(lines.join(''));
		expect(Math.max(...texts.map(lineWidth))).toBeLessThanOrEqual(11);
	});

	it('mark what is found, over their ends too, and the place that is meant apart', () => {
		expect(rows.found).toMatchObject({count: 3, isMore: false});
		expect(styled(rows.rowAt(0))).toEqual(['inverse needle']);
		expect(styled(rows.rowAt(4))).toEqual(['inverse NEEDLE', 'focused need']);
		expect(styled(rows.rowAt(5))).toEqual(['focused le']);
		expect([0, 1, 2].map(index => rows.rowOf(rows.found.placeAt(index) ?? {line: 0, from: 0}))).toEqual([
			0, 4, 4,
		]);
	});
});

const letters = (text: string): readonly string[] => Array.from(text);

const withCard = (data: string | Uint8Array) => {
	const store: Store = played(well, 2, [{type: 'card-opened', path}]);
	const {clock, own} = store.getState().live;
	const sample = {tick: clock.tick, at: clock.at, arrivals: content(data, clock.at), own};
	store.dispatch({type: 'sampled', sample});
	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			const state = store.getState();
			const event = eventFor(key, {state, layout: layoutFor(state), lines: 0, now: clock.at, nearest});
			store.dispatch(
				event === undefined || 'refused' in event
					? {type: 'noticed', text: event?.refused ?? key, at: clock.at}
					: event,
			);
		}
	};

	const screen = (): string => screenRows(store.getState()).map(lineText).join('\n');
	const effects = (): readonly Effect[] => store.getState().effects;
	return {store, press, screen, effects};
};

describe('on the card', () => {
	it('v leads through the forms of the value and says which', () => {
		const {press, screen} = withCard('{"a": 1}');
		expect(screen()).toContain('data 8 B, json (v: text, number, hex)');
		press('v');
		expect(screen()).toContain('data 8 B, text (v: number, hex, json)');
	});

	it('/ goes to what is found as it is typed, n and N to the others in a circle', () => {
		const {press, screen, store} = withCard(`${'.\n'.repeat(100)}needle 1\n${'.\n'.repeat(100)}needle 2\n`);
		press('/', ...letters('needle'));
		expect(screen()).toContain(' look for needle');
		expect(screen()).toContain('needle 1');
		expect(screen()).not.toContain('needle 2');
		press('enter', 'n');
		expect(screen()).toContain('needle 2');
		expect(cardOf(store.getState())).toMatchObject({search: 'needle', match: 1});
		press('n');
		expect(screen()).toContain('needle 1');
		press('N');
		expect(screen()).toContain('needle 2');
		press('/', 'escape', 'n');
		expect(screen()).toContain('nothing is looked for; / looks in the value');
	});

	it('/ begins anew, whatever was looked for before', () => {
		const {press, store} = withCard('hay and needle');
		press('/', ...letters('hay'), 'enter', '/', ...letters('needle'));
		expect(cardOf(store.getState())?.search).toBe('needle');
	});

	it('what is not there is said to be not found', () => {
		const {press, screen} = withCard('hay');
		press('/', ...letters('needle'), 'enter');
		expect(screen()).toContain('not found');
		press('n');
		expect(screen()).toContain('needle is not found in the value');
	});

	it('c copies the path, C the value, o opens it as it is shown: controls harmless, tabs kept', () => {
		const {press, effects} = withCard('a\tb\u001B[2J\n{}');
		press('c', 'C', 'o');
		expect(effects()).toEqual([
			{kind: 'copy', what: 'path', text: path},
			{kind: 'copy', what: 'value', text: 'a\tb\u001B[2J\n{}'},
			{kind: 'page', text: 'a\tb\\x1b[2J\n{}\n'},
		]);
	});

	it('a mebibyte on one line is scrolled and looked through', () => {
		const {press, screen} = withCard(`${'x'.repeat(1_048_570)}needle`);
		press('/', ...letters('needle'));
		expect(screen()).toMatch(/1 of 1/);
		expect(screen()).toContain('needle');
	});
});
