// source/analyze/traffic/turnover.ts
import {expect, it} from 'vitest';
import type {SessionRow} from '../../../source/analyze/sessions.ts';
import {
	noTurnover,
	turnoverAfter,
	turnoverOf,
	type Turnover,
} from '../../../source/analyze/traffic/turnover.ts';
import {sessionOf} from './traffic-of.ts';

const [a, b, c, other] = [
	sessionOf('10.0.0.9', 0),
	sessionOf('10.0.0.9', 0),
	sessionOf('10.0.0.9', 0),
	sessionOf('10.0.0.4', 0),
];
const rows = (...all: readonly SessionRow[]): ReadonlyMap<string, SessionRow> =>
	new Map(all.map(row => [row.session, row]));

/** The turnover after looks at these sessions, each so many seconds after the start. */
const after = (...looks: ReadonlyArray<readonly [number, ...SessionRow[]]>): Turnover => {
	let before = rows();
	return looks.reduce((turnover, [seconds, ...sessions]) => {
		const now = rows(...sessions);
		const next = turnoverAfter(turnover, before, now, seconds * 1000);
		before = now;
		return next;
	}, noTurnover);
};

it('nobody was born by being seen first, and nothing is told before a second has passed', () => {
	expect(turnoverOf(after([0, a, other]), '10.0.0.9', 500)).toBeUndefined();
	expect(turnoverOf(after([0, a, other], [2, a, other]), '10.0.0.9', 2000)).toEqual({
		bornPerSecond: 0,
		gonePerSecond: 0,
	});
});

it('counts who comes and who goes by address', () => {
	const turnover = after([0, a, other], [2, a, b, c, other], [4, c, other]);
	expect(turnoverOf(turnover, '10.0.0.9', 4000)).toEqual({bornPerSecond: 0.5, gonePerSecond: 0.5});
	expect(turnoverOf(turnover, '10.0.0.4', 4000)).toEqual({bornPerSecond: 0, gonePerSecond: 0});
});

it('tells of the last ten seconds', () => {
	const turnover = after([0, a], [2, a, b], [20, a, b]);
	expect(turnoverOf(turnover, '10.0.0.9', 20_000)).toEqual({bornPerSecond: 0, gonePerSecond: 0});
});

it('a client that goes on on another server neither comes nor goes', () => {
	const turnover = after([0, a], [2, {...a, server: 'zk2', client: '10.0.0.9:50000'}]);
	expect(turnoverOf(turnover, '10.0.0.9', 4000)).toEqual({bornPerSecond: 0, gonePerSecond: 0});
});
