// The one table of keys: each reachable, none twice, and footer and help made from it.
import type {Key} from 'ink';
import {describe, expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';
import type {Event} from '../../source/store/events.ts';
import type {Mode, State} from '../../source/store/state.ts';
import type {Store} from '../../source/store/store.ts';
import {bindings, bindingsFor, eventFor, type Refusal} from '../../source/ui/keymap.ts';
import {keyNames} from '../../source/ui/keys.ts';
import {lineWidth} from '../../source/ui/line.ts';
import {footer} from '../../source/ui/panes/footer.ts';
import {helpLines} from '../../source/ui/panes/help.ts';
import {commands, labelOf} from '../../source/ui/prompt/commands.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {home, modes, zoomedServers} from './modes.ts';
import {played} from './scenes.ts';
import {halfSilent, well} from './scripts.ts';
import {lineText} from './texts.ts';

const inMode = (mode: Mode): State => {
	const state = played(well, 4).getState();
	return {...state, view: {...state.view, mode}};
};

const press = (state: State, key: string): Event | Refusal | undefined =>
	eventFor(key, {state, layout: layoutFor(state), lines: 100, now: state.live.clock.at, nearest});

/** Presses keys as the screen does; gives what was refused. */
const type = (store: Store, ...keys: readonly string[]): readonly string[] =>
	keys.flatMap(key => {
		const event = press(store.getState(), key);
		if (event === undefined) {
			return [`nothing on ${key}`];
		}

		if ('refused' in event) {
			return [event.refused];
		}

		store.dispatch(event);
		return [];
	});

describe.each(modes)('in mode $kind', mode => {
	const available = bindingsFor(mode);

	it('no key is bound twice', () => {
		const keys = available.flatMap(binding => binding.keys);
		const own = available.filter(binding => binding.mode !== 'everywhere').flatMap(binding => binding.keys);
		expect(new Set(own).size).toBe(own.length);
		// A mode's own key comes before the one that works everywhere.
		expect(keys.slice(0, own.length)).toEqual(own);
	});

	it('every key does something or says why not', () => {
		const state = inMode(mode);
		for (const {keys} of available) {
			for (const key of keys) {
				const event = press(state, key);
				expect(event, key).toBeDefined();
				expect(event !== undefined && 'refused' in event ? event.refused : 'done', key).not.toBe('');
			}
		}
	});

	it('a key that is not bound does nothing', () => {
		expect(press(inMode(mode), 'f12')).toBeUndefined();
	});

	it('the footer has its hints, as many as fit, and always the way out', () => {
		for (const width of [40, 60, 80, 120, 200]) {
			const [line = []] = footer(inMode(mode), width);
			const text = lineText(line);
			expect(lineWidth(line)).toBe(width);
			expect(text).toMatch(/ (?:q quit|esc \w+|esc q \w+)/);
		}

		const hints = new Set(available.flatMap(({hint}) => hint ?? []));
		const text = footer(inMode(mode), 200).map(lineText).join('');
		for (const hint of hints) {
			expect(text).toContain(` ${hint}`);
		}
	});
});

it('every binding is reached by each of its keys in its mode', () => {
	for (const {id, keys, mode} of bindings) {
		const where =
			mode === 'everywhere'
				? home
				: mode === 'metrics'
					? zoomedServers
					: modes.find(({kind}) => kind === mode);
		for (const key of keys) {
			expect(where && bindingsFor(where).find(binding => binding.keys.includes(key))?.id, key).toBe(id);
		}
	}
});

it('ids are told apart, labels and what they do are said', () => {
	expect(new Set(bindings.map(({id}) => id)).size).toBe(bindings.length);
	expect(bindings.every(({label, does}) => label !== '' && does !== '')).toBe(true);
});

it('the help is cut nowhere: what is too long for a line goes on below', () => {
	for (const width of [38, 78, 118]) {
		expect(Math.max(...helpLines(width).map(lineWidth))).toBeLessThanOrEqual(width);
	}
});

it('the help tells every key and every command, the keys that scroll the help itself aside', () => {
	const help = helpLines(1000).map(lineText);
	const told = [
		...bindings.filter(({mode}) => mode !== 'help'),
		...commands.map(command => ({mode: 'command', label: labelOf(command), does: command.does})),
	];
	for (const {mode, label, does} of told) {
		expect(
			help.some(line => line.trim().startsWith(label) && line.endsWith(does)),
			`${mode}: ${label} ${does}`,
		).toBe(true);
	}
});

describe('in the filter', () => {
	it('what is typed goes into it, even where it is a key elsewhere', () => {
		const store = played(well, 4);
		expect(type(store, '/', 'q', '?', 'z', '漢')).toEqual([]);
		expect(store.getState().view.mode).toMatchObject({kind: 'filter', text: 'q?z漢'});
		type(store, 'backspace', 'backspace', 'enter');
		expect(store.getState().view.filters.tree).toBe('q?');
		type(store, '/', 'escape');
		expect(store.getState().view.filters.tree).toBe('');
	});
});

describe('in the tree', () => {
	it('→ opens and goes in, ← closes and goes to the parent, and each says when it cannot', () => {
		const store = played(well, 4);
		const at = (): string | undefined => store.getState().view.cursors.tree.at;
		type(store, 'j', 'j');
		expect(at()).toBe('/locks');
		expect(type(store, 'right', 'right')).toEqual([]);
		expect(at()).toBe('/locks/orders');
		expect(type(store, 'left', 'left')).toEqual([]);
		expect(at()).toBe('/locks');
		expect(store.getState().view.open.has('/locks')).toBe(false);
		expect(type(store, 'left', 'left', 'left')).toEqual(['this is the root']);
	});

	it('a note below an open znode is stepped over', () => {
		const store = played(well, 4, [{type: 'expanded', path: '/plain'}]);
		type(store, 'G');
		const last = store.getState().view.cursors.tree.at;
		type(store, 'g', ...Array.from({length: 20}, () => 'j'));
		expect(store.getState().view.cursors.tree.at).toBe(last);
		type(store, ...Array.from({length: 20}, () => 'k'));
		expect(store.getState().view.cursors.tree.at).toBe('/');
	});
});

describe('esc leads back', () => {
	it('one thing at a time, and says when there is nothing left', () => {
		const store = played(well, 4);
		type(store, '/', 'l', 'enter', 'z', 'p', 'enter', '?');
		const {view, frozen} = store.getState();
		expect([view.mode.kind, frozen !== undefined]).toEqual(['help', true]);
		const kinds = Array.from({length: 5}, () => {
			expect(type(store, 'escape')).toEqual([]);
			const state = store.getState();
			return [state.view.mode.kind, state.view.filters.tree, state.frozen === undefined ? 'live' : 'paused'];
		});
		expect(kinds).toEqual([
			['card', 'l', 'paused'],
			['zoomed', 'l', 'paused'],
			['zoomed', '', 'paused'],
			['zoomed', '', 'live'],
			['home', '', 'live'],
		]);
		expect(type(store, 'escape')).toEqual(['nothing to close; q quits']);
	});
});

it('q closes what is open, and quits at home', () => {
	const store = played(well, 4);
	type(store, 'z', 'enter', 'q', 'q');
	expect(store.getState().view.mode).toEqual(home);
	expect(store.getState().effects).toEqual([]);
	type(store, 'q');
	expect(store.getState().effects).toEqual([{kind: 'quit'}]);
});

it('enter goes from a lock to its holder in the tree, from a finding to the servers', () => {
	const store = played(halfSilent, 6);
	type(store, '1', 'enter');
	expect(store.getState().view).toMatchObject({
		focus: 'tree',
		cursors: {tree: {at: '/app/members/m-ens-0000000000'}},
	});
	type(store, '5', 'enter');
	expect(store.getState().view.focus).toBe('servers');
	expect(type(store, 'j')).toEqual(['no rows to move in here; tab goes to the next pane']);
});

describe('Ink’s keys are called', () => {
	const nothing = Object.fromEntries(
		['upArrow', 'tab', 'shift', 'ctrl', 'return', 'escape', 'pageDown', 'backspace'].map(name => [
			name,
			false,
		]),
	) as unknown as Key;

	it.each([
		['', {upArrow: true}, ['up']],
		['', {pageDown: true}, ['pagedown']],
		['\r', {return: true}, ['enter']],
		['', {escape: true}, ['escape']],
		['\t', {tab: true}, ['tab']],
		['', {tab: true, shift: true}, ['shift-tab']],
		['c', {ctrl: true}, ['ctrl-c']],
		// Fast typing arrives in one piece.
		['/ord\r', {}, ['/', 'o', 'r', 'd', 'enter']],
		['j\tk\u007F', {}, ['j', 'tab', 'k', 'backspace']],
		[':x\u0015q\f', {}, [':', 'x', 'ctrl-u', 'q', 'ctrl-l']],
		['漢\u{1F469}', {}, ['漢', '\u{1F469}']],
		['', {}, []],
	])('%j %j → %j', (input, key, names) => {
		expect(keyNames(input, {...nothing, ...key})).toEqual(names);
	});
});

it('what a key does everywhere is not offered where the mode has it for something else', () => {
	const ids = bindingsFor({kind: 'demo', top: 0, back: {kind: 'home'}}).map(({id}) => id);
	expect(ids).toContain('demo-partition');
	expect(ids).not.toContain('pause');
	expect(ids).toContain('help');
});
