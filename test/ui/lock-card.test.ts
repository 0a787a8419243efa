// What is said of a lock: who is left over, who is woken by nobody, what became of it; and locks opened by their path.
// source/ui/panes/{locks,lock-verdicts,no-locks,queue}.ts, source/ui/lock-interests.ts, source/ui/prompt/lock.ts
import {describe, expect, it} from 'vitest';
import {interestsOf, layoutFor} from '../../source/ui/interests.ts';
import {lockAtPath} from '../../source/ui/prompt/lock.ts';
import {screenRows} from '../../source/ui/screen.ts';
import type {Event} from '../../source/store/events.ts';
import type {Watchers} from '../../source/zookeeper/words/wchp.ts';
import {
	answers,
	connects,
	everything,
	lists,
	names,
	refuses,
	scripted,
	startedAt,
	statOf,
	stats,
	told,
	type Scripted,
} from '../store/scripted.ts';

const lock = '/locks/a';
const nameOf = (number: number): string => `a3ef881b62f24199ab6f338332c840f6__lock__000000000${number}`;
const nodeOf = (number: number): string => `${lock}/${nameOf(number)}`;
/** Sessions of the recorded ensemble, on zk1 and zk3. */
const [one, three] = ['0x100000ec87b0000', '0x300000ec8e50000'];

const textOf = ({state}: Scripted): string =>
	screenRows(state())
		.map(line => line.map(({text}) => text).join(''))
		.join('\n');

const dump = (...owners: ReadonlyArray<readonly [number, string]>) =>
	answers('zk3', 'dump', {
		...told('zk3', 'dump'),
		ephemerals: new Map(
			[...Map.groupBy(owners, ([, session]) => session)].map(([session, all]) => [
				session,
				all.map(([number]) => nodeOf(number)),
			]),
		),
	});

const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does(
		{type: 'resized', columns, rows},
		{type: 'tab-chosen', tab: 'locks'},
		{type: 'zoomed', pane: 'inspector'},
	);
	return screen;
};

const interests = ({state}: Scripted) => interestsOf(state(), layoutFor(state()));

describe('a waiter that does not watch whom it waits for', () => {
	const asked = (watchers: Watchers): Scripted => {
		const screen = opened();
		screen.sample(1, ...everything(), dump([1, three], [2, one]));
		screen.sample(30, ...everything(), dump([1, three], [2, one]));
		screen.sample(31, ...names.map(name => answers(name, 'wchp', name === 'zk1' ? watchers : new Map())));
		screen.sample(33, ...everything(), dump([1, three], [2, one]));
		return screen;
	};

	it('is said to be woken by nobody, on the card and as a finding', () => {
		const screen = asked(new Map());
		const text = textOf(screen);
		expect(text).toMatch(/ 2 +0x100000ec87b0000 .* for ● ! no watch/);
		expect(text).toMatch(/woken +by nobody: 127\.0\.0\.1:\d+ has no watch on …_lock__0000000001/);
		expect(text).toMatch(/lost wake-up: 127\.0\.0\.1:\d+ waits and watches nobody/);
		expect(screen.data().judgement.findings.map(({rule}) => rule)).toContain('lost-wake-up');
		screen.sample(35, ...everything(), dump([2, one]));
		expect(textOf(screen)).not.toContain('no watch');
	});

	it('is not said of one that watches it', () => {
		const text = textOf(asked(new Map([[nodeOf(1), [one]]])));
		expect(text).toMatch(/ 2 +0x100000ec87b0000 .* for ● ✓/);
		expect(text).toContain('1 of 1 watch whom they wait for, as of 2 s ago');
		expect(text).not.toContain('woken');
	});

	it('is not asked after by itself', () => {
		const screen = opened();
		screen.sample(1, ...everything(), dump([1, three], [2, one]));
		expect(textOf(screen)).toContain('do they watch whom they wait for? not asked; w leads to the price');
		expect(screen.data().judgement.blind.find(({rule}) => rule === 'lost-wake-up')?.why).toMatch(/wchp/);
	});
});

describe('a contender that no session owns', () => {
	it('is found where more is below a lock than contenders, and holds it for good', () => {
		const screen = opened();
		const parent = statOf({children: 2, cversion: 2});
		for (const second of [1, 4, 8]) {
			screen.sample(second, ...everything(), dump([2, one]), stats(lock, parent));
		}

		expect(interests(screen).open).toContain(lock);
		screen.sample(9, lists(lock, nameOf(1), nameOf(2)));
		expect(interests(screen).once).toContain(nodeOf(1));
		screen.sample(10, stats(nodeOf(1), statOf()), dump([2, one]));
		const text = textOf(screen);
		expect(text).toMatch(/▌\/locks\/a +kazoo +no session +left over +≤10 s +1/);
		expect(text).toMatch(/left +…_lock__0000000001 is no ephemeral, made .*: no session owns it/);
		expect(text).toContain(`delete ${nodeOf(1)}`);
		expect(screen.data().judgement.findings.map(({rule}) => rule)).toContain('holder-left-over');
	});

	it('is not looked for while a lock is on the move', () => {
		const screen = opened();
		screen.sample(1, ...everything(), dump([2, one]), stats(lock, statOf({children: 2, cversion: 2})));
		expect(interests(screen).open).not.toContain(lock);
	});
});

it('what became of a lock in this run is told with how long it was held', () => {
	const screen = opened();
	screen.sample(0, ...everything(), dump());
	for (const [second, number] of [
		[1, 1],
		[3, 2],
		[7, 3],
		[8, 4],
	] as const) {
		screen.sample(second, dump([number, one], [number + 1, three]));
	}

	expect(textOf(screen).replaceAll(/[│\s]+/g, ' ')).toMatch(
		/so far [▁▂▃▄▅▆▇█]{3} 3 holds seen to end, the last 3 after 2\.3 s on average, 4 s at most; waited for 2\.3 s on average, 4 s at most; all in line together wait 60 s a minute/,
	);
});

describe('where dump is off', () => {
	const shut = (columns = 120, rows = 36): Scripted => {
		const screen = opened(columns, rows);
		screen.sample(0, connects('zk3', '0x300000ec8e50001'));
		screen.sample(1, ...everything(), ...names.map(name => refuses(name, 'dump')));
		return screen;
	};

	it('says that it cannot look and how to open a lock, never that there is none', () => {
		const text = textOf(shut());
		expect(text).toMatch(/cannot look: dump is off \(dump is not in the whitelist\)\. :lock \/path opens/);
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
		expect(text).toMatch(/▌\/locks\/a +kazoo +127\.0\.0\.1:\d+/);
		expect(text).toMatch(/● +0x300000ec8e50000[^]* 2 +0x100000ec87b0000/);
		expect(text).toContain('cannot look everywhere: dump is off · :lock /path opens one');
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
