// Locks opened by their path, and what is said where no server tells of all.
// source/ui/panes/no-locks.ts, source/ui/prompt/lock.ts, source/store/lock-reads.ts
import {describe, expect, it} from 'vitest';
import {lockAtPath} from '../../source/ui/prompt/lock.ts';
import type {Event} from '../../source/store/events.ts';
import {
	connects,
	everything,
	lists,
	names,
	refuses,
	startedAt,
	statOf,
	stats,
	type Scripted,
} from '../store/scripted.ts';
import {dump, interests, lock, nameOf, nodeOf, one, opened, textOf, three} from './lock-scenes.ts';

describe('where dump is off', () => {
	const shut = (columns = 120, rows = 36): Scripted => {
		const screen = opened(columns, rows);
		screen.sample(0, connects('zk3', '0x300000ec8e50001'));
		screen.sample(1, ...everything(), ...names.map(name => refuses(name, 'dump')));
		return screen;
	};

	it('says that it cannot look and how to open a lock, never that there is none', () => {
		const text = textOf(shut());
		expect(text).toMatch(
			/cannot look: dump is off \(dump is not in the whitelist\)\. f looks through the tree/,
		);
		expect(text).not.toContain('no lock');
	});

	it('reads the lock at the path that is given, and shows its card', () => {
		const screen = shut();
		screen.does(lockAtPath(screen.state(), lock) as Event);
		expect(textOf(screen)).toContain('/locks/a: is being read');
		expect(interests(screen).stats).toContain(lock);
		expect(interests(screen).open).not.toContain(lock);
		screen.sample(2, stats(lock, statOf({children: 2})));
		expect(interests(screen).open).toContain(lock);
		expect(textOf(screen)).toContain('/locks/a: its children are being read');
		screen.sample(3, lists(lock, nameOf(1), nameOf(2)));
		expect(interests(screen).once).toEqual([nodeOf(1), nodeOf(2)]);
		screen.sample(
			4,
			stats(nodeOf(1), statOf({ephemeralOwner: three, ctime: startedAt})),
			stats(nodeOf(2), statOf({ephemeralOwner: one, ctime: startedAt})),
		);
		const text = textOf(screen);
		expect(text).toMatch(/▌\/locks\/a +kazoo lock +127\.0\.0\.1:\d+/);
		expect(text).toMatch(/● +0x300000ec8e50000[^]* 2 +0x100000ec87b0000/);
		expect(text).toContain('cannot look everywhere: dump is off · f scans the tree · :lock /path opens one');
	});

	it('says what is with a path that is no lock', () => {
		const screen = shut();
		screen.does(lockAtPath(screen.state(), '/nothing') as Event);
		screen.sample(2, stats('/nothing', undefined));
		expect(textOf(screen)).toContain('/nothing: no such znode');
		screen.does(lockAtPath(screen.state(), '/giant') as Event);
		screen.sample(3, stats('/giant', statOf({children: 400_118})));
		expect(textOf(screen)).toContain('/giant: has 400,118 children, too many to read them unasked');
		expect(interests(screen).open).not.toContain('/giant');
		screen.does(lockAtPath(screen.state(), '/empty') as Event);
		screen.sample(4, stats('/empty', statOf()), lists('/empty'));
		expect(textOf(screen)).toContain('/empty: nobody holds it or waits for it');
	});

	it('fits at 80×24', () => {
		const screen = shut(80, 24);
		for (const show of [() => undefined, () => screen.does(lockAtPath(screen.state(), lock) as Event)]) {
			show();
			expect(
				textOf(screen)
					.split('\n')
					.every(line => line.length <= 80),
			).toBe(true);
		}
	});
});

describe(':lock', () => {
	it('takes a contender for the lock that it stands in', () => {
		expect(lockAtPath(opened().state(), nodeOf(3))).toEqual({type: 'lock-opened', path: lock});
		expect(lockAtPath(opened().state(), `${lock}/`)).toEqual({type: 'lock-opened', path: lock});
	});

	it.each(['', 'locks/a', '/', '//'])('refuses %j and shows how it is written', argument => {
		expect(lockAtPath(opened().state(), argument)).toMatchObject({
			refused: expect.stringContaining(':lock /') as string,
		});
	});

	it('leads to the lock where dump tells of all, and says where nobody stands there', () => {
		const screen = opened();
		screen.sample(1, ...everything(), dump([1, three], [2, one]));
		screen.does(lockAtPath(screen.state(), '/elsewhere') as Event);
		expect(textOf(screen)).toContain('/elsewhere: nobody holds it or waits for it: dump tells of no');
		screen.does(lockAtPath(screen.state(), lock) as Event);
		expect(textOf(screen)).toMatch(/▌\/locks\/a/);
		expect(screen.state().view.mode).toEqual({kind: 'zoomed', pane: 'inspector'});
		expect(interests(screen).open).not.toContain(lock);
	});
});
