// Locks found by a scan of the tree, where no server tells of them.
// source/store/scan.ts, source/ui/prompt/scan.ts, source/ui/panes/scan.ts
import {describe, expect, it} from 'vitest';
import {unreadOwner} from '../../source/analyze/locks/contender.ts';
import type {Scanned} from '../../source/collect/jobs/scan.ts';
import {scanFor} from '../../source/ui/prompt/scan.ts';
import type {Event} from '../../source/store/events.ts';
import {everything, lists, startedAt, statOf, stats} from '../store/scripted.ts';
import {dump, interests, lock, nameOf, nodeOf, one, opened, press, textOf, three} from './lock-scenes.ts';
import {line, scanning, shut, tells} from './scan-scenes.ts';

describe('f where dump is off', () => {
	it('says the price first and asks nobody until enter', () => {
		const screen = shut();
		press(screen, 'f');
		const text = textOf(screen);
		expect(text).toContain('Scan for locks below /');
		expect(text).toMatch(/one read for each znode without a number, a few for those with one, at most \d+/);
		expect(interests(screen).jobs).toEqual([]);
		press(screen, 'enter');
		expect(interests(screen).jobs).toMatchObject([{kind: 'scan', under: ['/'], going: true}]);
		expect(textOf(screen)).toContain('the scan begins …');
	});

	it('shows locks as they are found, how far it has come, and who is known by name alone', () => {
		const screen = scanning();
		screen.sample(2, tells(screen, 'going', line(three, undefined, undefined)));
		const text = textOf(screen);
		expect(text).toContain('scanning: 10 znodes read, 90 known to come · 2 s · esc stops');
		expect(text).toMatch(/▌\/locks\/a +kazoo.* +127\.0\.0\.1:\d+/);
		expect(text).toMatch(/ 2 +· +in line · +.*/);
		expect(screen.state().live.inspection.locks[0]?.waiters.map(({session}) => session)).toEqual([
			unreadOwner,
			unreadOwner,
		]);
		expect([...screen.state().live.inspection.owners]).toEqual([three]);
	});

	it('reads and follows the locks that are on screen, and shows what was read of them since', () => {
		const screen = scanning();
		screen.sample(2, tells(screen, 'done', line(three, undefined)));
		expect(interests(screen).stats).toContain(lock);
		screen.sample(3, stats(lock, statOf({children: 2})));
		expect(interests(screen).open).toContain(lock);
		expect(interests(screen).once).toEqual(expect.arrayContaining([nodeOf(1), nodeOf(2)]));
		screen.sample(
			4,
			lists(lock, nameOf(2)),
			stats(nodeOf(2), statOf({ephemeralOwner: one, ctime: startedAt})),
		);
		const [found] = screen.state().live.inspection.locks;
		expect(found?.holders.map(({session}) => session)).toEqual([one]);
		expect(textOf(screen)).toMatch(/by a scan that ended at \d\d:\d\d:\d\dZ: 10 znodes read/);
	});

	it('keeps what is told again only in part: the line as it was', () => {
		const screen = scanning();
		screen.sample(2, tells(screen, 'going', line(three)));
		const {locks} = screen.state().live.inspection;
		screen.sample(3, tells(screen, 'going', undefined, 50));
		expect(screen.state().live.inspection.locks).toBe(locks);
		expect(textOf(screen)).toContain('scanning: 50 znodes read');
	});

	it('is stopped by esc, and goes on by the same key', () => {
		const screen = scanning();
		screen.sample(2, tells(screen, 'going', line(three)));
		press(screen, 'escape');
		expect(interests(screen).jobs).toMatchObject([{going: false}]);
		screen.sample(3, tells(screen, 'stopped', line(three)));
		expect(textOf(screen)).toContain('scan stopped: 10 znodes read, 90 known to come · f goes on');
		const {id} = screen.state().view.scan ?? {};
		press(screen, 'f');
		expect(interests(screen).jobs).toMatchObject([{id, going: true}]);
	});

	it('keeps what an earlier scan found until the next one is over', () => {
		const screen = scanning();
		screen.sample(2, tells(screen, 'done', line(three)));
		press(screen, 'f');
		press(screen, 'enter');
		const nothing: Scanned = {lines: [], ephemerals: [], passedOver: 0, unseen: 0};
		screen.sample(3, tells(screen, 'going', nothing));
		expect(screen.state().live.inspection.locks.map(({path}) => path)).toEqual([lock]);
		screen.sample(4, tells(screen, 'done', nothing));
		expect(screen.state().live.inspection.locks).toEqual([]);
		expect(textOf(screen)).toContain('no contender in what was scanned');
	});

	it('keeps what an earlier scan found where a narrower one does not look, and says so', () => {
		const screen = scanning();
		const other = {path: '/services/a', session: one};
		screen.sample(2, tells(screen, 'done', {...line(three), ephemerals: [other]}));
		expect(textOf(screen)).not.toContain('elsewhere');
		const nothing: Scanned = {lines: [], ephemerals: [], passedOver: 0, unseen: 0};
		for (const [at, path] of [
			[3, '/services'],
			[4, '/else'],
		] as const) {
			screen.does(scanFor(screen.state(), path) as Event);
			press(screen, 'enter');
			screen.sample(at, tells(screen, 'done', nothing, 1, [path]));
			expect(screen.state().live.inspection.locks.map(lock => lock.path)).toEqual([lock]);
			expect(screen.state().live.scan?.earlier?.ephemerals).toEqual([]);
			expect(textOf(screen).replaceAll(/\s+/g, ' ')).toContain('elsewhere as an earlier one found it');
		}

		screen.does(scanFor(screen.state(), '/locks') as Event);
		press(screen, 'enter');
		screen.sample(5, tells(screen, 'done', nothing, 1, ['/locks']));
		expect(screen.state().live.inspection.locks).toEqual([]);
		expect(screen.state().live.scan?.earlier).toBeUndefined();
	});

	it('sees no circle among those that are known by name alone', () => {
		const screen = scanning();
		const other = {...line(undefined, undefined), ephemerals: []};
		const two = {
			...other,
			lines: [
				...other.lines,
				{
					parent: '/locks/b',
					cversion: 0,
					members: [1, 2].map(index => ({path: `/locks/b/${nameOf(index)}`, session: undefined})),
				},
			],
		};
		screen.sample(2, tells(screen, 'done', two));
		expect(screen.state().live.inspection.locks).toHaveLength(2);
		expect(screen.state().live.inspection.deadlocks).toEqual([]);
	});

	it('finds groups, too', () => {
		const screen = scanning();
		screen.sample(
			2,
			tells(screen, 'going', {
				lines: [],
				ephemerals: [{path: '/services/orders/9f3c2a51-77b0-4f0e-9d1c-1f0b7a5522e1', session: one}],
				passedOver: 5000,
				unseen: 0,
			}),
		);
		press(screen, '2');
		const text = textOf(screen);
		expect(text).toContain('/services/orders');
		expect(text).toContain('5,000 numbered ones taken');
	});

	it('says how much may not be read, one of it and why', () => {
		const screen = scanning();
		const told = tells(screen, 'done', {...line(three), unseen: 3400});
		const failure = {kind: 'no-auth', message: 'not authorised as nobody', path: '/secret'} as const;
		screen.sample(2, {...told, progress: {...told.progress, failed: 12, failure}});
		expect(textOf(screen).replaceAll(/[\s│]+/g, ' ')).toContain(
			'12 not readable, 3,400 or more unseen, e.g. /secret: not authorised as nobody',
		);
	});

	it.each([
		[80, 24],
		[120, 36],
		[200, 50],
	])('fits at %i×%i', (columns, rows) => {
		const screen = scanning(columns, rows);
		screen.sample(2, tells(screen, 'going', line(three, undefined)));
		expect(
			textOf(screen)
				.split('\n')
				.every(row => row.length <= columns),
		).toBe(true);
	});
});

describe(':scan', () => {
	it('looks below the path that is given', () => {
		const screen = shut();
		expect(scanFor(screen.state(), '/apps')).toMatchObject({type: 'job-wished', wish: {under: ['/apps']}});
	});

	it('refuses what is no path', () => {
		expect(scanFor(shut().state(), 'apps')).toMatchObject({
			refused: expect.stringContaining('scan apps:') as string,
		});
	});

	it('refuses where dump tells of all locks', () => {
		const screen = opened();
		screen.sample(1, ...everything(), dump([1, three]));
		expect(scanFor(screen.state(), '')).toMatchObject({
			refused: 'nothing to scan for: dump tells of all locks; 1 shows them',
		} satisfies Partial<Event> | object);
	});
});
