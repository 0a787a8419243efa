// Long work on the screen: source/store/jobs.ts, source/ui/actions/jobs.ts, source/ui/panes/job.ts
import {describe, expect, it} from 'vitest';
import type {JobArrival} from '../../source/collect/jobs/job.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {interestsOf, layoutFor} from '../../source/ui/interests.ts';
import {screenRows} from '../../source/ui/screen.ts';
import {connects, lists, scripted, statOf, stats, type Scripted} from '../store/scripted.ts';

const opened = (): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns: 120, rows: 36});
	screen.sample(0, connects('zk1', '0x1'), lists('/', 'jobs'), stats('/jobs', statOf({children: 61_204})));
	screen.does({type: 'moved', table: 'tree', to: '/jobs', top: 0});
	return screen;
};

/** Presses keys; gives what was refused. */
const press = (screen: Scripted, ...keys: readonly string[]): readonly string[] =>
	keys.flatMap(key => {
		const state = screen.state();
		const event = eventFor(key, {
			state,
			layout: layoutFor(state),
			lines: 1,
			now: 0,
			nearest: () => undefined,
		});
		if (event === undefined || 'refused' in event) {
			return [event?.refused ?? 'unbound'];
		}

		screen.does(event);
		return [];
	});

const wishes = (screen: Scripted) => interestsOf(screen.state(), layoutFor(screen.state())).jobs;
const text = (screen: Scripted): string =>
	screenRows(screen.state())
		.map(line => line.map(span => span.text).join(''))
		.join('\n');

const counted = (at: string, state: JobArrival['state']): JobArrival => ({
	of: 'job',
	id: 'usage /jobs',
	state,
	progress: {read: 1200, vanished: 2, left: 300, failed: 0, failure: undefined, tookMs: 3000},
	brought: {
		kind: 'usage',
		at,
		usage: {
			path: at,
			name: 'jobs',
			znodes: 1200,
			bytes: 4000,
			below: [
				{path: `${at}/done`, name: 'done', znodes: 900, bytes: 3000},
				{path: `${at}/open`, name: 'open', znodes: 200, bytes: 900},
			],
			leaves: {znodes: 99, bytes: 100},
		},
	},
});

describe('usage', () => {
	it('says its price first: nothing is read before enter', () => {
		const screen = opened();
		press(screen, 'u');
		expect(text(screen)).toContain('61,204 children and what is below them: one read for each znode');
		expect(wishes(screen)).toMatchObject([{kind: 'usage', path: '/jobs', going: false}]);
		press(screen, 'enter');
		expect(wishes(screen)).toMatchObject([{kind: 'usage', path: '/jobs', going: true}]);
	});

	it('shows how far it has come, biggest first, and goes down and up again', () => {
		const screen = opened();
		press(screen, 'u', 'enter');
		screen.sample(1, counted('/jobs', 'going'));
		expect(text(screen)).toMatch(
			/1,200 znodes read, 300 known to come · 2 vanished meanwhile · 3 s · esc stops/,
		);
		expect(text(screen)).toMatch(/done +900 +2\.9 KB +75 %[^]*open +200[^]*children without children +99/);
		press(screen, 'enter');
		expect(wishes(screen)).toMatchObject([{path: '/jobs', at: '/jobs/done', going: true}]);
		expect(press(screen, 'left')).toEqual([]);
		expect(wishes(screen)).toMatchObject([{at: '/jobs'}]);
		expect(press(screen, 'left')).toEqual(['this is where it began; esc closes']);
	});

	it('stops with esc, goes on with enter, and is forgotten when it is closed', () => {
		const screen = opened();
		press(screen, 'u', 'enter');
		screen.sample(1, counted('/jobs', 'going'));
		press(screen, 'escape');
		expect(wishes(screen)).toMatchObject([{going: false}]);
		screen.sample(2, counted('/jobs', 'stopped'));
		expect(text(screen)).toContain('stopped; enter goes on');
		press(screen, 'enter');
		expect(wishes(screen)).toMatchObject([{going: true}]);
		press(screen, 'escape', 'escape');
		expect(wishes(screen)).toEqual([]);
		expect(screen.state().view.mode).toEqual({kind: 'home'});
	});

	it('goes on behind the help', () => {
		const screen = opened();
		press(screen, 'u', 'enter', '?');
		expect(wishes(screen)).toMatchObject([{going: true}]);
	});

	it('shows a row in the tree', () => {
		const screen = opened();
		press(screen, 'u', 'enter');
		screen.sample(1, counted('/jobs', 'done'));
		press(screen, 'down', 't');
		expect(screen.state().view.cursors.tree.at).toBe('/jobs/open');
		expect(screen.state().view.mode).toEqual({kind: 'home'});
	});
});

describe('find', () => {
	it('begins at once, streams what it finds, and enter goes there', () => {
		const screen = opened();
		press(screen, ':', ...Array.from('find lock* /jobs'), 'enter');
		const [wish] = wishes(screen);
		expect(wish).toMatchObject({kind: 'find', pattern: 'lock*', under: '/jobs', going: true});
		const found = [{path: '/jobs/a/lock-1', stat: statOf()}];
		screen.sample(1, {
			...counted('/jobs', 'going'),
			id: wish?.id ?? '',
			brought: {kind: 'find', found, count: 1},
		});
		expect(text(screen)).toContain('1 found');
		press(screen, 'enter');
		expect(screen.state().view.cursors.tree.at).toBe('/jobs/a/lock-1');
	});
});
