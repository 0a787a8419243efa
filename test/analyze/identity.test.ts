// source/analyze/identity.ts
import {expect, it} from 'vitest';
import {
	idsOf,
	isMany,
	noIdentity,
	withId,
	withMntr,
	withSrvr,
	type Identity,
} from '../../source/analyze/identity.ts';
import {readMntr, type Mntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr, type Srvr} from '../../source/zookeeper/words/srvr.ts';
import {recorded} from '../helpers/recorded-words.ts';

const mntrOf = (at: string, changed: Readonly<Record<string, number>> = {}): Mntr => {
	const mntr = readMntr(recorded(`3.8.0/${at}`, 'mntr'));
	return {...mntr, values: new Map([...mntr.values, ...Object.entries(changed)])};
};
const srvrOf = (at: string, received: number): Srvr => ({
	...readSrvr(recorded(`3.8.0/${at}`, 'srvr')),
	received,
});

const told = (...ids: readonly number[]): Identity => ids.reduce(withId, noIdentity);
/** Answers a second apart of servers that started at these times. */
const started = (...starts: readonly number[]): Identity =>
	starts.reduce(
		(identity, start, index) =>
			withMntr(identity, mntrOf('leader', {uptime: index * 1000 - start}), index * 1000, index),
		noIdentity,
	);
/** In each tick mntr of one server and srvr of another. */
const answered = (
	ticks: readonly number[],
	[mntrAt, srvrAt]: readonly [string, string],
	received = 1_000_000,
): Identity =>
	ticks.reduce(
		(identity, tick) =>
			withSrvr(
				withMntr(identity, mntrOf(mntrAt, {uptime: tick * 1000, packets_received: 500}), tick * 1000, tick),
				srvrOf(srvrAt, received),
				tick,
			),
		noIdentity,
	);

it('takes a name for one server while it tells one id', () => {
	expect(isMany(noIdentity)).toBe(false);
	expect(isMany(told(1, 1, 1))).toBe(false);
});

it('knows several servers by two ids, for nothing failed in between', () => {
	expect(isMany(told(1, 2))).toBe(true);
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

it('knows several servers by roles that two words of one tick tell differently, twice in a while', () => {
	expect(isMany(answered([1, 2], ['leader', 'follower1']))).toBe(true);
	expect(isMany(answered([1, 2], ['follower1', 'follower2']))).toBe(false);
	expect(isMany(answered([1], ['leader', 'follower1']))).toBe(false);
	expect(isMany(answered([1, 90], ['leader', 'follower1']))).toBe(false);
});

it('knows several servers by packets that a later word has not received yet', () => {
	expect(isMany(answered([1, 2], ['follower1', 'follower2'], 499))).toBe(true);
	expect(isMany(answered([1, 2], ['follower1', 'follower2'], 501))).toBe(false);
});
