// The sessions tab: clients by address, enter opens one's sessions, esc leads back; a filter looks among all sessions.
import {expect, it} from 'vitest';
import {back} from '../../source/ui/actions/back.ts';
import {enter} from '../../source/ui/actions/enter.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import type {Event} from '../../source/store/events.ts';
import {answers, everything, scripted, told, type Scripted} from '../store/scripted.ts';
import {textOf} from './texts.ts';

/** The recorded ensemble, with ten more clients of another address on zk3. */
const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns, rows}, {type: 'tab-chosen', tab: 'sessions'});
	const [first] = told('zk3', 'cons');
	const more = Array.from({length: 10}, (_, index) => ({
		...first,
		client: `10.0.0.9:${50_000 + index}`,
		session: first?.session && {...first.session, id: `0x3000000000000${10 + index}`},
	})) as ReturnType<typeof told<'cons'>>;
	for (const second of [1, 2, 3]) {
		screen.sample(
			second,
			...everything(['mntr', 'srvr', 'conf']),
			...(['zk1', 'zk2', 'zk4'] as const).map(server => answers(server, 'cons')),
			answers('zk3', 'cons', [...told('zk3', 'cons'), ...more]),
		);
	}

	return screen;
};

const press = (screen: Scripted, act: typeof enter): void => {
	const state = screen.state();
	const event = act({state, layout: layoutFor(state), lines: 0} as Parameters<typeof enter>[0]);
	screen.does(event as Event);
};

it('shows clients by address, with where they are, what they ask for and how near their limit is', () => {
	const text = textOf(opened());
	expect(text).toMatch(/CLIENT +CONN +REQ\/s +SHARE +BORN\/s +GONE\/s +SILENT +ROOM/);
	expect(text).toMatch(/▌10\.0\.0\.9 +10 +0 /);
	expect(text).toMatch(/─ 10\.0\.0\.9: 10 sessions/);
	expect(text).toMatch(/connected +to :zk3 ×10; all where they were born/);
	expect(text).toMatch(/limit +\d+ of \d+ connections on :zk3/);
});

it('fits at 80×24', () => {
	const text = textOf(opened(80, 24));
	expect(text).toMatch(/CLIENT +CONN +REQ\/s/);
	expect(text.split('\n').every(line => line.length <= 80)).toBe(true);
});

it('enter opens the sessions of a client, and esc leads back to it', () => {
	const screen = opened();
	press(screen, enter);
	expect(screen.state().view.client).toBe('10.0.0.9');
	expect(textOf(screen)).toMatch(/▌10\.0\.0\.9:50000 +:zk3/);
	expect(textOf(screen)).not.toMatch(/127\.0\.0\.1:\d+ +:zk1/);
	expect(textOf(screen)).toContain('sessions of 10.0.0.9');
	press(screen, back);
	expect(screen.state().view).toMatchObject({client: undefined, cursors: {sessions: {at: '10.0.0.9'}}});
	expect(textOf(screen)).toMatch(/▌10\.0\.0\.9 +10/);
});

it('a filter looks among the sessions of all clients', () => {
	const screen = opened();
	screen.does({type: 'filter-opened', table: 'sessions'}, {type: 'filter-typed', text: '127.0.0.1'});
	expect(textOf(screen)).toMatch(/127\.0\.0\.1:\d+ +:zk\d/);
});
