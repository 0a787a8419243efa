// source/analyze/sessions.ts and liveness/cons-mark.ts: one answer after the other
import {describe, expect, it} from 'vitest';
import {markCons} from '../../source/analyze/liveness/cons-mark.ts';
import {joinSessions, type ConsOf} from '../../source/analyze/sessions.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readDump, type Dump} from '../../source/zookeeper/words/dump.ts';
import {recorded} from '../helpers/recorded-words.ts';

const cons = readCons(recorded('3.8.0/leader', 'cons'));
const dump = readDump(recorded('3.8.0/leader', 'dump'));
const nobody: ReadonlySet<string> = new Set();
const [holder, other] = ['0x300000ec8e50000', '0x300000ec8e50001'];
const askedOnce: ConsOf = {
	server: 'zk1:2181',
	now: markCons(undefined, cons, {at: 1000, askedAt: 990}),
	fresh: true,
};

describe('a list of sessions', () => {
	it('compares each with itself, wherever it stood in the answer before', () => {
		const [template] = cons.filter(({session}) => session?.id === holder);
		const answer = (ids: readonly number[], received: number) =>
			ids.flatMap(id =>
				template?.session === undefined
					? []
					: [
							{
								...{...template, client: `10.0.0.${id}:40000`, received: received * id},
								session: {...template.session, id: `0x${id}`, lastOp: 'GETD'},
							},
						],
			);
		const ratesOf = (before: readonly number[], now: readonly number[]) => {
			const first = markCons(undefined, answer(before, 1), {at: 1000, askedAt: 990});
			const second = markCons(first, answer(now, 2), {at: 2000, askedAt: 1990});
			const rows = joinSessions([{...askedOnce, now: second}], undefined, nobody);
			return [...rows.values()].map(row => row.requestsPerSecond);
		};

		expect(ratesOf([1, 2, 3], [1, 2, 3])).toEqual([1, 2, 3]);
		expect(ratesOf([1, 2, 3, 4, 5], [1, 4, 9, 5])).toEqual([1, 4, undefined, 5]);
		expect(ratesOf([1, 2, 3], [8, 3, 2, 9, 1, 7])).toEqual([undefined, 3, 2, undefined, 1, undefined]);
	});

	it('is the same one when a dump tells of no other ephemerals, with the same rows but those it tells of', () => {
		const ephemeralsOf = (...sessions: readonly string[]): Dump => ({
			...dump,
			ephemerals: new Map(sessions.map(session => [session, ['/app/lock']])),
		});
		const first = joinSessions([askedOnce], ephemeralsOf(holder), nobody);
		expect(first.get(holder)?.ephemerals).toBe(1);
		expect(joinSessions([askedOnce], ephemeralsOf(holder), nobody)).toBe(first);
		const next = joinSessions([askedOnce], ephemeralsOf(holder, other), nobody);
		expect(next.get(holder)).toBe(first.get(holder));
		expect(next.get(other)).toEqual({...first.get(other), ephemerals: 1});
	});

	it('is another one when its server falls silent, and when a session turns out to be our own', () => {
		expect(joinSessions([askedOnce], dump, nobody).get(holder)?.fresh).toBe(true);
		expect(joinSessions([{...askedOnce, fresh: false}], dump, nobody).get(holder)?.fresh).toBe(false);
		expect([...joinSessions([askedOnce], dump, new Set([holder])).keys()]).toEqual([other]);
	});
});
