// What is said of a lock: who is left over, who is woken by nobody, what became of it, what its holder says; and in which order locks stand.
// source/ui/panes/{locks,lock-verdicts,queue}.ts, source/ui/lock-interests.ts, source/store/contention.ts
import {describe, expect, it} from 'vitest';
import type {Watchers} from '../../source/zookeeper/words/wchp.ts';
import {
	answers,
	everything,
	lists,
	names,
	startedAt,
	statOf,
	stats,
	told,
	type Scripted,
} from '../store/scripted.ts';
import {dump, interests, lock, nameOf, nodeOf, one, opened, press, textOf, three} from './lock-scenes.ts';

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
		expect(text).toMatch(/ 2 +0x100000ec87b0000 .* behind ● ! no watch/);
		expect(text).toMatch(/woken +by nobody: 127\.0\.0\.1:\d+ has no watch on …_lock__0000000001/);
		expect(text).toMatch(/lost wake-up: 127\.0\.0\.1:\d+ waits and watches nobody/);
		expect(screen.data().judgement.findings.map(({rule}) => rule)).toContain('lost-wake-up');
		screen.sample(35, ...everything(), dump([2, one]));
		expect(textOf(screen)).not.toContain('no watch');
	});

	it('is not said of one that watches it', () => {
		const text = textOf(asked(new Map([[nodeOf(1), [one]]])));
		expect(text).toMatch(/ 2 +0x100000ec87b0000 .* behind ● ✓/);
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
		expect(text).toMatch(/▌\/locks\/a +kazoo lock +no session +left over +≤10 s +1/);
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
		if (number === 2) {
			expect(textOf(screen)).toContain('1 hold seen to end, the last one after 2 s');
		}
	}

	expect(textOf(screen).replaceAll(/[│\s]+/g, ' ')).toMatch(
		/so far [▁▂▃▄▅▆▇█]{3} 3 holds seen to end, the last 3 after 2\.3 s on average, 4 s at most; waited for 2\.3 s on average, 4 s at most; all in line together wait 60 s a minute/,
	);
});

describe('what a holder says of itself in its znode', () => {
	const reading = (data: string): Scripted => {
		const screen = opened();
		const bytes = new TextEncoder().encode(data);
		screen.sample(1, ...everything(), dump([1, three]));
		expect(interests(screen).contents).toEqual([]);
		screen.sample(2, stats(nodeOf(1), statOf({ephemeralOwner: three, dataBytes: bytes.length})));
		expect(interests(screen).contents).toEqual([nodeOf(1)]);
		screen.sample(3, {
			of: 'data',
			path: nodeOf(1),
			answer: {
				kind: 'fresh',
				value: {data: bytes, stat: statOf({ephemeralOwner: three, mtime: startedAt})},
				at: 0,
			},
		});
		return screen;
	};

	it('is told beside its address', () => {
		expect(textOf(reading('worker-7'))).toContain('says   worker-7, in the data of its znode');
	});

	it('is that somebody asked it to let go, where Curator’s revocation was written there', () => {
		const text = textOf(reading('__REVOKE__'));
		expect(text).toMatch(
			/asked +to let go: its data says __REVOKE__, as Curator’s Revoker writes, since 18:58:20Z/,
		);
		expect(text).not.toContain('says   __');
	});
});

describe('the order of locks', () => {
	const at = (path: string, number: number): string => nodeOf(number).replace('/a/', path);

	it('is by trouble, and with s by the time that is waited for them', () => {
		const screen = opened();
		const owned = (...paths: readonly string[]) =>
			answers('zk3', 'dump', {
				...told('zk3', 'dump'),
				ephemerals: new Map([
					[three, paths],
					[one, []],
				]),
			});
		// Three wait for /b for a second, one waits for /c all the time.
		const still = [at('/c/', 1), at('/c/', 2)];
		screen.sample(0, ...everything(), owned(...still));
		screen.sample(1, owned(...still, ...[1, 2, 3, 4].map(number => at('/b/', number))));
		for (const second of [2, 3, 4, 5, 6, 7, 8, 9, 10]) {
			screen.sample(second, owned(...still, at('/b/', 4)));
		}

		screen.sample(11, owned(...still, ...[4, 5, 6].map(number => at('/b/', number))));
		expect(textOf(screen)).toMatch(/\/locks\/b[^]*\/locks\/c/);
		press(screen, 's');
		expect(textOf(screen)).toMatch(/WAITED[^]*\/locks\/c .* 60 s[^]*\/locks\/b .* \d+ s/);
		expect(textOf(screen)).toContain('by time waited');
		press(screen, 's');
		expect(textOf(screen)).toMatch(/\/locks\/b[^]*\/locks\/c/);
	});
});
