// The keys of a long job and what it has found.
import {enterJob, leaveRow, moveInJob, showInTree, stopJob} from '../actions/jobs.ts';
import type {Binding} from './binding.ts';
import {moving} from './moving.ts';

export const jobKeys: readonly Binding[] = [
	...moving('job', moveInJob, 'move'),
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
];
