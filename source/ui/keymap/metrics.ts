// The keys of the zoomed servers: metrics and their chart.
import {cursorBy, nextServer, otherScale, spanBy} from '../actions/chart.ts';
import type {Binding} from './binding.ts';

export const metricsKeys: readonly Binding[] = [
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
];
