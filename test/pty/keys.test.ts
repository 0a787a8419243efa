// Keys as a user types them: one by one, fast, pasted; each does something or says why not.
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {clockShown, keys, open, patient, press} from './story.ts';

const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;

/** The titles that stand out: those of the pane that has the keys. */
const focused = (terminal: Terminal): string => {
	const rows = terminal.screen();
	return rows
		.flatMap((row, y) => Array.from(row, (_, x) => terminal.cell(y, x)))
		.filter(({inverse}) => inverse)
		.map(({chars}) => chars)
		.join('');
};

describeWithKazoo('by keys', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'create', path: '/orders', data: '{"name":"orders","port":8080,"tags":["a","b"]}'});
		await client.do({do: 'create', path: '/border', data: 'plain'});
		await client.do({
			do: 'create',
			path: '/zebra',
			data: Uint8Array.from({length: 600}, (_, index) => index % 256),
		});
		await client.do({do: 'acquire', id: 'reports', path: '/locks/reports', wait: true});
		await client.do({do: 'acquire', id: 'bills', path: '/locks/bills', wait: true});
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	const openReady = async (options: Parameters<typeof open>[1] = {}): Promise<Terminal> => {
		const terminal = open([ensemble.connectString], options);
		await terminal.waitFor(/zebra +0 /, patient);
		await terminal.waitFor(/1 LOCKS 2/, patient);
		return terminal;
	};

	it('a filter typed in one go leaves what matches, and esc leads back step by step', async () => {
		const terminal = await openReady();
		await press(terminal, `/ord${keys.enter}`, /─ Tree \S+ \/ord ─/);
		await terminal.waitFor(rows => !rows.join('\n').includes('zebra'), patient);
		expect(terminal.text()).toMatch(/^│.{3}. border /m);
		expect(terminal.text()).toMatch(/^│.{3}. orders /m);
		await press(terminal, 'z', rows => !rows.join('\n').includes('─ Servers ─'));
		await press(terminal, 'p', /PAUSED/);
		await press(terminal, keys.escape, /zebra/);
		expect(terminal.text()).toMatch(/PAUSED/);
		await press(terminal, keys.escape, /LIVE/);
		expect(terminal.text()).not.toMatch(/─ Servers ─/);
		await press(terminal, keys.escape, /─ Servers ─/);
		await press(terminal, keys.escape, /nothing to close; q quits/);
		expect(terminal.running).toBe(true);
	});

	it('a filter is edited, and each table has its own', async () => {
		const terminal = await openReady();
		await press(terminal, '/orx', /^ \/orx/m);
		await terminal.waitFor(rows => !/orders|border/.test(rows.join('\n')), patient);
		await press(terminal, '\u007F', /^ \/or {2}/m);
		await terminal.waitFor(/orders/, patient);
		await press(terminal, keys.enter, /─ Tree \S+ \/or ─/);
		await press(terminal, `1/BILL${keys.enter}`, /1 LOCKS 1 \/BILL/);
		expect(terminal.text()).toMatch(/─ Tree \S+ \/or ─/);
		await press(terminal, `/x${keys.enter}`, /none of 2 matches \/BILLx/);
		await press(terminal, keys.escape, /1 LOCKS 2 ·/);
	});

	it('tab goes round the panes, shift-tab the other way, and the focused one stands out', async () => {
		const terminal = await openReady();
		const round = ['Servers', '1 LOCKS 2', '✓', 'Tree /'];
		expect(focused(terminal)).toBe('Tree /');
		for (const title of round) {
			terminal.press(keys.tab);
			await terminal.waitFor(() => focused(terminal).trim() === title, patient);
		}

		for (const title of [...round.slice(0, -1).reverse(), 'Tree /']) {
			terminal.press(keys.shiftTab);
			await terminal.waitFor(() => focused(terminal).trim() === title, patient);
		}
	});

	it('the servers are zoomed to a chart and all their metrics, and back', async () => {
		const terminal = await openReady();
		await press(terminal, `${keys.tab}z`, /METRIC/);
		for (const name of ['requestsPerSecond', 'readMs', 'writeMs', 'connections', 'znodes']) {
			await terminal.waitFor(new RegExp(`│[ ▌]+${name} `), patient);
		}

		await press(terminal, 'q', /─ Tree \//);
		expect(terminal.running).toBe(true);
	});

	it('the card of a znode tells its data as JSON and as hex, its stat and who may', async () => {
		const terminal = await openReady();
		await press(terminal, `/orders${keys.enter}${keys.enter}`, /─ Describe ─/);
		await terminal.waitFor('data 46 B, json (v: text, hex)', patient);
		await terminal.waitFor(/│ {3}"name": "orders",/, patient);
		await terminal.waitFor(/│ {3}"port": 8080,/, patient);
		await terminal.waitFor(/created +0:\w+ +\d{4}-\d\d-\d\d [\d:]{8}Z +\d+ \w ago/, patient);
		await terminal.waitFor(/modified +never since/, patient);
		await terminal.waitFor(/children +0, cversion 0, pzxid 0:\w+/, patient);
		await terminal.waitFor(/world:anyone +read write create delete admin/, patient);
		await press(terminal, 'v', '{"name":"orders","port":8080');
		await press(terminal, 'v', '000000  7b 22 6e 61 6d 65 22 3a');
		await press(terminal, 'v', /"port": 8080/);
		await client.do({do: 'set', path: '/orders', data: '{"port":8081}'});
		await terminal.waitFor(/"port": 8081/, patient);
		await terminal.waitFor(/modified +0:\w+ .* version 1/, patient);
		await press(terminal, 'q', /─ Servers ─/);
		await client.do({do: 'set', path: '/orders', data: '{"name":"orders","port":8080,"tags":["a","b"]}'});
	});

	it('a card that is longer than the screen scrolls', async () => {
		const terminal = await openReady();
		await press(terminal, `/zebra${keys.enter}${keys.enter}`, '─ data 600 B, hex ─');
		await terminal.waitFor(/─ 1-31 of \d+ ─/, patient);
		await press(terminal, 'j', /─ 2-32 of \d+ ─/);
		await press(terminal, 'k', /─ 1-31 of \d+ ─/);
		await press(terminal, 'G', /who may/);
		await press(terminal, 'g', /─ 1-31 of \d+ ─/);
		await press(terminal, keys.escape, /─ Servers ─/);
	});

	it('the help opens over everything and tells every key and command', async () => {
		const terminal = await openReady();
		await press(terminal, `${keys.enter}?`, /On the screen/);
		await terminal.waitFor(/→ l +open a znode, go into it/, patient);
		for (const text of [
			/On the explanation/,
			/At the command prompt/,
			/ctrl-s +write the screen to a text file/,
			/:ctx \[NAME\] +open a context; -: the one before/,
			/What the signs say/,
		]) {
			while (!text.test(terminal.text())) {
				const page = terminal.text();
				await press(terminal, keys.ctrl('d'), rows => rows.join('\n') !== page);
			}
		}

		await press(terminal, 'q', /─ Describe ─/);
		await press(terminal, 'q', /─ Servers ─/);
	});

	it('p stops the screen, says since when, and p goes on', async () => {
		const terminal = await openReady();
		await press(terminal, 'p', /PAUSED [\d:]{8}Z, 0 s ago, p live/);
		const paused = terminal.screen().slice(1, -1);
		await client.do({do: 'create', path: '/new'});
		await terminal.waitFor(/PAUSED [\d:]{8}Z, [2-9] s ago, p live/, patient);
		expect(terminal.screen().slice(1, -1)).toEqual(paused);
		await press(terminal, 'p', /LIVE/);
		await terminal.waitFor(/ new +0 /, patient);
		await client.do({do: 'delete', path: '/new'});
	});

	it('ctrl-s writes what is on the screen to a file, and says its name', async () => {
		const cwd = mkdtempSync(join(tmpdir(), 'zktop-keys-'));
		const terminal = await openReady({cwd});
		await press(terminal, 'p', /PAUSED/);
		const shown = terminal.screen();
		await press(terminal, keys.ctrl('s'), /screen written to zktop-\d{4}-\d\d-\d\dT\d{6}Z\.txt/);
		const [name = ''] = readdirSync(cwd);
		expect(terminal.screen().at(-1)).toContain(name);
		const written = readFileSync(join(cwd, name), 'utf8').split('\n');
		expect(written.slice(1, 35)).toEqual(shown.slice(1, 35));
		rmSync(cwd, {recursive: true});
	});

	it('ctrl-s where nothing can be written says so', async () => {
		const terminal = await openReady({cwd: '/proc'});
		await press(terminal, keys.ctrl('s'), /the screen could not be written to zktop-.*\.txt: E\w+/);
	});

	it('pasted text does nothing outside of a prompt, and that is said', async () => {
		const terminal = await openReady();
		await press(
			terminal,
			paste('qqq\rrm -rf /\r'),
			'pasted text ignored (13 characters): there is no prompt here',
		);
		expect(terminal.running).toBe(true);
		await press(terminal, '/', /^ \/ /m);
		await press(terminal, paste('zeb\rq'), /^ \/zeb {2}/m);
		await press(terminal, keys.enter, /─ Tree \S+ \/zeb ─/);
		await terminal.waitFor(/▌ +zebra/, patient);
	});

	it('what a key cannot do here is said', async () => {
		const terminal = await openReady();
		await press(terminal, `/zebra${keys.enter}${keys.right}`, 'this znode has no children');
		await press(terminal, `${keys.tab}j`, 'no rows to move in here; tab goes to the next pane');
		await press(terminal, keys.right, 'only the tree unfolds');
		await press(terminal, '/', 'no table to filter here');
	});

	it('many keys at once are all obeyed', async () => {
		const terminal = await openReady();
		await press(terminal, 'jjjj', /▌ {4}zebra/);
		await press(terminal, 'gjj', /▌ {2}▸ locks/);
		// However many at once, a key goes into a znode, and not on to the one beside it.
		await press(terminal, 'lll', /▌ {2}▾ locks/);
		await terminal.waitFor(/▸ bills/, patient);
		await press(terminal, keys.right, /▌ {4}▸ bills/);
		await press(terminal, 'hh', /▌ {2}▸ locks/);
		await press(terminal, 'g', /▌▾ \//);
		await press(terminal, `${keys.left}${keys.left}`, 'this is the root');
	});

	it('r asks everything again at once, ctrl-l draws the screen anew', async () => {
		const terminal = await openReady();
		const clock = clockShown(terminal.screen());
		await press(terminal, 'r', rows => clockShown(rows) !== clock);
		const bytes = terminal.bytes();
		terminal.press(keys.ctrl('l') + keys.ctrl('l'));
		await terminal.waitFor(() => terminal.bytes() - bytes > 4000, patient);
		await terminal.waitFor(/─ Servers ─/, patient);
	});
});
