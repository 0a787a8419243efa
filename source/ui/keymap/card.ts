// The keys of a card: one znode or session, and its value.
import {copyPath, copyValue, jump, openSearch, otherForm, pageValue} from '../actions/card.ts';
import {compareVersions} from '../actions/diff.ts';
import {close, tab, want} from '../actions/actions.ts';
import {tabs} from '../panes/inspector.ts';
import {watchers} from '../actions/watches.ts';
import type {Binding} from './binding.ts';
import {scrolling} from './moving.ts';

export const cardKeys: readonly Binding[] = [
	...scrolling('card'),
	{
		id: 'card-form',
		keys: ['v'],
		label: 'v',
		mode: 'card',
		does: 'the value in its next form: JSON, text, number, protobuf, hex, …',
		hint: 'form',
		run: otherForm,
	},
	{
		id: 'card-search',
		keys: ['/'],
		label: '/',
		mode: 'card',
		does: 'look in the value',
		hint: 'look',
		run: openSearch,
	},
	{
		id: 'card-next',
		keys: ['n'],
		label: 'n',
		mode: 'card',
		does: 'the next place where it is found',
		hint: 'next',
		run: jump(1),
	},
	{
		id: 'card-before',
		keys: ['N'],
		label: 'N',
		mode: 'card',
		does: 'the place before',
		run: jump(-1),
	},
	{
		id: 'card-compare',
		keys: ['='],
		label: '=',
		mode: 'card',
		does: 'compare versions of the value that were seen in this run',
		hint: 'compare',
		run: compareVersions,
	},
	{
		id: 'card-copy-path',
		keys: ['c', 'y'],
		label: 'c y',
		mode: 'card',
		does: 'copy the path to the clipboard (OSC 52)',
		hint: 'copy',
		run: copyPath,
	},
	{
		id: 'card-copy-value',
		keys: ['C', 'Y'],
		label: 'C Y',
		mode: 'card',
		does: 'copy the value, of 74,994 bytes at most',
		run: copyValue,
	},
	{
		id: 'card-page',
		keys: ['o'],
		label: 'o',
		mode: 'card',
		does: 'open the value in $PAGER',
		hint: 'pager',
		run: pageValue,
	},
	{
		id: 'card-watchers',
		keys: ['w'],
		label: 'w',
		mode: 'card',
		does: 'who watches this znode and all below it, the price first',
		hint: 'watchers',
		run: watchers,
	},
	...tabs.map((name, index) => ({
		id: `card-${name}`,
		keys: [String(index + 1)],
		label: String(index + 1),
		mode: 'card' as const,
		does: `close the card, to the ${name}`,
		run: tab(name),
	})),
	{
		id: 'card-refresh',
		keys: ['r'],
		label: 'r',
		mode: 'card',
		does: 'ask everything again now',
		run: want('refresh'),
	},
	{
		id: 'card-close',
		keys: ['escape', 'q', 'left', 'h'],
		label: 'esc q ←',
		mode: 'card',
		does: 'close the card',
		hint: 'back',
		run: close,
	},
];
