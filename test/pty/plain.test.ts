// Terminals that have no colours or no Unicode: nothing is sent that they cannot show, and nothing is lost.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {keys, open, patient, press} from './story.ts';

/** All parameters of all SGR sequences that were sent. */
const attributesOf = (terminal: Terminal): ReadonlySet<string> =>
	new Set([...terminal.raw().matchAll(/\u001B\[([\d;]*)m/g)].flatMap(([, sgr = '']) => sgr.split(';')));

/** Visits every pane, a card, the help and a refusal. */
const lookAround = async (terminal: Terminal): Promise<void> => {
	await terminal.waitFor(/1 LOCKS 1/, patient);
	await terminal.waitFor(/zookeeper +2 /, patient);
	await press(terminal, '3', /3 SESSIONS/);
	await press(terminal, '5', /5 FINDINGS/);
	await press(terminal, keys.escape, /nothing to close/);
	await press(terminal, '?', /On the screen/);
	await press(terminal, keys.escape, /5 FINDINGS/);
	await press(terminal, keys.tab + keys.tab + keys.enter, /Describe/);
	await press(terminal, 'q', /5 FINDINGS/);
	await press(terminal, 'p', /PAUSED/);
	await press(terminal, keys.escape, /LIVE/);
};

describeWithKazoo('a terminal', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'acquire', id: 'orders', path: '/locks/orders', wait: true});
		await client.do({do: 'create', path: '/漢字 zoë', data: 'x'});
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	it('is sent colours when it has them', async () => {
		const terminal = open([ensemble.connectString]);
		await lookAround(terminal);
		expect([...attributesOf(terminal)]).toEqual(expect.arrayContaining(['32', '36', '90']));
	});

	it.each([
		['NO_COLOR is set', {NO_COLOR: '1'}, []],
		['TERM is dumb', {TERM: 'dumb'}, []],
		['the theme is mono', {}, ['--theme', 'mono']],
	])('is sent no colour when %s', async (_, env, flags) => {
		const terminal = open([ensemble.connectString, ...flags], {env});
		await lookAround(terminal);
		const plain = ['', '0', '1', '2', '7', '22', '27'];
		expect([...attributesOf(terminal)].filter(code => !plain.includes(code))).toEqual([]);
	});

	it.each([
		['its locale is C', {LANG: 'C'}, []],
		['its locale is POSIX, whatever LANG says', {LC_ALL: 'POSIX'}, []],
		['--ascii is given', {}, ['--ascii']],
	])('is sent nothing but ASCII when %s', async (_, env, flags) => {
		const terminal = open([ensemble.connectString, ...flags], {env});
		await lookAround(terminal);
		expect(terminal.raw()).not.toMatch(/[^\0-\u007F]/);
		// The name is as wide as it is, so that columns stay aligned.
		expect(terminal.screen().find(row => row.includes('zo?'))).toMatch(/^\| {5}\?{4} zo\? {12,} 0 .*\|$/);
	});
});
