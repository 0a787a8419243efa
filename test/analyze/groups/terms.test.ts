// source/analyze/groups/terms.ts
import {expect, it} from 'vitest';
import type {Election} from '../../../source/analyze/groups/group.ts';
import {
	changesLately,
	isFlapping,
	noTerms,
	termsAfter,
	type AllTerms,
} from '../../../source/analyze/groups/terms.ts';

const minute = 60_000;

/** An election that this one leads; undefined: nobody. */
const election = (leader?: string): Election => ({
	kind: 'election',
	path: '/leader',
	recipe: 'curator latch',
	confidence: 'certain',
	leaders:
		leader === undefined
			? []
			: [{node: `/leader/${leader}`, session: `0x${leader}`, sequence: 0, waitsFor: [], mode: 'exclusive'}],
	candidates: [],
});

/** The terms after looks that saw everything, `everyMs` from one to the next. */
const looks = (everyMs: number, ...seen: ReadonlyArray<readonly Election[]>): AllTerms =>
	seen.reduce(
		(known, elections, index) =>
			termsAfter(known, elections, {now: index * everyMs, seesAll: true, sawAll: index > 0}),
		noTerms,
	);

const at = (known: AllTerms) => known.get('/leader');

it('whoever led at the first look has led before, nobody knows for how long', () => {
	expect(at(looks(minute, [election('a')]))).toEqual({
		recipe: 'curator latch',
		confidence: 'certain',
		terms: [{node: '/leader/a', session: '0xa', from: 0, seen: false, until: undefined}],
		begun: 0,
	});
});

it('a look at which the same one leads changes nothing', () => {
	const first = looks(minute, [election('a')]);
	expect(termsAfter(first, [election('a')], {now: minute, seesAll: true, sawAll: true})).toBe(first);
});

it('a new leader’s term was seen to begin, and the one before has ended', () => {
	const terms = at(looks(minute, [election('a')], [election('b')]));
	expect(terms?.terms.map(({node, from, seen, until}) => [node, from, seen, until])).toEqual([
		['/leader/a', 0, false, minute],
		['/leader/b', minute, true, undefined],
	]);
	expect(terms?.begun).toBe(1);
});

it('an election that begins while zktop looks has a first term that was seen', () => {
	expect(at(looks(minute, [], [election('a')]))?.terms[0]).toMatchObject({seen: true, from: minute});
});

it('one that is discovered has not', () => {
	const known = termsAfter(noTerms, [election('a')], {now: minute, seesAll: true, sawAll: false});
	expect(at(known)?.terms[0]?.seen).toBe(false);
});

it('where all have left nobody leads, and the election is remembered for ten minutes', () => {
	const left = looks(minute, [election('a')], []);
	expect(at(left)?.terms.at(-1)?.until).toBe(minute);
	expect(at(termsAfter(left, [], {now: 5 * minute, seesAll: true, sawAll: true}))).toBeDefined();
	expect(at(termsAfter(left, [], {now: 12 * minute, seesAll: true, sawAll: true}))).toBeUndefined();
});

it('a look that does not see everything ends no term', () => {
	const first = looks(minute, [election('a')]);
	expect(termsAfter(first, [], {now: minute, seesAll: false, sawAll: true})).toBe(first);
});

it('three new leaders within five minutes are flapping, spread over an hour they are not', () => {
	const turns = ['a', 'b', 'c', 'd'].map(name => [election(name)]);
	const [fast, slow] = [at(looks(minute, ...turns)), at(looks(20 * minute, ...turns))];
	expect([isFlapping(fast, 3 * minute), isFlapping(slow, 60 * minute)]).toEqual([true, false]);
	expect([fast, slow].map(terms => terms?.begun)).toEqual([3, 3]);
	expect(fast && changesLately(fast, 20 * minute)).toBe(0);
});

it('of a thousand terms the newest are kept, and all are counted', () => {
	const turns = Array.from({length: 1000}, (_, index) => [election(String(index))]);
	const terms = at(looks(1000, ...turns));
	expect([terms?.terms.length, terms?.begun, terms?.terms.at(-1)?.node]).toEqual([20, 999, '/leader/999']);
});
