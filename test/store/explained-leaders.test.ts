// source/analyze/explain/: who led, and which servers did not answer
import {describe, expect, it} from 'vitest';
import {tablesOf} from '../../source/store/explanation.ts';
import {explained, led, sentences, srvr} from './explained.ts';
import {answers, fails, names, scripted, told} from './scripted.ts';

describe('leadership', () => {
	it('is told as it was all the time where nothing happened', () => {
		const screen = scripted();
		for (let second = 0; second < 5; second++) {
			screen.sample(second, ...led('zk3', 1n));
		}

		expect(sentences(screen)).toContain('zk3 led all the time in epoch 1: no election.');
	});

	it('changes by an election: who, when, after how long without a leader', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(
			2,
			fails('zk3', 'srvr', 'refused'),
			fails('zk1', 'srvr', 'not-serving'),
			fails('zk2', 'srvr', 'not-serving'),
		);
		screen.sample(6, ...led('zk2', 2n).slice(0, 2));
		screen.sample(7, ...led('zk2', 2n).slice(0, 2));
		const texts = sentences(screen);
		expect(texts).toContain(
			'zk2 was elected in place of zk3 at 18:58:26Z, epoch 1 to 2, after 4 s in which nobody was seen to lead.',
		);
		expect(texts.some(text => /^zk3 answers no more since 18:58:2\dZ: refused\.$/.test(text))).toBe(true);
		expect(texts).toContain('zk1 did not answer for 4 s from 18:58:21Z on: electing.');
	});

	it('is not taken by an old leader that wakes up in its old epoch', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk2', 2n));
		screen.sample(1, ...led('zk2', 2n));
		screen.sample(2, ...led('zk2', 2n), srvr('zk3', 'leader', 1n, 99n));
		screen.sample(3, ...led('zk2', 2n));
		expect(explained(screen).leadership.elections).toEqual([]);
	});

	it('that changes again and again is told in one sentence, and one by one in a table', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		for (const [second, leader, epoch] of [
			[2, 'zk2', 2n],
			[4, 'zk3', 3n],
			[6, 'zk2', 4n],
		] as const) {
			screen.sample(second, ...led(leader, epoch));
		}

		expect(sentences(screen).filter(text => text.includes('was elected'))).toHaveLength(3);
		screen.sample(8, ...names.map(name => fails(name, 'srvr', 'not-serving')));
		screen.sample(10, ...led('zk3', 5n));
		expect(sentences(screen)[1]).toBe(
			'4 elections, epoch 1 to 5: zk2 and zk3 by turns, last zk3 at 18:58:30Z; nobody was seen to lead for 2 s in all.',
		);
		const table = tablesOf(explained(screen), server => server).find(({title}) =>
			title.startsWith('elections'),
		);
		expect(table?.rows[0]).toEqual(['18:58:30Z', 'zk3', 'zk2', '5', '2 s']);
		expect(table?.rows).toHaveLength(4);
	});

	it('has epochs in hex, as zxids have them, and marked where they could be taken for others', () => {
		const screen = scripted();
		for (const second of [0, 1, 2]) {
			screen.sample(second, ...led('zk3', 0x12n));
		}

		expect(sentences(screen)).toContain('zk3 led all the time in epoch 0x12: no election.');
	});

	it('is none of a standalone server, which nobody elects', () => {
		const screen = scripted();
		const alone = {...told('zk1', 'srvr'), mode: 'standalone', zxid: '0x3'} as const;
		screen.sample(0, answers('zk1', 'srvr', alone));
		screen.sample(1, answers('zk1', 'srvr', alone));
		screen.sample(2, answers('zk1', 'srvr', alone));
		expect(sentences(screen)[1]).toBe('zk1 is standalone: it serves alone, without elections.');
		screen.sample(3, fails('zk1', 'srvr', 'refused'));
		const texts = sentences(screen);
		expect(texts.some(text => /lead|elect/.test(text))).toBe(false);
		expect(texts).toContain('zk1 answers no more since 18:58:22Z: refused.');
		screen.sample(5, ...led('zk2', 1n));
		expect(explained(screen).leadership.elections).toEqual([]);
	});

	it('is told as lost while nobody leads', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, ...names.map(name => fails(name, 'srvr', 'not-serving')));
		expect(sentences(screen)).toContain('Nobody is seen to lead at 18:58:22Z.');
	});
});

describe('servers that do not answer', () => {
	it('are told with all their reasons, one after the other', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, fails('zk1', 'srvr', 'silent'));
		screen.sample(4, fails('zk1', 'srvr', 'silent'));
		screen.sample(5, fails('zk1', 'srvr', 'refused'));
		screen.sample(7, fails('zk1', 'srvr', 'not-serving'));
		expect(sentences(screen)).toContain(
			'zk1 answers no more since 18:58:21Z: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
		screen.sample(9, ...led('zk3', 1n));
		expect(sentences(screen)).toContain(
			'zk1 did not answer for 7 s from 18:58:21Z on: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
		expect(sentences(screen, 4000)).toContain(
			'zk1 answers again since 18:58:29Z, after 7 s: silent, from 18:58:25Z on refused, from 18:58:27Z on electing.',
		);
	});

	it('are told too where they have not answered since before the span', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		screen.sample(1, ...led('zk3', 1n));
		screen.sample(2, fails('zk1', 'srvr', 'silent'));
		for (let second = 3; second < 10; second++) {
			screen.sample(second, ...led('zk3', 1n).slice(1));
		}

		expect(sentences(screen, 3000)).toContain('zk1 answers no more since 18:58:21Z: silent.');
	});

	it('again and again are told in one sentence each, and one by one in a table', () => {
		const screen = scripted();
		screen.sample(0, ...led('zk3', 1n));
		for (let second = 1; second < 10; second += 2) {
			screen.sample(second, ...led('zk3', 1n));
			screen.sample(second + 1, fails('zk1', 'srvr', second === 1 ? 'refused' : 'not-serving'));
		}

		const told = sentences(screen).filter(text => text.startsWith('zk1'));
		expect(told).toEqual([
			'zk1 did not answer 5 times, for 4 s in all, now since 18:58:29Z: refused, electing.',
		]);
		const table = tablesOf(explained(screen), server => server).find(({title}) =>
			title.startsWith('servers that did not answer'),
		);
		expect(table?.rows.map(([, lasted, ...row]) => [lasted, ...row])).toEqual([
			['until now', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'electing'],
			['1 s', 'zk1', 'refused'],
		]);
	});
});
