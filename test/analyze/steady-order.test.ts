// source/analyze/steady-order.ts
import {expect, it} from 'vitest';
import {inSteadyOrder, noOrder, type Order} from '../../source/analyze/steady-order.ts';

type Row = {readonly name: string; readonly rate: number};
const rowsOf = (text: string): readonly Row[] =>
	text.split(' ').map(word => ({name: word.slice(0, 1), rate: Number(word.slice(1))}));

/** Rows such as `a5 b7` in order, busiest first; the names that come out, and the order. */
const ordered = (text: string, order: Order, seconds: number) => {
	const {rows, order: next} = inSteadyOrder(rowsOf(text), order, seconds * 1000, {
		keyOf: ({name}) => name,
		compare: (a, b) => b.rate - a.rate,
	});
	return {names: rows.map(({name}) => name).join(''), next};
};

it('takes a new order every three seconds, and keeps it in between', () => {
	const first = ordered('a5 b7 c6', noOrder, 100);
	const second = ordered('a9 b1 c6', first.next, 102);
	const third = ordered('a9 b1 c6', second.next, 103);
	expect([first.names, second.names, third.names]).toEqual(['bca', 'bca', 'acb']);
});

it('puts new rows last until then, and closes the gap of those that are gone', () => {
	const first = ordered('a5 b7 c6', noOrder, 100);
	const second = ordered('a5 c6 d9 e99', first.next, 101);
	expect(second.names).toBe('caed');
	expect(ordered('a5 c6 d100 e99', second.next, 102).names).toBe('caed');
});

it('takes a new order when the clock was set back', () => {
	const first = ordered('a5 b7', noOrder, 100);
	expect(ordered('a9 b7', first.next, 50).names).toBe('ab');
});

it('forgets the places of rows that are gone', () => {
	const first = ordered('a5 b7', noOrder, 100);
	expect(ordered('a5', first.next, 101).next.keys).toEqual(['a']);
});
