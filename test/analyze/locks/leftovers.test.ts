// source/analyze/locks/leftovers.ts
import {expect, it} from 'vitest';
import {noOwner} from '../../../source/analyze/locks/contender.ts';
import {deadlocksIn} from '../../../source/analyze/locks/deadlock.ts';
import {leftoversAmong} from '../../../source/analyze/locks/leftovers.ts';
import {queuesIn} from '../../../source/analyze/locks/lock-queues.ts';
import {pulseOf} from '../../../source/analyze/liveness/pulse.ts';
import {unreadZnode, type Znode, type Znodes} from '../../../source/analyze/tree-rows.ts';
import {statOf} from '../../store/scripted.ts';

const lock = '/locks/a';
const nameOf = (number: number): string => `a3ef881b62f24199ab6f338332c840f6__lock__000000000${number}`;
const nodeOf = (number: number): string => `${lock}/${nameOf(number)}`;
const read = (ephemeralOwner?: string): Znode => ({...unreadZnode, stat: statOf({ephemeralOwner})});
const listed = (names: readonly string[]): Znode => ({...unreadZnode, names});

/** Contender 1 is persistent, 2 and 3 are ephemerals. */
const znodes: Znodes = new Map([
	[lock, listed([nameOf(1), nameOf(2), nameOf(3), 'notes', 'other-0000000001'])],
	[nodeOf(1), read()],
	[nodeOf(2), read('0x2')],
	[`${lock}/notes`, read()],
	[`${lock}/other-0000000001`, read()],
]);
const ephemerals = [
	{path: nodeOf(2), session: '0x2'},
	{path: nodeOf(3), session: '0x3'},
];

it('a persistent znode called like the contenders stands in line, and others do not', () => {
	expect(leftoversAmong(znodes, ephemerals)).toEqual([{path: nodeOf(1), session: noOwner}]);
});

it('who is first waits for it: nobody else holds', () => {
	const [queue] = queuesIn([...ephemerals, ...leftoversAmong(znodes, ephemerals)]);
	expect(queue?.holders).toMatchObject([{node: nodeOf(1), session: noOwner}]);
	expect(queue?.waiters.map(({node}) => node)).toEqual([nodeOf(2), nodeOf(3)]);
	expect(pulseOf(noOwner, {} as Parameters<typeof pulseOf>[1])).toEqual({kind: 'left over'});
});

it('is not guessed before its stat is read, nor where only a queue of unknown kind stands', () => {
	const unread = new Map([...znodes].filter(([path]) => path !== nodeOf(1)));
	expect(leftoversAmong(unread, ephemerals)).toEqual([]);
	const members = new Map([
		['/group', listed(['m0000000001', 'm0000000002'])],
		['/group/m0000000001', read()],
	]);
	expect(leftoversAmong(members, [{path: '/group/m0000000002', session: '0x2'}])).toEqual([]);
});

it('two of different locks are no circle, though nobody owns either', () => {
	const other = [...ephemerals, {path: nodeOf(1), session: noOwner}];
	const moved = other.map(({path, session}) => ({path: path.replace('/a/', '/b/'), session}));
	expect(deadlocksIn(queuesIn([...other, ...moved]), [], 0)).toEqual([]);
});
