// source/ui/panes/findings: what is wrong with its evidence, what was, acknowledging, and the way to where it is seen.
import {describe, expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';
import type {Store} from '../../source/store/store.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {played, sized} from './scenes.ts';
import {halfSilent, well, type Script} from './scripts.ts';
import {lineText} from './texts.ts';

const screen = (store: Store, columns = 120, rows = 36): string =>
	screenRows(sized(store, columns, rows))
		.map(line =>
			line
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		)
		.join('\n');

const press = (store: Store, ...keys: readonly string[]): void => {
	for (const key of keys) {
		const state = store.getState();
		const event = eventFor(key, {
			state,
			layout: layoutFor(state),
			lines: 1,
			now: state.live.clock.at,
			nearest,
		});
		if (event === undefined || 'refused' in event) {
			throw new Error(`${key}: ${event?.refused ?? 'does nothing'}`);
		}

		store.dispatch(event);
	}
};

const back: Script = (tick, at) => (tick < 6 ? halfSilent(tick, at) : well(tick, at));

describe('a finding', () => {
	it('shows its evidence with source and age, what to do, and how it could be wrong, on the whole screen', () => {
		const store = played(halfSilent, 6);
		press(store, '5', 'z');
		const text = screen(store);
		expect(text).toMatch(/SINCE +FOR +WHAT +WHERE +RULE/);
		expect(text).toMatch(/✗ {2}14:03:\d\dZ +\d s +takes connections, never answers.* zk3 +server-fails/);
		expect(text).toMatch(/EVIDENCE +NOW +FROM/);
		expect(text).toMatch(/voters in step +2 of 3 +srvr, mntr synced_followers/);
		expect(text).toMatch(/NEXT +1 on that machine: is the process stopped/);
		expect(text).toMatch(/WRONG\? +it may only be out of reach from here/);
	});

	it('stays for an hour as cleared, with how long it was', () => {
		const store = played(back, 9);
		press(store, '5');
		expect(screen(store)).toMatch(
			/cleared in the last hour: 1[^]*✓ {2}14:03:\d\dZ +\d s +zk3 takes connections/,
		);
	});

	it('is hidden once it is acknowledged, which the band says, and shown again by A or when it comes anew', () => {
		const store = played(halfSilent, 6);
		press(store, 'shift-tab', 'a', 'a');
		const acknowledged = screen(store);
		expect(acknowledged).toMatch(/✓ no trouble but what is acknowledged {2}2 acknowledged · \d+ rules/);
		expect(acknowledged).not.toContain('takes connections');
		press(store, '5', 'A');
		expect(screen(store)).toMatch(/a[ ≤]+[\d:]+Z +\d s\+? +zk3 takes connections/);
		press(store, 'a', 'A');
		expect(screen(store)).toMatch(/✗ +\d s +zk3 takes connections/);
	});

	it.each([
		[80, 24],
		[120, 36],
		[200, 50],
	])('is read whole at %i×%i: no sentence, source or step of it is cut', (columns, rows) => {
		const store = played(halfSilent, 6);
		store.dispatch({type: 'resized', columns, rows});
		press(store, '5', 'right');
		const {live} = store.getState();
		const [finding] = live.judgement.findings;
		const texts: string[] = [];
		// It is scrolled to its end.
		for (let page = 0; page < 8; page++) {
			texts.push(...screenRows(store.getState()).slice(2, -2).map(lineText));
			store.dispatch({type: 'scrolled', top: (page + 1) * (rows - 4)});
		}

		const read = texts
			.map(row => row.replaceAll('│', ' '))
			.join(' ')
			.replaceAll(/\s+/g, ' ');
		const next = finding?.next ?? [];
		expect(next).not.toEqual([]);
		for (const step of next) {
			expect(read).toContain(step);
		}

		for (const {rule} of live.judgement.blind) {
			expect(read).toContain(rule);
		}

		expect(read).not.toContain('… ');
	});

	it('that is read whole leads to where it is seen, and back', () => {
		const store = played(halfSilent, 6);
		press(store, '5', 'right');
		expect(screen(store)).toMatch(/─ server-fails on zk3 · 1 of \d/);
		press(store, 'escape');
		expect(store.getState().view.mode).toEqual({kind: 'home'});
		press(store, 'right', 'enter');
		expect(store.getState().view).toMatchObject({mode: {kind: 'home'}, focus: 'servers'});
	});

	it('that is read whole stays the one that it was opened for, and says when that is over', () => {
		const store = played(halfSilent, 6);
		const [, second] = store.getState().live.judgement.findings;
		press(store, '5');
		store.dispatch({type: 'finding-opened', finding: `${second?.rule ?? ''} ${second?.subject ?? ''}`});
		expect(screen(store)).toMatch(new RegExp(`─ ${second?.rule ?? '-'}.* · 2 of \\d`));
		press(store, 'escape');
		store.dispatch({type: 'finding-opened', finding: 'fsync-slow zk9:2181'});
		expect(screen(store)).toMatch(/─ Findings: this is over: what was wrong stands below/);
		expect(() => {
			press(store, 'enter');
		}).toThrow('no finding to go to');
	});

	it('leads to where it is seen', () => {
		const store = played(halfSilent, 6);
		press(store, '5', 'enter');
		expect(store.getState().view.focus).toBe('servers');
	});
});

it.each([
	[{kind: 'server', name: 'zk3:2181'}, {focus: 'servers'}],
	[{kind: 'znode', path: '/locks'}, {focus: 'tree'}],
	[
		{kind: 'lock', path: '/locks/orders'},
		{focus: 'inspector', tab: 'locks'},
	],
	[
		{kind: 'sessions', filter: '10.0.0.9'},
		{focus: 'inspector', tab: 'sessions'},
	],
	[{kind: 'sources'}, {mode: {kind: 'sources', top: 0, back: {kind: 'home'}}}],
] as const)('goes to %j', (place, view) => {
	const store = played(well, 4);
	store.dispatch({type: 'went-to', place});
	expect(store.getState().view).toMatchObject(view);
});

it.each([
	[80, 24],
	[120, 36],
	[200, 50],
])('says the worst finding and how it could be wrong at %i×%i', (columns, rows) => {
	const store = played(halfSilent, 6);
	press(store, '5', 'z');
	const text = screen(store, columns, rows);
	expect(text).toContain('takes connections, never answers');
	expect(text).toContain('WRONG?');
	expect(text.split('\n')).toHaveLength(rows);
});
