// The keys of what lies over the panes and is read: help, sources, what changed, what differs.
import {otherVersions} from '../actions/diff.ts';
import {close, want} from '../actions/actions.ts';
import {goToFinding} from '../actions/enter.ts';
import type {Binding} from './binding.ts';
import {scrolling} from './moving.ts';

export const overlayKeys: readonly Binding[] = [
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

	...scrolling('finding'),
	{
		id: 'finding-go',
		keys: ['enter', 'd'],
		label: 'enter d',
		mode: 'finding',
		does: 'go to what it is about',
		hint: 'go there',
		run: goToFinding,
	},
	{
		id: 'finding-close',
		keys: ['escape', 'q', 'left', 'h'],
		label: 'esc q ← h',
		mode: 'finding',
		does: 'close the finding',
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
];
