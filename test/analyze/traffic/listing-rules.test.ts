// source/analyze/traffic/parents.ts and rules/listings.ts
import {describe, expect, it} from 'vitest';
import {createdIn, noParents, parentsAfter} from '../../../source/analyze/traffic/parents.ts';
import type {Arrival} from '../../../source/collect/sample.ts';
import {find} from '../judging.ts';
import {lists, statOf, stats} from '../../store/scripted.ts';
import {after, trafficWith} from './traffic-scenes.ts';

const seconds = (at: number, arrival: Arrival): Arrival =>
	({...arrival, answer: {...(arrival as {readonly answer: object}).answer, at: at * 1000}}) as Arrival;
const made = (children: number, created = children) =>
	statOf({children, cversion: (2 * created - children) | 0});
const read = (...arrivals: readonly Arrival[]) =>
	arrivals.reduce(
		(parents, arrival) => parentsAfter(parents, [arrival], (arrival as {answer: {at: number}}).answer.at),
		noParents,
	);
const judged = (...arrivals: readonly Arrival[]) => after(2, trafficWith({parents: read(...arrivals)}));
const tasks = (count: number) =>
	Array.from({length: count}, (_, index) => `task-${String(index).padStart(10, '0')}`);
/** A listing, with as many created as there are. */
const listed = (names: readonly string[], created = names.length): Arrival => {
	const arrival = lists('/jobs/pending', ...names) as Arrival & {of: 'children'};
	return {
		...arrival,
		answer: {kind: 'fresh', value: {names, stat: made(names.length, created)}, at: 0},
	};
};

describe('what is known of a parent', () => {
	it('is how many children it has, how fast they become more, and how many were ever made', () => {
		const path = '/jobs/pending';
		const parents = read(
			seconds(0, stats(path, made(400_000, 500_000))),
			seconds(5, stats(path, made(400_355, 500_500))),
		);
		expect(parents.get(path)).toMatchObject({
			children: 400_355,
			created: 500_500,
			childrenPerSecond: 71,
			createdPerSecond: 100,
		});
	});

	it('counts creations through the wrap of cversion', () => {
		expect(createdIn(made(3, 2 ** 30 + 5))).toBe(2 ** 30 + 5);
		expect(createdIn(made(3, 2 ** 31 - 2))).toBe(2 ** 31 - 2);
		expect(createdIn({cversion: -2, children: 2})).toBe(0);
	});

	it('is forgotten when it is gone, empty, or was not looked at for long', () => {
		const big = seconds(0, stats('/a', made(5000)));
		expect(read(big, seconds(1, stats('/a', undefined))).size).toBe(0);
		expect(read(big, seconds(1, stats('/a', made(0)))).size).toBe(0);
		expect(parentsAfter(read(big), [], 300_000).size).toBe(0);
		const kept = read(big);
		expect(parentsAfter(kept, [], 1000)).toBe(kept);
	});
});

describe('listing-size', () => {
	it('tells what a listing takes, by its names, and that clients cannot read it', () => {
		const finding = find(judged(listed(tasks(60_000))), 'listing-size');
		expect(finding).toMatchObject({
			severity: 'warn',
			subject: '/jobs/pending',
			text: '60,000 children: 1.1 MB to list, clients stop at 1.0 MB by default',
			place: {kind: 'znode', path: '/jobs/pending'},
		});
	});

	it('tells the least that it takes where the names are not read, and its growth', () => {
		const path = '/jobs/pending';
		expect(
			find(
				judged(seconds(0, stats(path, made(399_763))), seconds(5, stats(path, made(400_118)))),
				'listing-size',
			)?.text,
		).toBe('400,118 children, +71/s: ≥ 2.6 MB to list, clients stop at 1.0 MB by default');
	});

	it('tells before it is too long, and when it will be', () => {
		const first = listed(tasks(40_000));
		const later = seconds(10, stats('/jobs/pending', made(40_100)));
		expect(find(judged(first, later), 'listing-size')).toMatchObject({
			severity: 'info',
			text: '40,100 children, +10/s: 744 KB to list of the 1.0 MB at which clients stop by default, which is in 25 m',
		});
	});

	it('is none of what is far from it', () => {
		expect(find(judged(listed(tasks(9000))), 'listing-size')).toBeUndefined();
	});

	it('is blind without a session that reads the tree', () => {
		expect(after(1, trafficWith({})).blind).toContainEqual({
			rule: 'listing-size',
			why: 'needs the tree, and there is no session that reads it',
		});
	});
});

describe('sequence-overflow', () => {
	const path = '/locks/orders';
	const near = 2 ** 31 - 1 - 1_000_000;

	it('tells how many numbers are left, and for how long, however few children there are', () => {
		const finding = find(
			judged(seconds(0, stats(path, made(3, near - 500))), seconds(5, stats(path, made(3, near)))),
			'sequence-overflow',
		);
		expect(finding).toMatchObject({severity: 'bad', subject: path});
		expect(finding?.text).toBe(
			'1.0M sequence numbers are left of 2,147,483,647, 2 h at the pace of now; then names go on below zero',
		);
	});

	it('says so when they have overflowed', () => {
		const wrapped = ['lock-0000000001', ...tasks(1000), 'lock--2147483648', 'lock--2147483647'];
		expect(find(judged(listed(wrapped)), 'sequence-overflow')?.text).toContain('have overflowed');
	});

	it('is none of parents whose children have no number, or which have most of theirs', () => {
		const plain = Array.from({length: 1200}, (_, index) => `host-${index}`);
		expect(find(judged(listed(plain, near)), 'sequence-overflow')).toBeUndefined();
		expect(find(judged(stats(path, made(5000, 2 ** 30))), 'sequence-overflow')).toBeUndefined();
	});
});
