// The tab of elections and groups: its keys, and what is read for it.
import {describe, expect, it} from 'vitest';
import type {Event} from '../../source/store/events.ts';
import {groupsOf} from '../../source/store/groups.ts';
import {enter} from '../../source/ui/actions/enter.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {back} from '../../source/ui/actions/back.ts';
import {groups} from '../../source/ui/actions/actions.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {lists, startedAt, statOf, stats, type Scripted} from '../store/scripted.ts';
import {connected, dump, latch, opened, textOf} from './group-scenes.ts';

const press = (screen: Scripted, act: typeof enter | typeof groups | typeof back): void => {
	const state = screen.state();
	const event = act({state, layout: layoutFor(state), lines: 0} as Parameters<typeof enter>[0]);
	expect(event).toHaveProperty('type');
	screen.does(event as Event);
};

describe('its keys', () => {
	const paths = {[latch(1)]: connected, '/services/web/a': connected};

	it('2 goes through the kinds that there are, esc shows all again', () => {
		const screen = opened();
		screen.sample(2, dump(paths));
		const kinds = [groups, groups, groups].map(act => {
			press(screen, act);
			return screen.state().view.groupKind;
		});
		expect(kinds).toEqual(['election', 'registry', undefined]);
		press(screen, groups);
		expect(textOf(screen)).toContain('2 GROUPS 1');
		press(screen, back);
		expect(textOf(screen)).toContain('2 GROUPS 2');
	});

	it('enter goes to the leader, or to the group, in the tree', () => {
		const screen = opened();
		screen.sample(2, dump(paths));
		press(screen, enter);
		expect(screen.state().view.cursors.tree.at).toBe(latch(1));
		screen.does({type: 'tab-chosen', tab: 'groups'});
		screen.does({type: 'moved', table: 'groups', to: 'registry /services/web', top: 0});
		press(screen, enter);
		expect(screen.state().view.cursors.tree.at).toBe('/services/web');
	});

	it('a filter is about path, kind and recipe', () => {
		const screen = opened();
		screen.sample(2, dump(paths));
		for (const [text, count] of [
			['web', 1],
			['curator', 1],
			['regis', 1],
			['nothing', 0],
		] as const) {
			screen.does(
				{type: 'filter-opened', table: 'groups'},
				{type: 'filter-typed', text},
				{type: 'filter-kept'},
			);
			expect(groupsOf(screen.state())).toHaveLength(count);
		}

		expect(textOf(screen)).toContain('no election or group matches /nothing');
	});
});

describe('what is read', () => {
	it('is a few members of each row on screen, and of the selected one those that fit; names first, short data alone', () => {
		const screen = opened();
		const members = Array.from({length: 100}, (_, index) => `/services/s${index}/a`);
		const many = Array.from({length: 500}, (_, index) => `/crowd/m${index + 100}`);
		screen.sample(2, dump(Object.fromEntries([...many, ...members].map(path => [path, connected]))));
		const wanted = (): ReturnType<typeof interestsOf> =>
			interestsOf(screen.state(), layoutFor(screen.state()));
		const {once, contents} = wanted();
		expect(once).toContain('/crowd/m100');
		expect(once.length).toBeLessThanOrEqual(40 + 3 * 36);
		expect(contents).toEqual([]);
		screen.sample(
			3,
			stats('/crowd/m100', statOf({ephemeralOwner: connected, dataBytes: 12})),
			stats('/crowd/m101', statOf({ephemeralOwner: connected, dataBytes: 100_000})),
		);
		expect(wanted().contents).toEqual(['/crowd/m100']);
	});

	it('is a single znode that is called like a counter, and one on screen that was written while zktop looks', () => {
		const screen = opened();
		const wanted = (): readonly string[] => interestsOf(screen.state(), layoutFor(screen.state())).values;
		screen.sample(2, dump({}), lists('/', 'barrier', 'big-counter', 'config', 'counter', 'port'));
		expect(wanted()).toEqual([]);
		const mtime = startedAt + 1500;
		screen.sample(
			3,
			stats('/counter', statOf({dataBytes: 2})),
			stats('/big-counter', statOf({dataBytes: 5000})),
			stats('/barrier', statOf({dataBytes: 0})),
			stats('/config', statOf({dataBytes: 2, version: 7, mtime: startedAt - 60_000})),
			stats('/port', statOf({dataBytes: 4, version: 7, mtime})),
		);
		expect(wanted()).toEqual(['/counter', '/port']);
	});

	it('is nothing while another tab is shown', () => {
		const screen = opened();
		screen.sample(2, dump({'/services/web/a': connected}));
		screen.does({type: 'tab-chosen', tab: 'locks'});
		expect(interestsOf(screen.state(), layoutFor(screen.state()))).toMatchObject({once: [], contents: []});
	});
});

it('a look that finds twenty thousand ephemerals as they were changes nothing', () => {
	const screen = opened();
	const all = Object.fromEntries(
		Array.from({length: 20_000}, (_, index) => [`/services/s${index % 1000}/m${index}`, connected]),
	);
	screen.sample(2, dump(all));
	const before = screen.data().grouping.all;
	expect(before).toHaveLength(1000);
	screen.sample(3, dump(all));
	expect(screen.data().grouping.all).toBe(before);
});
