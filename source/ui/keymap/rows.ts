// The keys of the home screen that move through rows, and act on one.
import {copyPath} from '../actions/card.ts';
import {compareSubtree} from '../actions/diff.ts';
import {enter} from '../actions/enter.ts';
import {askUsage} from '../actions/jobs.ts';
import {askLetter, fold, moveTo, tableOf, unfold} from '../actions/actions.ts';
import {refuse} from '../prompt/commands.ts';
import {scanFor} from '../prompt/scan.ts';
import {watchers} from '../actions/watches.ts';
import type {Binding} from './binding.ts';
import {moving} from './moving.ts';

export const rowKeys: readonly Binding[] = [
	...moving('home', moveTo),
	{
		id: 'open',
		keys: ['right', 'l'],
		label: '→ l',
		mode: 'home',
		does: 'open a znode, go into it; read a finding whole',
		run: unfold,
	},
	{
		id: 'fold',
		keys: ['left', 'h'],
		label: '← h',
		mode: 'home',
		does: 'close a znode, go to its parent',
		run: fold,
	},
	{
		id: 'describe',
		keys: ['enter', 'd'],
		label: 'enter d',
		mode: 'home',
		does: 'describe: the card of a znode, the holder of a lock, the sessions of a client, charts of the servers, what a finding is about',
		hint: 'describe',
		run: enter,
	},
	{
		id: 'find',
		keys: ['/'],
		label: '/',
		mode: 'home',
		does: 'filter the rows of this table',
		hint: 'find',
		run: ({state}) => {
			const table = tableOf(state);
			return table === undefined
				? refuse('no table to filter here; tab goes to the next pane')
				: {type: 'filter-opened', table};
		},
	},
	{
		id: 'mark',
		keys: ['m'],
		label: 'm',
		mode: 'home',
		does: 'mark the znode with the letter that follows',
		run: askLetter('mark'),
	},
	{
		id: 'go-to-mark',
		keys: ["'"],
		label: "'",
		mode: 'home',
		does: 'go to the znode that is marked with the letter that follows',
		run: askLetter('go'),
	},
	{
		id: 'copy-path',
		keys: ['c', 'y'],
		label: 'c y',
		mode: 'home',
		does: 'copy the path of the znode to the clipboard (OSC 52)',
		run: copyPath,
	},
	{
		id: 'changes',
		keys: ['='],
		label: '=',
		mode: 'home',
		does: 'compare: what has changed below this znode since zktop first looked, its price first',
		run: compareSubtree,
	},
	{
		id: 'usage',
		keys: ['u'],
		label: 'u',
		mode: 'home',
		does: 'usage: znodes and bytes below this znode, their price first',
		hint: 'usage',
		run: askUsage,
	},
	{
		id: 'scan',
		keys: ['f'],
		label: 'f',
		mode: 'home',
		does: 'find locks and groups by a scan of the tree, where dump is off: its price first; one that was stopped goes on',
		run: ({state}) => scanFor(state, ''),
	},
	{
		id: 'watchers',
		keys: ['w'],
		label: 'w',
		mode: 'home',
		does: 'who watches: this znode and all below it, or what this session watches; in the watches: ask the servers',
		hint: 'watchers',
		run: watchers,
	},
];
