// The metrics and their chart on a real ensemble that is written to.
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {startWrittenEnsemble, type WrittenEnsemble} from '../helpers/written-ensemble.ts';
import {keys, label, open, patient, press} from './story.ts';

/** The row of a metric in the list: its name stands behind the border, and the cursor. */
const rowOf = (rows: readonly string[], name: string): string =>
	rows.find(row => new RegExp(String.raw`^\S[▌> ] ${name} `).test(row)) ?? '';

describeWithZooKeeper('the metrics of an ensemble that is written to', () => {
	let written: WrittenEnsemble;
	let ensemble: Ensemble;
	beforeAll(async () => {
		written = await startWrittenEnsemble();
		({ensemble} = written);
	});
	afterAll(async () => {
		await written.stop();
	});

	/** zktop with the metrics open, once the server of the writer has figures in the chart. */
	const openMetrics = async (
		options: Parameters<typeof open>[1] = {},
		flags: readonly string[] = [],
	): Promise<Terminal> => {
		const terminal = open([ensemble.connectString, ...flags], options);
		await terminal.waitFor(/LEADER/, patient);
		terminal.press(`${keys.tab}z`);
		await terminal.waitFor(/─ requestsPerSecond {2}all servers {2}10m, \d+ s so far/, patient);
		await terminal.waitFor(rows => /[1-9]\S*\/s/.test(rowOf(rows, 'requestsPerSecond')), patient);
		return terminal;
	};

	it.each([
		[80, 24],
		[120, 36],
		[200, 50],
	])('are servers, a chart and a list at %i×%i', async (columns, rows) => {
		const terminal = await openMetrics({columns, rows});
		await terminal.waitFor(/[╭╮╰╯]/, patient);
		const text = terminal.text();
		// The axis has its unit, the time axis its times, and each line the name of its server.
		expect(text).toMatch(/│ +[\d.k]+\/s ┤/);
		expect(text).toMatch(/└\d\d:\d\d:\d\dZ/);
		for (const server of ensemble.servers) {
			await terminal.waitFor(new RegExp(` ${label(server)} *│$`, 'm'), patient);
		}

		expect(text).toMatch(/METRIC .*MIN 10m +MAX/);
		expect(text).toMatch(/└─ packets received, without zktop’s own: of the last interval ─/);
	});

	it('are found by name, and what runs since the start says so', async () => {
		const terminal = await openMetrics();
		terminal.press('/fsynctime');
		await terminal.waitFor(rows => rowOf(rows, 'avg_fsynctime').includes('since start'), patient);
		terminal.press(keys.enter);
		await terminal.waitFor(/─ Metrics \/fsynctime ─/, patient);
		await terminal.waitFor(/─ fsynctime {2}all servers/, patient);
		await press(terminal, 'j', /─ avg_fsynctime {2}all servers.*since start, not of now/);
		await press(terminal, keys.escape, /1?\d\d? of [45]\d\d ─┘/);
	});

	it('are drawn for one server, over another time and on another scale', async () => {
		const terminal = await openMetrics();
		const [first] = ensemble.servers;
		await press(terminal, 'T', /all servers {2}1m/);
		await press(
			terminal,
			keys.enter,
			new RegExp(`requestsPerSecond {2}${first === undefined ? '' : label(first)} {2}1m`),
		);
		await press(terminal, 'L', /1m.* {2}log ─/);
		await press(terminal, 'ttt', /24h, .* so far {2}log ─/);
		await press(terminal, 't', /no more than a day is kept/);
	});

	it('lead back in time by the cursor of the chart, all panes with it, and to now again', async () => {
		const terminal = await openMetrics();
		await terminal.waitFor(/10m, (?:[5-9]|\d\d) s so far/, patient);
		await press(terminal, keys.left, / PAST \d\d:\d\d:\d\dZ, \d+ s ago/);
		await terminal.waitFor(/┊/, patient);
		await terminal.waitFor(/─ \d\d:\d\d:\d\dZ {2}:\d+ \S+ {2}:\d+ \S+ {2}:\d+ \S+ ─┤/, patient);
		await press(terminal, 'z', /─ Tree \//);
		expect(terminal.text()).toContain(' PAST ');
		await press(terminal, 'z', /─ Metrics ─/);
		await press(terminal, keys.right, / LIVE /);
	});

	it('are opened from anywhere by their name', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/LEADER/, patient);
		terminal.press(':metrics commit_count\r');
		await terminal.waitFor(/─ commit_count {2}all servers/, patient);
		await terminal.waitFor(rows => /[1-9]\S*\/s/.test(rowOf(rows, 'commit_count')), patient);
		await terminal.waitFor(/└─ proposals committed: of the last interval/, patient);
	});

	it('are drawn with ASCII alone where that is asked for', async () => {
		const terminal = open([ensemble.connectString, '--ascii'], {columns: 80, rows: 24});
		await terminal.waitFor(/LEADER/, patient);
		terminal.press(`${keys.tab}z`);
		await terminal.waitFor(/- requestsPerSecond {2}all servers/, patient);
		await terminal.waitFor(/[|] +[\d.k]+\/s [+]/, patient);
		expect(terminal.text()).toMatch(/^[\n -~]*$/);
	});
});
