// The one table of keys: handler, footer, help and README's table derive from it.
import type {Event} from '../store/events.ts';
import {showsMetrics, type Mode} from '../store/state.ts';
import {compareSubtree, compareVersions, otherVersions} from './diff-keys.ts';
import {cursorBy, nextServer, otherScale, spanBy} from './chart-keys.ts';
import {
	tableOf,
	moveTo,
	scrollBy,
	fold,
	unfold,
	list,
	focusBy,
	tabBy,
	tab,
	groups,
	want,
	close,
	askLetter,
	giveLetter,
	acknowledge,
	showAcknowledged,
	type Context,
} from './key-actions.ts';
import {back} from './back.ts';
import {demoKeys, openDemo} from './demo-keys.ts';
import {enter} from './enter.ts';
import {typeFilter} from './filter-keys.ts';
import {
	copyPath,
	copyValue,
	jump,
	leaveSearch,
	openSearch,
	otherForm,
	pageValue,
	search,
} from './card-keys.ts';
import {cardOf} from '../store/value.ts';
import {refuse, type Refusal} from './prompt/commands.ts';
import {askUsage, enterJob, leaveRow, moveInJob, showInTree, stopJob} from './job-keys.ts';
import {watchers} from './watch-keys.ts';
import {askOrder, sortKeys} from './sort-keys.ts';
import {minute, pause, step} from './time-keys.ts';
import {complete, editing, give, recall, rub} from './prompt/editing.ts';

export type {Context};
export type {Refusal};

export type Binding = {
	readonly id: string;
	/** Key names as `keyNames` gives them. */
	readonly keys: readonly string[];
	/** How the keys are written in footer, help and README. */
	readonly label: string;
	/** `metrics`: the zoomed servers, before the keys of the screen. */
	readonly mode: Exclude<Mode['kind'], 'zoomed'> | 'metrics' | 'everywhere';
	readonly does: string;
	/** One word in the footer. */
	readonly hint?: string;
	readonly run: (context: Context) => Event | Refusal;
};

const home = 'home';

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

const scrolling = (mode: 'card' | 'help' | 'sources' | 'explain' | 'diff'): readonly Binding[] =>
	scrollKeys.map(binding => ({...binding, id: `${mode}-${binding.id}`, mode}));

