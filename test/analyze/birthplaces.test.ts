// source/analyze/birthplaces.ts
import {expect, it} from 'vitest';
import {birthplacesOf} from '../../source/analyze/birthplaces.ts';
import type {SessionRow} from '../../source/analyze/sessions.ts';

const minute = 60_000;
const row = (bornOn: number, server: string, establishedAt = 0, fresh = true): SessionRow =>
	({bornOn, server, establishedAt, fresh}) as SessionRow;
const times = (count: number, one: (index: number) => SessionRow): readonly SessionRow[] =>
	Array.from({length: count}, (_, index) => one(index));
const idOf = (server: string): number => Number(server.slice(2));

it('tells from where most sessions have moved, where they are, and when most of them came there', () => {
	const rows = [
		...times(20, index => row(1, 'zk2', 100 * minute + index * 1000)),
		...times(5, index => row(1, 'zk3', index * 10 * minute)),
		...times(2, () => row(1, 'zk1')),
		...times(9, () => row(2, 'zk2')),
	];
	expect(birthplacesOf(rows, idOf)).toEqual([
		{
			bornOn: 1,
			born: 27,
			moved: 25,
			to: [
				['zk2', 20],
				['zk3', 5],
			],
			movedAt: 100 * minute,
		},
		{bornOn: 2, born: 9, moved: 0, to: [], movedAt: undefined},
	]);
});

it('tells no time where they came at different times', () => {
	const rows = times(6, index => row(1, 'zk2', index * 10 * minute));
	expect(birthplacesOf(rows, idOf)[0]).toMatchObject({moved: 6, movedAt: undefined});
});

it('leaves out the clients of a server that does not answer: they may have gone', () => {
	expect(birthplacesOf([row(1, 'zk1'), row(1, 'zk3', 0, false)], idOf)).toMatchObject([{born: 1, moved: 0}]);
});

it('takes a session on a server whose id is not known for one that has not moved', () => {
	expect(birthplacesOf([row(1, 'zk2')], () => undefined)).toMatchObject([{moved: 0}]);
});
