// What is not recorded is said to be so, and never shown as of now: source/ui/panes/{lock-verdicts,watches,session-detail}.ts
import {describe, expect, it} from 'vitest';
import {ranksByWaiting} from '../../source/store/selectors.ts';
import {valueText} from '../../source/store/value.ts';
import {answers, everything, names, statOf, type Scripted} from '../store/scripted.ts';
import {dump, lock, nodeOf, one, opened, press, textOf, three} from './lock-scenes.ts';

/** Asked who watches before the moment that is gone back to, and after it. */
const inThePast = (): Scripted => {
	const screen = opened();
	for (const tick of [1, 2, 3, 4, 5, 6]) {
		screen.sample(tick, ...everything(), dump([1, three], [2, one]));
		screen.sample(tick, ...names.map(name => answers(name, 'wchp', new Map([[nodeOf(1), [one]]]))));
	}

	screen.does({type: 'watchers-asked', at: screen.data().clock.at});
	screen.does({type: 'travelled', tick: 3});
	return screen;
};

describe('a moment in the past', () => {
	it('says of a lock that watches and times of holding are not recorded', () => {
		const text = textOf(inThePast());
		expect(text).toContain(lock);
		expect(text).toContain('whom they watched is not recorded');
		expect(text).toContain('not recorded: how long it was held and waited for');
		expect(text).not.toContain('as of');
	});

	it('says in the watches that nobody knows who watched, and asks nobody', () => {
		const screen = inThePast();
		press(screen, '4');
		const text = textOf(screen);
		expect(text).toMatch(/who watched anything is not recorded/);
		expect(text).not.toContain('asked, no answer yet');
	});

	it('says so of a session, and its column is empty', () => {
		const screen = inThePast();
		screen.does({type: 'tab-chosen', tab: 'sessions'});
		press(screen, 'enter');
		const text = textOf(screen);
		expect(text).toContain('not recorded: who watched what');
		expect(text).toMatch(/WATCHES/);
		expect(text).not.toContain('watches as of');
	});

	it('ranks locks by trouble: how long was waited for them is not recorded', () => {
		const screen = inThePast();
		screen.does({type: 'locks-ranked'});
		expect(ranksByWaiting(screen.state())).toBe(false);
		screen.does({type: 'resumed'});
		expect(ranksByWaiting(screen.state())).toBe(true);
	});

	it('copies no value of another card that was open then', () => {
		const screen = opened();
		const data = Buffer.from('then');
		const reads = (path: string) =>
			({of: 'data', path, answer: {kind: 'fresh', value: {data, stat: statOf()}, at: 0}}) as const;
		screen.sample(1, ...everything());
		screen.does({type: 'card-opened', path: '/a'});
		screen.sample(2, ...everything(), reads('/a'));
		screen.sample(3, ...everything());
		screen.sample(4, ...everything());
		screen.does({type: 'closed'}, {type: 'card-opened', path: '/b'});
		screen.sample(5, ...everything(), reads('/b'));
		expect(valueText(screen.state())).toBe('then');
		screen.does({type: 'travelled', tick: 3});
		expect(textOf(screen)).toContain('not recorded then');
		expect(valueText(screen.state())).toBeUndefined();
	});
});
