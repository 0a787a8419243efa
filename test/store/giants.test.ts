// Giants: source/analyze/giant.ts, source/store/view.ts, source/ui/interests.ts
import {describe, expect, it} from 'vitest';
import {isGiant, listingBytesOf} from '../../source/analyze/giant.ts';
import {cursorPath, treeRowsOf} from '../../source/store/selectors.ts';
import type {Part} from '../../source/collect/sample.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {interestsOf, layoutFor} from '../../source/ui/interests.ts';
import {connects, lists, scripted, statOf, stats, type Scripted} from './scripted.ts';

const children = 400_118;

/** The cursor stands on a znode of 400,118 children. */
const beforeGiant = (): Scripted => {
	const screen = scripted();
	screen.sample(0, connects('zk1', '0x1'), lists('/', 'jobs'), stats('/jobs', statOf({children})));
	screen.does({type: 'moved', table: 'tree', to: '/jobs', top: 0});
	return screen;
};

const press = (screen: Scripted, key: string): void => {
	const state = screen.state();
	const event = eventFor(key, {
		state,
		layout: layoutFor(state),
		lines: 1,
		now: 0,
		nearest: () => undefined,
	});
	if (event !== undefined && !('refused' in event)) {
		screen.does(event);
	}
};

const asked = (screen: Scripted) => interestsOf(screen.state(), layoutFor(screen.state()));
const notes = (screen: Scripted): readonly string[] => {
	const rows = treeRowsOf(screen.state());
	return Array.from({length: rows.count}, (_, index) => rows.rowAt(index)).flatMap(row =>
		row?.kind === 'note' ? [row.text] : [],
	);
};

describe('a znode whose listing is longer than clients take', () => {
	it('is told by the number of its children', () => {
		expect(isGiant({children: 40_000})).toBe(false);
		expect(isGiant({children: 50_000})).toBe(true);
		expect(listingBytesOf({children: 10}, 100)).toBe(88 + 10 * 4 + 100);
	});

	it('is not listed before it was asked how much of it', () => {
		const screen = beforeGiant();
		press(screen, 'right');
		expect(screen.state().view.mode).toMatchObject({kind: 'giant', path: '/jobs'});
		expect(asked(screen).open).toEqual(['/']);
		press(screen, 'c');
		expect(screen.state().view.mode).toEqual({kind: 'home'});
		expect(asked(screen).open).toEqual(['/']);
	});

	it.each([
		['f', 'first'],
		['l', 'last'],
		['a', 'all'],
	] as ReadonlyArray<readonly [string, Part]>)('is listed as far as was said: %s', (key, part) => {
		const screen = beforeGiant();
		press(screen, 'right');
		press(screen, key);
		expect(screen.state().view.mode).toEqual({kind: 'home'});
		expect(asked(screen).open).toEqual(['/', '/jobs']);
		expect(asked(screen).parts).toEqual(new Map([['/jobs', part]]));
	});

	it('is not listed either where a finding leads to a child of it', () => {
		const screen = beforeGiant();
		screen.does({type: 'revealed', path: '/jobs/one'});
		expect(asked(screen).open).toEqual(['/']);
		expect(notes(screen)).toEqual(['400,118 children, about 9.2 MB to list: → asks how many']);
	});

	it('is looked at before it is listed where nothing is known of it', () => {
		const screen = scripted();
		screen.sample(0, connects('zk1', '0x1'), lists('/', 'jobs'));
		screen.does({type: 'revealed', path: '/jobs/one'});
		expect(asked(screen).open).toEqual(['/']);
		expect(asked(screen).stats).toContain('/jobs');
	});

	it('says how far its listing has come', () => {
		const screen = beforeGiant();
		screen.does({type: 'expanded', path: '/jobs', part: 'all'});
		screen.sample(1, {of: 'progress', path: '/jobs', receivedBytes: 2 ** 21, expectedBytes: 2 ** 23});
		expect(notes(screen)).toEqual(['… 2.0 MB of 8.0 MB; esc stops']);
	});

	it('says how many are not shown, and does not take them for gone', () => {
		const screen = beforeGiant();
		screen.does({type: 'expanded', path: '/jobs', part: 'first'});
		screen.sample(1, {
			of: 'children',
			path: '/jobs',
			answer: {kind: 'fresh', value: {names: ['a', 'b'], part: 'first', stat: statOf({children})}, at: 0},
		});
		expect(notes(screen)).toEqual(['… 400,116 more after these: ← then → lists others']);
		screen.sample(2, stats('/jobs/z', statOf()));
		screen.does({type: 'moved', table: 'tree', to: '/jobs/b', top: 0});
		press(screen, 'G');
		expect(cursorPath(screen.state())).toBe('/jobs/b');
		expect(screen.data().znodes.has('/jobs/z')).toBe(true);
	});
});