export const bindings: readonly Binding[] = [
	{
		id: 'move-down',
		keys: ['down', 'j'],
		label: '↓ j',
		mode: home,
		does: 'move down',
		run: moveTo(at => at + 1),
	},
	{id: 'move-up', keys: ['up', 'k'], label: '↑ k', mode: home, does: 'move up', run: moveTo(at => at - 1)},
	{
		id: 'page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
		label: 'PgDn ctrl-d ctrl-f',
		mode: home,
		does: 'a page down',
		run: moveTo((at, _, height) => at + height),
	},
	{
		id: 'page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		label: 'PgUp ctrl-u ctrl-b',
		mode: home,
		does: 'a page up',
		run: moveTo((at, _, height) => at - height),
	},
	{id: 'first', keys: ['g', 'home'], label: 'g', mode: home, does: 'first row', run: moveTo(() => 0)},
	{id: 'last', keys: ['G', 'end'], label: 'G', mode: home, does: 'last row', run: moveTo((_, last) => last)},
	{id: 'open', keys: ['right', 'l'], label: '→ l', mode: home, does: 'open a znode, go into it', run: unfold},
	{
		id: 'fold',
		keys: ['left', 'h'],
		label: '← h',
		mode: home,
		does: 'close a znode, go to its parent',
		run: fold,
	},
	{
		id: 'describe',
		keys: ['enter', 'd'],
		label: 'enter d',
		mode: home,
		does: 'describe: the card of a znode, the holder of a lock, the sessions of a client, charts of the servers, what a finding is about',
		hint: 'describe',
		run: enter,
	},
	{
		id: 'find',
		keys: ['/'],
		label: '/',
		mode: home,
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
		mode: home,
		does: 'mark the znode with the letter that follows',
		run: askLetter('mark'),
	},
	{
		id: 'go-to-mark',
		keys: ["'"],
		label: "'",
		mode: home,
		does: 'go to the znode that is marked with the letter that follows',
		run: askLetter('go'),
	},
	{
		id: 'copy-path',
		keys: ['c', 'y'],
		label: 'c y',
		mode: home,
		does: 'copy the path of the znode to the clipboard (OSC 52)',
		run: copyPath,
	},
	{
		id: 'changes',
		keys: ['='],
		label: '=',
		mode: home,
		does: 'compare: what has changed below this znode since zktop first looked, its price first',
		run: compareSubtree,
	},
	{
		id: 'usage',
		keys: ['u'],
		label: 'u',
		mode: home,
		does: 'usage: znodes and bytes below this znode, their price first',
		hint: 'usage',
		run: askUsage,
	},
	{
		id: 'watchers',
		keys: ['w'],
		label: 'w',
		mode: home,
		does: 'who watches: this znode and all below it, or what this session watches; in the watches: ask the servers',
		hint: 'watchers',
		run: watchers,
	},
	{
		id: 'next-pane',
		keys: ['tab'],
		label: 'tab',
		mode: home,
		does: 'next pane',
		hint: 'pane',
		run: focusBy(1),
	},
	{
		id: 'previous-pane',
		keys: ['shift-tab'],
		label: 'shift-tab',
		mode: home,
		does: 'previous pane',
		run: focusBy(-1),
	},
	{id: 'locks', keys: ['1'], label: '1', mode: home, does: 'locks', hint: 'tabs', run: tab('locks')},
	{
		id: 'groups',
		keys: ['2'],
		label: '2',
		mode: home,
		does: 'elections, registries, semaphores, barriers, queues, transactions; again: one kind alone',
		hint: 'tabs',
		run: groups,
	},
	{
		id: 'sessions',
		keys: ['3'],
		label: '3',
		mode: home,
		does: 'sessions',
		hint: 'tabs',
		run: tab('sessions'),
	},
	{
		id: 'watches',
		keys: ['4'],
		label: '4',
		mode: home,
		does: 'watches: who watches what, the price first',
		hint: 'tabs',
		run: tab('watches'),
	},
	{
		id: 'findings',
		keys: ['5'],
		label: '5',
		mode: home,
		does: 'findings',
		hint: 'tabs',
		run: tab('findings'),
	},
	{
		id: 'sort',
		keys: ['s'],
		label: 's',
		mode: home,
		does: 'sort the tree by a column; the same one again turns it round. Locks: by trouble, or by the time that is waited for them',
		hint: 'sort',
		run: askOrder,
	},
	{
		id: 'acknowledge',
		keys: ['a'],
		label: 'a',
		mode: home,
		does: 'acknowledge the finding, or not any more: hidden until it comes anew',
		run: acknowledge,
	},
	{
		id: 'show-acknowledged',
		keys: ['A'],
		label: 'A',
		mode: home,
		does: 'show acknowledged findings too, marked a, and hide them',
		run: showAcknowledged,
	},
	{id: 'next-tab', keys: [']'], label: ']', mode: home, does: 'next tab', run: tabBy(1)},
	{id: 'previous-tab', keys: ['['], label: '[', mode: home, does: 'previous tab', run: tabBy(-1)},
	{
		id: 'zoom',
		keys: ['z'],
		label: 'z',
		mode: home,
		does: 'zoom the pane and back',
		hint: 'zoom',
		run: ({state}) =>
			state.view.mode.kind === 'zoomed' ? {type: 'closed'} : {type: 'zoomed', pane: state.view.focus},
	},
	{
		id: 'refresh',
		keys: ['r'],
		label: 'r',
		mode: home,
		does: 'ask everything again now',
		run: want('refresh'),
	},
	{
		id: 'back',
		keys: ['escape'],
		label: 'esc',
		mode: home,
		does: 'back: clear the filter, all clients or watches, live again, unzoom',
		run: back,
	},
	{
		id: 'quit',
		keys: ['q'],
		label: 'q',
		mode: home,
		does: 'close the view; at home quit',
		hint: 'quit',
		run: ({state}) =>
			state.view.mode.kind === 'zoomed' ? {type: 'closed'} : {type: 'wanted', effect: 'quit'},
	},

	{
		id: 'metrics-later',
		keys: ['right', 'l'],
		label: '→ l',
		mode: 'metrics',
		does: 'a later moment of the chart, and live again behind the newest',
		hint: 'moment',
		run: cursorBy(1),
	},
	{
		id: 'metrics-earlier',
		keys: ['left', 'h'],
		label: '← h',
		mode: 'metrics',
		does: 'an earlier moment of the chart',
		hint: 'moment',
		run: cursorBy(-1),
	},
	{
		id: 'metrics-server',
		keys: ['enter', 'd'],
		label: 'enter d',
		mode: 'metrics',
		does: 'the chart of all servers, or of one after the other',
		hint: 'server',
		run: nextServer,
	},
	{
		id: 'metrics-longer',
		keys: ['t'],
		label: 't',
		mode: 'metrics',
		does: 'a longer time: 1 m, 10 m, 1 h, 24 h',
		hint: 'span',
		run: spanBy(1),
	},
	{
		id: 'metrics-shorter',
		keys: ['T'],
		label: 'T',
		mode: 'metrics',
		does: 'a shorter time',
		hint: 'span',
		run: spanBy(-1),
	},
	{
		id: 'metrics-scale',
		keys: ['L'],
		label: 'L',
		mode: 'metrics',
		does: 'a logarithmic or a linear scale',
		hint: 'log',
		run: otherScale,
	},

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

	...scrolling('help'),
	{
		id: 'help-close',
		keys: ['escape', 'q', '?'],
		label: 'esc q ?',
		mode: 'help',
		does: 'close the help',
		hint: 'back',
		run: close,
	},

	...scrolling('sources'),
	{
		id: 'sources-refresh',
		keys: ['r'],
		label: 'r',
		mode: 'sources',
		does: 'ask everything again now',
		run: want('refresh'),
	},
	{
		id: 'sources-close',
		keys: ['escape', 'q', 'S'],
		label: 'esc q S',
		mode: 'sources',
		does: 'close the sources',
		hint: 'back',
		run: close,
	},

	...scrolling('explain'),
	{
		id: 'explain-close',
		keys: ['escape', 'q', 'x'],
		label: 'esc q x',
		mode: 'explain',
		does: 'close the explanation',
		hint: 'back',
		run: close,
	},

	...scrolling('diff'),
	{
		id: 'diff-older',
		keys: ['['],
		label: '[',
		mode: 'diff',
		does: 'an older version and the one before it',
		hint: 'version',
		run: otherVersions(-1),
	},
	{
		id: 'diff-newer',
		keys: [']'],
		label: ']',
		mode: 'diff',
		does: 'a newer version and the one before it',
		hint: 'version',
		run: otherVersions(1),
	},
	{
		id: 'diff-close',
		keys: ['escape', 'q', '='],
		label: 'esc q =',
		mode: 'diff',
		does: 'close the comparison',
		hint: 'back',
		run: close,
	},

	{
		id: 'job-down',
		keys: ['down', 'j'],
		label: '↓ j',
		mode: 'job',
		does: 'move down',
		hint: 'move',
		run: moveInJob(at => at + 1),
	},
	{
		id: 'job-up',
		keys: ['up', 'k'],
		label: '↑ k',
		mode: 'job',
		does: 'move up',
		hint: 'move',
		run: moveInJob(at => at - 1),
	},
	{
		id: 'job-page-down',
		keys: ['pagedown', 'ctrl-d', 'ctrl-f'],
		label: 'PgDn ctrl-d ctrl-f',
		mode: 'job',
		does: 'a page down',
		run: moveInJob((at, _, height) => at + height),
	},
	{
		id: 'job-page-up',
		keys: ['pageup', 'ctrl-u', 'ctrl-b'],
		label: 'PgUp ctrl-u ctrl-b',
		mode: 'job',
		does: 'a page up',
		run: moveInJob((at, _, height) => at - height),
	},
	{id: 'job-first', keys: ['g', 'home'], label: 'g', mode: 'job', does: 'first row', run: moveInJob(() => 0)},
	{
		id: 'job-last',
		keys: ['G', 'end'],
		label: 'G',
		mode: 'job',
		does: 'last row',
		run: moveInJob((_, last) => last),
	},
	{
		id: 'job-enter',
		keys: ['enter', 'right', 'l'],
		label: 'enter →',
		mode: 'job',
		does: 'begin, go on, go into the row: of usage what is below it, of find the tree',
		hint: 'go',
		run: enterJob,
	},
	{
		id: 'job-up-tree',
		keys: ['left', 'h'],
		label: '← h',
		mode: 'job',
		does: 'up to its parent',
		run: leaveRow,
	},
	{
		id: 'job-show',
		keys: ['t'],
		label: 't',
		mode: 'job',
		does: 'show the row in the tree',
		hint: 'tree',
		run: showInTree,
	},
	{
		id: 'job-close',
		keys: ['escape', 'q'],
		label: 'esc q',
		mode: 'job',
		does: 'stop; where it stands still, close',
		hint: 'stop, back',
		run: stopJob,
	},

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

	...sortKeys.map(binding => ({...binding, mode: 'sort' as const})),

	...demoKeys.map(binding => ({...binding, mode: 'demo' as const})),

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
		hint: 'keep',
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

	{
		id: 'pause',
		keys: ['p'],
		label: 'p',
		mode: 'everywhere',
		does: 'pause the screen, and live again',
		hint: 'pause',
		run: pause,
	},
	{
		id: 'earlier',
		keys: [','],
		label: ',',
		mode: 'everywhere',
		does: 'back in time: the sample before',
		hint: 'time',
		run: step(-1),
	},
	{
		id: 'later',
		keys: ['.'],
		label: '.',
		mode: 'everywhere',
		does: 'forward in time: the sample after; behind the newest it is live again',
		hint: 'time',
		run: step(1),
	},
	{
		id: 'minute-earlier',
		keys: ['<'],
		label: '<',
		mode: 'everywhere',
		does: 'a minute back in time',
		run: minute(-1),
	},
	{
		id: 'minute-later',
		keys: ['>'],
		label: '>',
		mode: 'everywhere',
		does: 'a minute forward in time',
		run: minute(1),
	},
	{
		id: 'command',
		keys: [':'],
		label: ':',
		mode: 'everywhere',
		does: 'command prompt: the commands below',
		hint: 'command',
		run: () => ({type: 'prompt-opened'}),
	},
	{
		id: 'help',
		keys: ['?'],
		label: '?',
		mode: 'everywhere',
		does: 'this help',
		hint: 'help',
		run: () => ({type: 'help-opened'}),
	},
	{
		id: 'sources',
		keys: ['S'],
		label: 'S',
		mode: 'everywhere',
		does: 'sources: where each fact comes from, and what would open the rest',
		run: () => ({type: 'sources-opened'}),
	},
	{
		id: 'explain',
		keys: ['x'],
		label: 'x',
		mode: 'everywhere',
		does: 'explain what changed in the last 60 s',
		hint: 'explain',
		run: () => ({type: 'explain-opened', spanMs: 60_000}),
	},
	{
		id: 'save-screen',
		keys: ['ctrl-s'],
		label: 'ctrl-s',
		mode: 'everywhere',
		does: 'write the screen to a text file',
		run: want('save-screen'),
	},
	{
		id: 'repaint',
		keys: ['ctrl-l'],
		label: 'ctrl-l',
		mode: 'everywhere',
		does: 'repaint the screen',
		run: want('repaint'),
	},
	{
		id: 'suspend',
		keys: ['ctrl-z'],
		label: 'ctrl-z',
		mode: 'everywhere',
		does: 'suspend zktop; fg brings it back',
		run: want('suspend'),
	},
	{
		id: 'demo',
		keys: ['F'],
		label: 'F',
		mode: 'everywhere',
		does: 'in zktop demo: break things, and heal them',
		run: openDemo,
	},
	{
		id: 'leave',
		keys: ['ctrl-c'],
		label: 'ctrl-c',
		mode: 'everywhere',
		does: 'quit at once',
		run: want('quit'),
	},
];

