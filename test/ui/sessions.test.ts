// All sessions together, and the card of one: source/ui/panes/{sessions-overview,session-detail,clients}.ts
import {describe, expect, it} from 'vitest';
import {layoutFor} from '../../source/ui/screen.ts';
import type {Cons} from '../../source/zookeeper/words/cons.ts';
import type {Dump} from '../../source/zookeeper/words/dump.ts';
import {
	answers,
	everything,
	fails,
	names,
	scripted,
	startedAt,
	told,
	type Scripted,
} from '../store/scripted.ts';
import {textOf} from './texts.ts';

const flat = (screen: Scripted): string => textOf(screen).replaceAll(/[│\s]+/g, ' ');

const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does(
		{type: 'resized', columns, rows},
		{type: 'tab-chosen', tab: 'sessions'},
		{type: 'zoomed', pane: 'inspector'},
	);
	return screen;
};

/** So many more clients on zk2 whose sessions zk1 created. */
const movedTo2 = (count: number): Cons => {
	const [first] = told('zk2', 'cons');
	return [
		...told('zk2', 'cons'),
		...Array.from({length: count}, (_, index) => ({
			...(first as Cons[number]),
			client: `10.0.0.9:${50_000 + index}`,
			session: {
				...(first?.session as NonNullable<Cons[number]['session']>),
				id: `0x1000000000000${10 + index}`,
				establishedAt: startedAt - 1000 + index,
			},
		})),
	];
};

const looked = (screen: Scripted, cons: Cons): Scripted => {
	screen.sample(
		2,
		...everything(['mntr', 'srvr', 'conf', 'dump']),
		...(['zk1', 'zk3', 'zk4'] as const).map(server => answers(server, 'cons')),
		answers('zk2', 'cons', cons),
	);
	return screen;
};

describe('all sessions', () => {
	it('are told by where they were born, and when most of those who moved did', () => {
		const text = flat(looked(opened(), movedTo2(20)));
		expect(text).toMatch(
			/born 2\d of \d\d were born on :zk1, and 20 of these are elsewhere now: :zk2 ×20; most came at 18:58:19Z/,
		);
	});

	it('are said to be where they were born while none has moved', () => {
		expect(flat(looked(opened(), told('zk2', 'cons')))).toMatch(/born each is connected where it was born: /);
	});

	it('are told by what ends with them, in seconds, unless they are heard of', () => {
		const screen = opened();
		looked(screen, told('zk2', 'cons'));
		const leader = told('zk3', 'dump');
		const session = '0x300000ec8e50000';
		const dump: Dump = {
			...leader,
			// All of its timeout is over but four seconds; another session has just been heard of.
			sessions: new Map([
				[session, {expiresAt: undefined, expiresAfterFirstMs: 0, timeoutMs: 14_000, local: false}],
				[
					'0x100000ec87b0000',
					{expiresAt: undefined, expiresAfterFirstMs: 10_000, timeoutMs: 14_000, local: false},
				],
			]),
			ephemerals: new Map([
				[
					session,
					['/election/a-n_0000000001', '/locks/x/a3ef881b62f24199ab6f338332c840f6__lock__0000000001', '/me'],
				],
			]),
		};
		screen.sample(3, answers('zk3', 'dump', dump));
		expect(flat(screen)).toMatch(
			/ends in ≤ \d s 1 session: 1 leader, 1 lock holder, 3 ephemerals, unless they are heard of/,
		);
	});

	it('say what is about to end in a small pane, too, and only that', () => {
		const text = textOf(looked(opened(80, 18), told('zk2', 'cons')));
		expect(text).not.toContain('each is connected where it was born');
		expect(text.split('\n').every(line => line.length <= 80)).toBe(true);
	});
});

it('clients of a server that does not answer are not taken for connected', () => {
	const screen = looked(opened(), movedTo2(3));
	screen.sample(
		5,
		...names.map(name => (name === 'zk2' ? fails(name, 'srvr') : answers(name, 'srvr'))),
		fails('zk2', 'cons'),
	);
	const text = textOf(screen);
	expect(text).toMatch(/10\.0\.0\.9 +3\? /);
	screen.does({type: 'moved', table: 'sessions', to: '10.0.0.9', top: 0});
	expect(textOf(screen)).toMatch(/connected to :zk2\? ×3/);
});

it('the card of a session tells what it holds, waits for and watches, and when it ends', () => {
	const screen = looked(opened(), movedTo2(1));
	screen.sample(
		3,
		answers('zk3', 'dump', {
			...told('zk3', 'dump'),
			ephemerals: new Map([
				['0x100000000000010', ['/locks/x/a3ef881b62f24199ab6f338332c840f6__lock__0000000001']],
			]),
		}),
	);
	screen.does({type: 'client-opened', address: '10.0.0.9'});
	const text = flat(screen);
	expect(text).toContain('born on :zk1, timeout');
	expect(text).toContain('holds /locks/x ');
	expect(text).toContain('watches not asked; w leads to the price');
	screen.sample(
		4,
		...names.map(name =>
			answers(name, 'wchp', new Map(name === 'zk2' ? [['/a', ['0x100000000000010']]] : [])),
		),
	);
	expect(flat(screen)).toContain('watches 1 path as of 0 s ago: /a');
	expect(layoutFor(screen.state()).kind).toBe('single');
});
