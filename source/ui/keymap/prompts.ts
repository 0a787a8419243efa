// The keys of prompts: what is typed besides goes into them.
import {cardOf} from '../../store/value.ts';
import {leaveSearch, search} from '../actions/card.ts';
import {typeFilter} from '../actions/filter.ts';
import {close, list} from '../actions/actions.ts';
import {complete, editing, give, recall, rub} from '../prompt/editing.ts';
import type {Binding} from './binding.ts';

export const promptKeys: readonly Binding[] = [
	{
		id: 'giant-first',
		keys: ['f'],
		label: 'f',
		mode: 'giant',
		does: 'list its first 1,000 children',
		hint: 'first',
		run: list('first'),
	},
	{
		id: 'giant-last',
		keys: ['l'],
		label: 'l',
		mode: 'giant',
		does: 'list its last 1,000 children',
		hint: 'last',
		run: list('last'),
	},
	{
		id: 'giant-all',
		keys: ['a'],
		label: 'a',
		mode: 'giant',
		does: 'list all of its children',
		hint: 'all',
		run: list('all'),
	},
	{
		id: 'giant-close',
		keys: ['escape', 'c', 'left', 'h', 'q'],
		label: 'esc c',
		mode: 'giant',
		does: 'the count will do: list none',
		hint: 'none',
		run: close,
	},

	{
		id: 'filter-keep',
		keys: ['enter'],
		label: 'enter',
		mode: 'filter',
		does: 'keep the filter',
		hint: 'keep',
		run: () => ({type: 'filter-kept'}),
	},
	{
		id: 'filter-clear',
		keys: ['escape'],
		label: 'esc',
		mode: 'filter',
		does: 'clear the filter',
		hint: 'clear',
		run: ({state}) =>
			state.view.mode.kind === 'filter' ? {type: 'filter-cleared', table: state.view.mode.table} : close(),
	},
	{
		id: 'filter-rub',
		keys: ['backspace', 'delete'],
		label: 'backspace',
		mode: 'filter',
		does: 'remove the last character',
		run: ({state}) =>
			state.view.mode.kind === 'filter'
				? typeFilter(Array.from(state.view.mode.text).slice(0, -1).join(''), state)
				: close(),
	},

	{
		id: 'search-keep',
		keys: ['enter'],
		label: 'enter',
		mode: 'search',
		does: 'go to it; n and N lead to the others',
		hint: 'go',
		run: close,
	},
	{
		id: 'search-leave',
		keys: ['escape'],
		label: 'esc',
		mode: 'search',
		does: 'look for nothing any more',
		hint: 'leave',
		run: leaveSearch,
	},
	{
		id: 'search-rub',
		keys: ['backspace', 'delete'],
		label: 'backspace',
		mode: 'search',
		does: 'remove the last character',
		run: context =>
			search(
				Array.from(cardOf(context.state)?.search ?? '')
					.slice(0, -1)
					.join(''),
				context,
			),
	},

	{
		id: 'letter-leave',
		keys: ['escape', 'enter', 'backspace'],
		label: 'esc',
		mode: 'letter',
		does: 'mark nothing, go nowhere',
		hint: 'leave',
		run: close,
	},

	{
		id: 'command-give',
		keys: ['enter'],
		label: 'enter',
		mode: 'command',
		does: 'run the command',
		hint: 'run',
		run: editing(give),
	},
	{
		id: 'command-complete',
		keys: ['tab'],
		label: 'tab',
		mode: 'command',
		does: 'complete; again: the next candidate',
		hint: 'complete',
		run: editing(complete(1)),
	},
	{
		id: 'command-complete-back',
		keys: ['shift-tab'],
		label: 'shift-tab',
		mode: 'command',
		does: 'the candidate before',
		run: editing(complete(-1)),
	},
	{
		id: 'command-older',
		keys: ['up'],
		label: '↑',
		mode: 'command',
		does: 'the command before',
		hint: 'history',
		run: editing(recall(-1)),
	},
	{
		id: 'command-newer',
		keys: ['down'],
		label: '↓',
		mode: 'command',
		does: 'the command after it, at last what was being typed',
		hint: 'history',
		run: editing(recall(1)),
	},
	{
		id: 'command-rub',
		keys: ['backspace', 'delete'],
		label: 'backspace',
		mode: 'command',
		does: 'remove the last character; leave where there is none',
		run: editing(rub),
	},
	{
		id: 'command-clear',
		keys: ['ctrl-u'],
		label: 'ctrl-u',
		mode: 'command',
		does: 'remove all that is typed',
		run: () => ({type: 'prompt-typed', text: ''}),
	},
	{
		id: 'command-close',
		keys: ['escape'],
		label: 'esc',
		mode: 'command',
		does: 'leave the prompt',
		hint: 'leave',
		run: close,
	},
];