/** Zoomed panes have the keys of the home screen; the zoomed servers have some of their own before them. */
const bindingsOf = (mode: Mode): readonly Binding[] => {
	const kind = mode.kind === 'zoomed' ? home : mode.kind;
	const own =
		showsMetrics({mode}) && kind === home ? bindings.filter(binding => binding.mode === 'metrics') : [];
	const taken = new Set(own.flatMap(({keys}) => keys));
	return [...own, ...bindings.filter(({mode, keys}) => mode === kind && !keys.some(key => taken.has(key)))];
};

/** The bindings that a mode has, its own first. */
export const bindingsFor = (mode: Mode): readonly Binding[] => {
	const own = bindingsOf(mode);
	const taken = new Set(own.flatMap(({keys}) => keys));
	const everywhere = bindings.filter(
		binding =>
			binding.mode === 'everywhere' &&
			!(isPrompt(mode) && binding.keys.some(isPrintable)) &&
			!binding.keys.every(key => taken.has(key)),
	);
	return [...own, ...everywhere];
};

const isPrompt = ({kind}: Mode): boolean =>
	['filter', 'search', 'letter', 'command', 'giant', 'sort'].includes(kind);

const isPrintable = (key: string): boolean => Array.from(key).length === 1;

/** What a key does now; text that is typed at a prompt goes there. */
export const eventFor = (key: string, context: Context): Event | Refusal | undefined => {
	const {mode} = context.state.view;
	const binding = bindingsFor(mode).find(({keys}) => keys.includes(key));
	if (binding !== undefined) {
		return binding.run(context);
	}

	if (!isPrintable(key)) {
		return undefined;
	}

	return mode.kind === 'letter' ? giveLetter(mode.does, key, context.state) : typedAt(key, context);
};

/** What text does that is typed or pasted; undefined where there is no prompt. */
export const typedAt = (text: string, where: Pick<Context, 'state' | 'layout'>): Event | undefined => {
	const {mode} = where.state.view;
	switch (mode.kind) {
		case 'search':
			return search((cardOf(where.state)?.search ?? '') + text, where);
		case 'filter':
			return typeFilter(mode.text + text, where.state);
		case 'command':
			return {type: 'prompt-typed', text: mode.text + text};
		default:
			return undefined;
	}
};
