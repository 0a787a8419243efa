// Locks by the time that all in line for them wait in a minute.
import type {LockQueue} from '../analyze/locks/contender.ts';
import {waitedPerMinute, type Histories} from '../analyze/locks/history.ts';
import {remember} from './remember.ts';
import type {Inspection} from './state.ts';

/** Times that differ by less than a quarter are alike, so that rows do not jump; those stand as before. */
const alike = 1.25;
const leastMs = 1000;

const rankOf = (waitedMs: number): number =>
	Math.round(Math.log((waitedMs + leastMs) / leastMs) / Math.log(alike));

const ranked = remember((locks: readonly LockQueue[], histories: Histories): readonly LockQueue[] => {
	const ranks = new Map(locks.map(({path}) => [path, rankOf(waitedPerMinute(histories.get(path)) ?? 0)]));
	return locks.toSorted((a, b) => (ranks.get(b.path) ?? 0) - (ranks.get(a.path) ?? 0));
});

/** Those for which most is waited first. */
export const byWaiting = ({locks, histories}: Inspection): readonly LockQueue[] => ranked(locks, histories);
