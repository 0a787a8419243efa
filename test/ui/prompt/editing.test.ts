// The keys of the command prompt, pressed as on the screen.
import {describe, expect, it} from 'vitest';
import {nearest} from '../../../source/options/nearest.ts';
import type {Prompt} from '../../../source/store/state.ts';
import type {Store} from '../../../source/store/store.ts';
import {eventFor} from '../../../source/ui/keymap.ts';
import {layoutFor} from '../../../source/ui/screen.ts';
import {played} from '../scenes.ts';
import {well} from '../scripts.ts';

const now = Date.UTC(2026, 10, 22, 14, 3, 30);

/** Presses keys as the screen does; a text is typed letter by letter. */
const press = (store: Store, ...keys: readonly string[]): void => {
	for (const key of keys) {
		const state = store.getState();
		const event = eventFor(key, {state, layout: layoutFor(state), lines: 100, now, nearest});
		if (event !== undefined) {
			store.dispatch('refused' in event ? {type: 'noticed', text: event.refused, at: now} : event);
		}
	}
};

const typed = (store: Store, text: string): void => {
	press(store, ...Array.from(text));
};

const gives = (store: Store, line: string): void => {
	press(store, ':');
	typed(store, line);
	press(store, 'enter');
};

const opened = (...names: readonly string[]): Store => {
	const store = played(well, 2, [{type: 'contexts-read', names}]);
	press(store, ':');
	return store;
};

const prompt = (store: Store): Prompt | undefined => {
	const {mode} = store.getState().view;
	return mode.kind === 'command' ? mode : undefined;
};

const textIn = (store: Store): string | undefined => prompt(store)?.text;

describe('the prompt', () => {
	it.each([['home'], ['enter'], ['z'], ['?'], ['S']])('opens after %s, and esc leads back there', key => {
		const store = played(well, 2);
		press(store, key);
		const before = store.getState().view.mode;
		press(store, ':');
		expect(prompt(store)).toMatchObject({text: '', back: before});
		press(store, 'escape');
		expect(store.getState().view.mode).toEqual(before);
	});

	it('does not open while a filter is typed', () => {
		const store = played(well, 2);
		press(store, '/', ':');
		expect(store.getState().view.mode).toMatchObject({kind: 'filter', text: ':'});
	});

	it('takes what is a key elsewhere as text', () => {
		const store = opened();
		typed(store, 'q?:S 漢');
		expect(textIn(store)).toBe('q?:S 漢');
	});

	it('is edited: backspace takes the last character, ctrl-u all, backspace on nothing leaves', () => {
		const store = opened();
		typed(store, 'ctx 漢');
		press(store, 'backspace', 'backspace');
		expect(textIn(store)).toBe('ctx');
		press(store, 'ctrl-u');
		expect(textIn(store)).toBe('');
		press(store, 'backspace');
		expect(store.getState().view.mode).toEqual({kind: 'home'});
	});

	it('is left by enter where nothing is typed, and nothing is said', () => {
		const store = opened();
		press(store, ' ', 'enter');
		expect(store.getState().view).toMatchObject({mode: {kind: 'home'}, notice: undefined});
		expect(store.getState().memory.commands).toEqual([]);
	});
});

describe('enter', () => {
	it('runs the command, from the card to the pane that is named', () => {
		const store = played(well, 2);
		press(store, 'enter');
		gives(store, 'sessions');
		expect(store.getState().view).toMatchObject({mode: {kind: 'home'}, focus: 'inspector', tab: 'sessions'});
		press(store, 'z');
		gives(store, 'tree');
		expect(store.getState().view).toMatchObject({mode: {kind: 'zoomed', pane: 'tree'}, focus: 'tree'});
	});

	it('says what is wrong, and leaves the screen as it was', () => {
		const store = opened();
		typed(store, 'lokcs');
		press(store, 'enter');
		expect(store.getState().view).toMatchObject({
			mode: {kind: 'home'},
			notice: {text: 'unknown command "lokcs"; did you mean :locks?', at: now},
		});
	});
});

describe('the history', () => {
	const withHistory = (): Store => {
		const store = played(well, 2);
		for (const line of ['locks', 'wrong', 'wrong', ' wrong ', 'locks']) {
			gives(store, line);
		}

		press(store, ':');
		return store;
	};

	it('has each line that was given, wrong ones too, but none twice in a row', () => {
		expect(withHistory().getState().memory.commands).toEqual(['locks', 'wrong', 'locks']);
	});

	it('is gone through by ↑ and ↓, and what was being typed comes back at its end', () => {
		const store = withHistory();
		typed(store, 'fin');
		const seen = ['up', 'up', 'up', 'up', 'down', 'down', 'down', 'down'].map(key => {
			press(store, key);
			return textIn(store);
		});
		expect(seen).toEqual(['locks', 'wrong', 'locks', 'locks', 'wrong', 'locks', 'fin', 'fin']);
	});

	it('is edited without being changed', () => {
		const store = withHistory();
		press(store, 'up', 'up', 'backspace', 'up');
		expect(textIn(store)).toBe('locks');
		press(store, 'down');
		expect(textIn(store)).toBe('wron');
		expect(store.getState().memory.commands).toEqual(['locks', 'wrong', 'locks']);
	});

	it('is empty at first', () => {
		const store = opened();
		press(store, 'up', 'down');
		expect(textIn(store)).toBe('');
	});
});

describe('tab', () => {
	it('completes the only command, with room for an argument where it takes one', () => {
		const store = opened();
		press(store, 'c', 't', 'tab');
		expect(prompt(store)).toMatchObject({text: 'ctx ', candidates: undefined});
		press(store, 'ctrl-u', 'h', 'tab');
		expect(textIn(store)).toBe('help');
	});

	it('completes as far as all agree, then goes round the candidates, shift-tab the other way', () => {
		const store = opened('prod-eu', 'prod-us', 'test');
		typed(store, 'ctx p');
		press(store, 'tab');
		expect(prompt(store)).toMatchObject({text: 'ctx prod-', candidates: ['ctx prod-eu', 'ctx prod-us']});
		const seen = ['tab', 'tab', 'tab', 'shift-tab', 'shift-tab'].map(key => {
			press(store, key);
			return textIn(store);
		});
		expect(seen).toEqual(['ctx prod-eu', 'ctx prod-us', 'ctx prod-eu', 'ctx prod-us', 'ctx prod-eu']);
		press(store, 'enter');
		expect(store.getState().effects).toContainEqual({kind: 'switch', to: 'prod-eu'});
	});

	it('starts from the last one with shift-tab', () => {
		const store = opened('east', 'west');
		typed(store, 'ctx ');
		press(store, 'tab', 'shift-tab');
		expect(textIn(store)).toBe('ctx west');
	});

	it('forgets the candidates when something is typed', () => {
		const store = opened('east', 'west');
		typed(store, 'ctx ');
		press(store, 'tab', 'w');
		expect(prompt(store)).toMatchObject({text: 'ctx w', candidates: undefined});
		press(store, 'tab');
		expect(textIn(store)).toBe('ctx west');
	});

	it('lists all commands where nothing is typed, and has nothing where nothing fits', () => {
		const store = opened('east');
		press(store, 'tab');
		expect(prompt(store)?.candidates).toContain('findings');
		press(store, 'ctrl-u');
		typed(store, 'ctx x');
		press(store, 'tab');
		expect(prompt(store)).toMatchObject({text: 'ctx x', candidates: []});
		press(store, 'ctrl-u');
		typed(store, 'help e');
		press(store, 'tab');
		expect(prompt(store)).toMatchObject({text: 'help e', candidates: []});
	});
});
