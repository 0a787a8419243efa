// The keys by which what has no cursor is scrolled.
import {scrollBy} from '../actions/actions.ts';
import type {Binding} from './binding.ts';

/** What has no cursor scrolls by the same keys everywhere. */
const scrollKeys: ReadonlyArray<Omit<Binding, 'mode'>> = [
	{
		id: 'down',
		keys: ['down', 'j'],
		label: '↓ j',
		does: 'scroll down',
		hint: 'scroll',
		run: scrollBy(() => 1),
	},
	{
		id: 'up',
		keys: ['up', 'k'],
		label: '↑ k',
		does: 'scroll up',
		hint: 'scroll',
		run: scrollBy(() => -1),
	},
	{
		id: 'page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f', ' '],
		label: 'PgDn ctrl-d ctrl-f',
		does: 'a page down',
		run: scrollBy(height => height),
	},
	{
		id: 'page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		label: 'PgUp ctrl-u ctrl-b',
		does: 'a page up',
		run: scrollBy(height => -height),
	},
	{
		id: 'first',
		keys: ['g', 'home'],
		label: 'g',
		does: 'first line',
		run: scrollBy((_, lines) => -lines),
	},
	{
		id: 'last',
		keys: ['G', 'end'],
		label: 'G',
		does: 'last line',
		run: scrollBy((_, lines) => lines),
	},
];

/** Those keys in one mode. */
export const scrolling = (
	mode: 'card' | 'help' | 'sources' | 'explain' | 'finding' | 'diff',
): readonly Binding[] => scrollKeys.map(binding => ({...binding, id: `${mode}-${binding.id}`, mode}));
