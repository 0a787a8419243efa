// The watches tab: asked only on demand, its price first. source/ui/panes/watches.ts, source/ui/actions/watches.ts, source/store/watching.ts
import {describe, expect, it} from 'vitest';
import {eventFor} from '../../source/ui/keymap.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {
	answers,
	everything,
	fails,
	lists,
	names,
	refuses,
	scripted,
	startedAt,
	type Scripted,
} from '../store/scripted.ts';
import {textOf} from './texts.ts';

/** Presses a key at that second; gives what was refused. */
const press = (screen: Scripted, key: string, seconds = 3): string | undefined => {
	const state = screen.state();
	const now = startedAt + seconds * 1000;
	const event = eventFor(key, {state, layout: layoutFor(state), lines: 1, now, nearest: () => undefined});
	if (event === undefined || 'refused' in event) {
		return event?.refused ?? 'unbound';
	}

	screen.does(event);
	return undefined;
};

const effects = (screen: Scripted): readonly string[] => {
	const kinds = screen.state().effects.map(({kind}) => kind);
	screen.does({type: 'effects-drained'});
	return kinds;
};

const words = ['mntr', 'srvr', 'conf', 'cons', 'wchs'] as const;

const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns, rows});
	screen.sample(1, ...everything(words));
	screen.sample(2, ...everything(words));
	press(screen, '4');
	return screen;
};

/** zk1 watches /app in two places, its session is the recorded one. */
const session = '0x100000ec87b0000';
const told = new Map([
	['/app/config', [session, '0x2']],
	['/app', ['0x2']],
	['/other', [session]],
]);
const asked = (screen: Scripted): Scripted => {
	press(screen, 'w');
	screen.sample(
		4,
		answers('zk1', 'wchp', told),
		...names.slice(1).map(name => answers(name, 'wchp', new Map())),
	);
	return screen;
};

describe('the watches tab', () => {
	it('says what asking costs before anybody is asked', () => {
		const screen = opened();
		expect(textOf(screen)).toMatch(/Nobody was asked yet who watches anything/);
		expect(textOf(screen)).toMatch(/:zk1 +6 watches to list, about 4\d\d B \(wchs, 0 s ago\)/);
		expect(textOf(screen)).toContain('w asks these 4 servers, once');
		expect(effects(screen)).toEqual([]);
	});

	it('asks all servers once when w is pressed in it, and shows who watches what', () => {
		const screen = opened();
		press(screen, 'w');
		expect(effects(screen)).toEqual(['ask-watchers']);
		expect(textOf(screen)).toContain('asked; waiting for the answers');
		screen.sample(
			4,
			answers('zk1', 'wchp', told),
			...names.slice(1).map(name => answers(name, 'wchp', new Map())),
		);
		screen.sample(16, ...everything(['srvr']));
		const text = textOf(screen);
		expect(text).toContain('as of 12 s ago: 4 watches on 3 paths');
		expect(text).toContain('4 WATCHES 4');
		expect(text).toMatch(/▌\/app\/config +2 +127\.0\.0\.1, 0x2/);
		expect(text).toMatch(/─ \/app\/config: 2 watch it/);
		expect(text).toMatch(new RegExp(`${session} +127\\.0\\.0\\.1:\\d+ :zk1`));
		expect(text).toMatch(/0x2 +not in any list of clients/);
		expect(effects(screen)).toEqual([]);
	});

	it('leaves the watches of zktop itself out', () => {
		const screen = scripted();
		screen.does({type: 'resized', columns: 120, rows: 36}, {type: 'tab-chosen', tab: 'watches'});
		screen.sample(1, {
			of: 'session',
			state: {
				kind: 'connected',
				server: {name: 'zk1', host: 'zk1', port: 2181},
				session: '0x2',
				timeoutMs: 10_000,
				readOnly: false,
			},
			since: startedAt,
		});
		screen.sample(2, answers('zk1', 'wchp', told));
		expect(textOf(screen)).toContain('2 watches on 2 paths');
	});

	it('shows who watches a znode and what is below it, itself first; esc leads to all', () => {
		const screen = asked(opened());
		screen.sample(5, lists('/', 'app'));
		screen.does({type: 'revealed', path: '/app'});
		press(screen, 'w');
		expect(effects(screen)).toEqual(['ask-watchers']);
		expect(textOf(screen)).toMatch(/▌\/app +1 [^]*\/app\/config +2 /);
		expect(textOf(screen)).not.toContain('/other');
		press(screen, 'escape');
		expect(textOf(screen)).toContain('/other');
	});

	it('shows what a session watches', () => {
		const screen = asked(opened());
		screen.does(
			{type: 'tab-chosen', tab: 'sessions'},
			{type: 'filter-opened', table: 'sessions'},
			{type: 'filter-typed', text: session},
			{type: 'filter-kept'},
		);
		press(screen, 'w');
		const text = textOf(screen);
		expect(text).toMatch(/\/app\/config +2 [^]*\/other +1 /);
		expect(text).not.toMatch(/\/app +1 /);
		expect(text).toContain(`of ${session} · esc: all`);
	});

	it('names the setting where the word is shut, and says who failed', () => {
		const screen = opened();
		press(screen, 'w');
		const shut = {
			...refuses('zk1', 'wchp'),
			answer: {
				kind: 'unsupported',
				why: 'wchp is not in the whitelist of this server; zoo.cfg opens it: 4lw.commands.whitelist=srvr,wchp',
			},
		} as ReturnType<typeof refuses>;
		screen.sample(4, shut, fails('zk2', 'wchp'));
		const text = textOf(screen);
		expect(text).toMatch(/:zk1 +wchp is not in the whitelist of this server/);
		expect(text).toMatch(/zoo\.cfg: 4lw\.commands\.whitelist=srvr,wchp/);
		expect(text).toMatch(/:zk2 +silent, in words/);
	});

	it('does not ask from the past', () => {
		const screen = opened();
		screen.does({type: 'paused'});
		expect(press(screen, 'w')).toMatch(/stands still/);
		expect(effects(screen)).toEqual([]);
	});

	it.each([
		[80, 24],
		[120, 36],
		[200, 50],
	])('fits at %i×%i', (columns, rows) => {
		for (const screen of [opened(columns, rows), asked(opened(columns, rows))]) {
			expect(
				textOf(screen)
					.split('\n')
					.every(line => line.length <= columns),
			).toBe(true);
		}
	});
});
