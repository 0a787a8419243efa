// Groups that a scan has found, and what is read of them since.
// source/ui/group-interests.ts, source/ui/lock-interests.ts, source/store/unfollowed.ts
import {expect, it} from 'vitest';
import type {Scanned} from '../../source/collect/jobs/scan.ts';
import type {Arrival} from '../../source/collect/sample.ts';
import {nothingScanned} from '../../source/store/scan.ts';
import {statOf, stats, type Scripted} from '../store/scripted.ts';
import {interests, nameOf, one, press, textOf, three} from './lock-scenes.ts';
import {scanning, tells} from './scan-scenes.ts';

/** A listing of a znode that had this cversion. */
const listsAt = (path: string, cversion: number, ...children: readonly string[]): Arrival => ({
	of: 'children',
	path,
	answer: {
		kind: 'fresh',
		value: {names: children, stat: statOf({children: children.length, cversion})},
		at: 0,
	},
});

const services = '/services/orders';
const member = (name: string) => `${services}/${name}`;
/** On the tab of groups, with these ephemerals. */
const grouped = (...ephemerals: Scanned['ephemerals']): Scripted => {
	const screen = scanning();
	screen.sample(2, tells(screen, 'done', {...nothingScanned, ephemerals}));
	press(screen, '2');
	return screen;
};

it('lists a registry that is on screen, reads who is new, and shows who has left no longer', () => {
	const screen = grouped(
		{path: member('a'), session: one, cversion: 2},
		{path: member('b'), session: one, cversion: 2},
	);
	expect(interests(screen).stats).toContain(services);
	screen.sample(3, stats(services, statOf({children: 2, cversion: 4})));
	expect(interests(screen).open).toContain(services);
	screen.sample(4, listsAt(services, 4, 'b', 'c'));
	expect(interests(screen).once).toContain(member('c'));
	expect(interests(screen).stats).toContain(member('b'));
	screen.sample(5, stats(member('c'), statOf({ephemeralOwner: three})));
	expect(textOf(screen)).toMatch(/▌\/services\/orders +registry .*b c +2│/);
});

it('shows that a name is another session’s by now', () => {
	const screen = grouped({path: member('a'), session: one, cversion: 2});
	screen.sample(3, stats(services, statOf({children: 1, cversion: 4})), listsAt(services, 4, 'a'));
	screen.sample(4, stats(member('a'), statOf({ephemeralOwner: three})));
	expect(screen.data().grouping.all).toMatchObject([{members: [{session: three}]}]);
	expect(interests(screen).stats).toContain(member('a'));
});

it('follows who leads where one znode makes an election', () => {
	const screen = grouped({path: '/controller', session: one, cversion: 2});
	expect(interests(screen).stats).toContain('/controller');
	screen.sample(3, stats('/controller', statOf({ephemeralOwner: three})));
	expect(screen.data().grouping.all).toMatchObject([{leaders: [{session: three}]}]);
});

it('follows the elections that are on screen, however many stand before them', () => {
	const screen = scanning();
	const paths = Array.from({length: 120}, (_, index) => `/election/${String(index).padStart(3, '0')}`);
	const lines = paths.map(parent => ({
		parent,
		cversion: 0,
		members: [{path: `${parent}/${nameOf(1)}`, session: one}],
	}));
	screen.sample(2, tells(screen, 'done', {...nothingScanned, lines}));
	press(screen, '2');
	press(screen, 'G');
	const last = paths.at(-1) ?? '';
	expect(textOf(screen)).toContain(`▌${last}`);
	expect(interests(screen).stats).toContain(last);
	screen.sample(3, stats(last, statOf({children: 1})));
	expect(interests(screen).open).toContain(last);
});

it('says of a giant that it is not followed', () => {
	const screen = grouped({path: member('a'), session: one, cversion: 2});
	screen.sample(3, stats(services, statOf({children: 400_000, cversion: 400_000})));
	expect(interests(screen).open).not.toContain(services);
	expect(textOf(screen)).toContain(
		'as the scan found it, not followed: 400,000 children now, too many to list them unasked',
	);
});
