// States of the screen with something in its last rows: a long notice, the command prompt.
import type {Event} from '../../../source/store/events.ts';
import type {Store} from '../../../source/store/store.ts';
import {played} from '../scenes.ts';
import {hostile, well} from '../scripts.ts';

const long = 'a-name-that-goes-on-and-on-'.repeat(8);
const {at} = played(well, 4).getState().live.clock;
const after =
	(...events: readonly Event[]) =>
	(): Store =>
		played(well, 4, events);

export const promptScenes: Readonly<Record<string, () => Store>> = {
	'a long notice': after({type: 'noticed', text: `config file /${long}: ${hostile} is missing`, at}),
	'a command prompt': after(
		{type: 'prompt-opened'},
		{type: 'prompt-typed', text: `ctx ${hostile.repeat(4)}`},
	),
	'what a command can be completed to': after(
		{type: 'prompt-opened'},
		{
			type: 'prompt-completed',
			text: `ctx ${long}`,
			candidates: ['ctx east', `ctx ${hostile}`, `ctx ${long}`, 'ctx west'],
		},
	),
	'a command prompt over the help': after({type: 'help-opened'}, {type: 'prompt-opened'}),
};
