// The keys that move through rows, or scroll what has no cursor: the same ones everywhere.
import {scrollTo, type Target} from '../actions/actions.ts';
import type {Binding} from './binding.ts';

type Step = Pick<Binding, 'id' | 'keys' | 'label'> & {
	readonly does: (verb: string, row: string) => string;
	readonly target: Target;
};

const steps: readonly Step[] = [
	{
		id: 'down',
		keys: ['down', 'j'],
		label: '↓ j',
		does: verb => `${verb} down`,
		target: at => at + 1,
	},
	{id: 'up', keys: ['up', 'k'], label: '↑ k', does: verb => `${verb} up`, target: at => at - 1},
	{
		id: 'page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
		label: 'PgDn ctrl-d ctrl-f',
		does: () => 'a page down',
		target: (at, _, height) => at + height,
	},
	{
		id: 'page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		label: 'PgUp ctrl-u ctrl-b',
		does: () => 'a page up',
		target: (at, _, height) => at - height,
	},
	{
		id: 'first',
		keys: ['g', 'home'],
		label: 'g',
		does: (_, row) => `first ${row}`,
		target: () => 0,
	},
	{
		id: 'last',
		keys: ['G', 'end'],
		label: 'G',
		does: (_, row) => `last ${row}`,
		target: (_, last) => last,
	},
];

/** Those keys in a mode. `hint`: what the footer says of the first two. */
export const moving = (
	mode: Binding['mode'],
	run: (target: Target) => Binding['run'],
	hint?: string,
): readonly Binding[] =>
	steps.map(({id, keys, label, does, target}, index) => ({
		id: `${mode}-${id}`,
		keys,
		label,
		mode,
		does: does('move', 'row'),
		...(hint !== undefined && index < 2 && {hint}),
		run: run(target),
	}));

/** Where there is no cursor; a blank turns the page, too. */
export const scrolling = (
	mode: 'card' | 'help' | 'sources' | 'explain' | 'finding' | 'diff',
): readonly Binding[] =>
	steps.map(({id, keys, label, does, target}, index) => ({
		id: `${mode}-${id}`,
		keys: id === 'page-down' ? [...keys, ' '] : keys,
		label,
		mode,
		does: does('scroll', 'line'),
		...(index < 2 && {hint: 'scroll'}),
		run: scrollTo(target),
	}));
