// source/ui/columns.ts
import {expect, it} from 'vitest';
import {inColumns, type Yield} from '../../source/ui/columns.ts';
import {span} from '../../source/ui/line.ts';
import {lineText} from './texts.ts';

const rows = [
	[span('●'), span('node-a.example.com'), span(''), span('10.0.0.1:51234'), span('zk1')],
	[span('2'), span('node-b'), span(''), span('10.0.0.22:5'), span('zk2?')],
];
const yields: readonly Yield[] = [
	{column: 4, to: 0},
	{column: 1, to: 8},
	{column: 3, to: 6},
];
const drawn = (room?: number): readonly string[] =>
	inColumns(rows, room, yields).map(line => lineText(line).trimEnd());

it('columns are as wide as they have to be, and what is empty in all rows takes no room', () => {
	expect(drawn()).toEqual([
		'● node-a.example.com 10.0.0.1:51234 zk1',
		'2 node-b             10.0.0.22:5    zk2?',
	]);
	expect(drawn(40)).toEqual(drawn());
});

it.each([
	[39, ['● node-a.example.com 10.0.0.1:51234', '2 node-b             10.0.0.22:5']],
	[34, ['● node-a.example.c… 10.0.0.1:51234', '2 node-b            10.0.0.22:5']],
	[25, ['● node-a.… 10.0.0.1:51234', '2 node-b   10.0.0.22:5']],
	[20, ['● node-a.… 10.0.0.1…', '2 node-b   10.0.0.2…']],
])(
	'in %i columns those that may give way do, one after the other, and all rows stay aligned',
	(room, texts) => {
		expect(drawn(room)).toEqual(texts);
	},
);
