// The command prompt's mode.
import {expect, it} from 'vitest';
import {describedPath} from '../../../source/store/state.ts';
import {scripted} from '../scripted.ts';

it('covers nothing: the card below it is still the one that is asked for', () => {
	const {does} = scripted();
	const {view} = does({type: 'card-opened', path: '/a'}, {type: 'prompt-opened'});
	expect(view.mode).toMatchObject({kind: 'command', text: ''});
	expect(describedPath(view)).toBe('/a');
});

it('is opened once', () => {
	const {does} = scripted();
	const {view} = does({type: 'prompt-opened'}, {type: 'prompt-typed', text: 'loc'}, {type: 'prompt-opened'});
	expect(view.mode).toMatchObject({text: 'loc', back: {kind: 'home'}});
});

it('keeps what was typed while older lines are shown, and takes what is edited for typed', () => {
	const {does} = scripted();
	does({type: 'prompt-opened'}, {type: 'prompt-typed', text: 'fin'});
	const recalled = does({type: 'prompt-recalled', text: 'locks', line: 3}).view.mode;
	expect(recalled).toMatchObject({text: 'locks', typed: 'fin', recalled: 3});
	const edited = does({type: 'prompt-typed', text: 'lock'}).view.mode;
	expect(edited).toMatchObject({text: 'lock', typed: 'lock', recalled: undefined});
});

it('nothing of it is heard where it is not open', () => {
	const {does, state} = scripted();
	const before = state().view;
	does({type: 'prompt-typed', text: 'x'}, {type: 'prompt-completed', text: 'x', candidates: []});
	expect(state().view).toBe(before);
});
