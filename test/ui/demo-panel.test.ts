// source/ui/panes/demo.ts
import {expect, it} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {demoPanel} from '../../source/ui/panes/demo.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {played} from './scenes.ts';
import {well} from './scripts.ts';

const long = (word: string): string => `${word} ${'and so on '.repeat(25)}`;

const withHints = (columns: number, rows: number): State => {
	const state = played(well, 3, [{type: 'resized', columns, rows}]).getState();
	const drill = {
		name: 'flap',
		story: long('story'),
		question: long('question'),
		hints: [long('first'), long('second')],
		solution: long('the end'),
	};
	return {...state, demo: {connect: '127.0.0.1:1', targets: [], drill, aim: undefined, hinted: 3}};
};

it.each([
	[80, 24],
	[80, 16],
	[120, 36],
	[200, 50],
])(
	'leaves the screen its room at %i×%i, however much a drill has to say, and shows what it said last',
	(columns, rows) => {
		const state = withHints(columns, rows);
		expect(demoPanel(state).length).toBeLessThanOrEqual(Math.floor(rows / 3));
		expect(layoutFor(state).kind).not.toBe('too-small');
		const text = screenRows(state)
			.map(line => line.map(span => span.text).join(''))
			.join('\n');
		expect(text).toContain('and so on');
		expect(text).toContain('─ Demo');
	},
);
