// source/analyze/identity.ts
import {expect, it} from 'vitest';
import {idsOf, isMany, noIdentity, withId, withStart, type Identity} from '../../source/analyze/identity.ts';

const told = (...ids: readonly number[]): Identity => ids.reduce(withId, noIdentity);
/** Answers a second apart of servers that started at these times. */
const started = (...starts: readonly number[]): Identity =>
	starts.reduce(
		(identity, start, index) => withStart(identity, index * 1000, index * 1000 - start),
		noIdentity,
	);

it('takes a name for one server while it tells one id', () => {
	expect(isMany(noIdentity)).toBe(false);
	expect(isMany(told(1, 1, 1))).toBe(false);
});

it('takes a server that was replaced for one', () => {
	expect(isMany(told(1, 1, 2, 2, 3))).toBe(false);
});

it('knows several servers by an id that comes back', () => {
	expect(isMany(told(1, 2, 1))).toBe(true);
	expect(idsOf(told(3, 1, 3))).toEqual([1, 3]);
});

it('knows several servers by starts that go back in time, twice', () => {
	expect(isMany(started(-90_000, -50_000, -90_000))).toBe(false);
	expect(isMany(started(-90_000, -50_000, -90_000, -50_000, -90_000))).toBe(true);
});

it('takes restarts, elections and answers that took their time for one server', () => {
	expect(isMany(started(-90_000, -500, 3000, 4000))).toBe(false);
	expect(isMany(started(-90_000, -92_000, -89_000, -91_500, -89_000))).toBe(false);
});

it('learns nothing where mntr does not tell the uptime', () => {
	expect(withStart(noIdentity, 1000, undefined)).toBe(noIdentity);
});
