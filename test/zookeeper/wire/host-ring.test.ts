// Which server is tried next.
import {expect, it} from 'vitest';
import {parseConnectString} from '../../../source/zookeeper/hosts.ts';
import {HostRing} from '../../../source/zookeeper/wire/host-ring.ts';

const ringOf = (text: string, random = () => 0) =>
	new HostRing(parseConnectString(text).hosts, {connectDeadlineMs: 2000, longestDeadlineMs: 6000, random});

const fail = (ring: HostRing, times: number) =>
	Array.from({length: times}, () => {
		const attempt = ring.next();
		ring.failed();
		return attempt;
	});

it('goes round all servers', () => {
	const ring = ringOf('a,b,c');
	const names = fail(ring, 6).map(({host}) => host.host);
	expect(names.slice(0, 3).toSorted()).toEqual(['a', 'b', 'c']);
	expect(names.slice(3)).toEqual(names.slice(0, 3));
});

it('shuffles them', () => {
	const rolls = [0.9, 0.1, 0.5];
	const ring = ringOf('a,b,c', () => rolls.shift() ?? 0);
	expect(fail(ring, 3).map(({host}) => host.host)).toEqual(['b', 'c', 'a']);
});

it('pauses before each new round only, longer each time, and never more than a second', () => {
	const pauses = fail(
		ringOf('a,b', () => 0.999),
		20,
	).map(({delayMs}) => Math.round(delayMs));
	expect(pauses.slice(0, 8)).toEqual([0, 0, 50, 0, 100, 0, 200, 0]);
	expect(Math.max(...pauses)).toBeLessThanOrEqual(1000);
	expect(fail(ringOf('a'), 3).map(({delayMs}) => delayMs)).toEqual([0, 25, 50]);
});

it('grants more time with each round, up to a limit', () => {
	expect(fail(ringOf('a'), 4).map(({deadlineMs}) => deadlineMs)).toEqual([2000, 4000, 6000, 6000]);
});

it('starts afresh after a success, at the next server', () => {
	const ring = ringOf('a,b');
	const [, , third] = fail(ring, 3);
	ring.succeeded();
	expect(ring.failures).toBe(0);
	const next = ring.next();
	expect(next).toMatchObject({round: 0, delayMs: 0, deadlineMs: 2000});
	expect(next.host).not.toEqual(third?.host);
});

it('asks the server that ended a session for the next one', () => {
	const ring = ringOf('a,b,c');
	const {host} = ring.next();
	ring.expired(false);
	expect(ring.next().host).toEqual(host);
	expect(ring.failures).toBe(0);
});

it('counts a server that refuses a new session as one that failed', () => {
	const ring = ringOf('a');
	ring.next();
	ring.expired(true);
	expect(ring.next().delayMs).toBeGreaterThan(0);
});

it('pauses for long where credentials are rejected, twice as long each time, and starts afresh after a success', () => {
	const ring = ringOf('a,b', () => 0.5);
	const denial = () => {
		ring.next();
		ring.endedBy({kind: 'no-auth', message: 'no'});
		ring.failed();
		return ring.penaltyMs;
	};
	expect(Array.from({length: 5}, denial)).toEqual([4500, 9000, 18_000, 36_000, 54_000]);
	expect([ring.next().delayMs, ring.next().delayMs < 1001]).toEqual([54_000, true]);
	ring.succeeded();
	expect(denial()).toBe(4500);
});

it('tries servers that are offered after the named ones, and each of them once', () => {
	const ring = ringOf('a,b');
	const {hosts} = parseConnectString('b,c');
	ring.offer(hosts);
	const names = fail(ring, 6).map(({host}) => host.host);
	expect(names.slice(0, 3)).toEqual(['a', 'b', 'c']);
	expect(names.slice(3)).toEqual(names.slice(0, 3));
	ring.offer([]);
	expect(new Set(fail(ring, 4).map(({host}) => host.host))).toEqual(new Set(['a', 'b']));
});
