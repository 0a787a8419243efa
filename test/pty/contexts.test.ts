// `:ctx` on real servers: to another ensemble and back, and whatever can be in the way of that.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {keys, open, patient, press} from './story.ts';

/** Until the other ensemble's name is on the screen, ms: half of what the frozen one would keep us, where we waited for it. */
const switchMs = 1000;
/** Nobody listens there. */
const deadPort = 1;

describeWithKazoo('another context', () => {
	let east: Ensemble;
	let west: Ensemble;
	let clients: readonly Kazoo[];
	let home: TempFolder;
	beforeAll(async () => {
		[east, west] = await Promise.all([startEnsemble({servers: 1}), startEnsemble({servers: 1})]);
		clients = await Promise.all([startKazoo(east.connectString), startKazoo(west.connectString)]);
		for (const path of ['/bills/old/paid', '/orders', '/east']) {
			await clients[0]?.do({do: 'create', path, data: 'x', makepath: true});
		}

		await clients[0]?.do({do: 'acquire', id: 'bills', path: '/locks/bills', wait: true});
		await clients[1]?.do({do: 'create', path: '/west', data: 'x'});
	});
	afterAll(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		await Promise.all([east.stop(), west.stop()]);
	});
	beforeEach(() => {
		home = makeTempFolder('home');
		configure();
	});
	afterEach(() => {
		home.remove();
	});

	const write = (text: string): void => {
		mkdirSync(join(home.path, '.config/zktop'), {recursive: true});
		writeFileSync(join(home.path, '.config/zktop/config.toml'), text);
	};

	const configure = (more = ''): void => {
		write(
			`[contexts.east]\nhosts = "${east.connectString}"\n[contexts.west]\nhosts = "${west.connectString}"\n${more}`,
		);
	};

	const openEast = async (args: readonly string[] = ['east'], columns = 120): Promise<Terminal> => {
		const terminal = open(args, {env: {HOME: home.path}, columns, rows: columns === 120 ? 36 : 24});
		await terminal.waitFor(/east +0\b/, patient);
		await terminal.waitFor(/1 LOCKS 1/, patient);
		return terminal;
	};

	const isEast = (rows: readonly string[]): boolean =>
		/^ (zktop )? *east /.test(rows[0] ?? '') && / bills /.test(rows.join('\n'));
	const isWest = (rows: readonly string[]): boolean =>
		/^ (zktop )? *west /.test(rows[0] ?? '') && / west +0\b/.test(rows.join('\n'));

	it.each([80, 120])(
		'opens by its name, and %i columns wide the way back leads to where one stood',
		async columns => {
			const terminal = await openEast(['east'], columns);
			await press(terminal, 'j', /▌ {2}▸ bills/);
			await press(terminal, keys.right, /▸ old/);
			await press(terminal, keys.right, /▌ {4}▸ old/);
			await press(terminal, keys.right, /▌ {4}▾ old/);
			await press(terminal, '3', /3 SESS/);
			await press(terminal, `:ctx west${keys.enter}`, isWest);
			// Nothing of the one before is left: no lock, no cursor, no tab.
			await terminal.waitFor(/▌▾ \//, patient);
			await terminal.waitFor(/1 LOCKS 0/, patient);
			expect(terminal.text()).not.toMatch(/bills|SESSIONS/);
			await press(terminal, `:ctx -${keys.enter}`, isEast);
			await terminal.waitFor(/▌ {4}▾ old/, patient);
			await terminal.waitFor(/ {7}paid +0\b/, patient);
			await terminal.waitFor(/3 SESS/, patient);
			await press(terminal, `:ctx -${keys.enter}`, isWest);
		},
	);

	it('is completed by tab, and its candidates are gone through by more of them', async () => {
		const terminal = await openEast();
		await press(terminal, ':ct\t', / :ctx {2}/);
		await press(terminal, '\t', / :ctx {4}east {2}west/);
		await press(terminal, '\t', / :ctx east {3}east {2}west/);
		await press(terminal, '\t', / :ctx west /);
		await press(terminal, keys.enter, isWest);
		await press(terminal, ':', / : /);
		await press(terminal, keys.up, / :ctx west /);
		await press(terminal, keys.escape, /STANDALONE/);
	});

	it('is told when none is named, with the one that is open', async () => {
		const terminal = await openEast();
		await press(terminal, `:ctx${keys.enter}`, /^ contexts: east \(open\), west$/m);
	});

	it('that is not there leaves the screen as it is, and the nearest one is named', async () => {
		const terminal = await openEast();
		await press(terminal, `:ctx wst${keys.enter}`, /there is no context "wst" in .*; did you mean west\?/s);
		expect(isEast(terminal.screen())).toBe(true);
		await press(terminal, `:ctx -${keys.enter}`, /no other ensemble was open before this one/);
	});

	it('that has been added or broken meanwhile is read anew', async () => {
		const terminal = await openEast();
		configure('[contexts.new]\nhosts = "127.0.0.1:1"\nchroot = "app"\n');
		await press(
			terminal,
			`:ctx new${keys.enter}`,
			/config\.toml: contexts\.new\.chroot: "app" is not a\s+znode path/,
		);
		expect(isEast(terminal.screen())).toBe(true);
		configure(`[contexts.new]\nhosts = "${west.connectString}"\n`);
		await press(terminal, `:ctx new${keys.enter}`, /^ zktop new /m);
		await terminal.waitFor(/ west +0 /, patient);
		write('[contexts.east\n');
		await press(terminal, `:ctx east${keys.enter}`, /config\.toml: line 1, column \d+/);
		expect(terminal.text()).toMatch(/ west +0 /);
	});

	it('that is dead is shown as dead, and one is back at once', async () => {
		configure(`[contexts.dead]\nhosts = "127.0.0.1:${deadPort}"\ntls = {insecure = true}\n`);
		const terminal = await openEast();
		await press(terminal, `:ctx dead${keys.enter}`, /^ zktop dead +QUORUM \?/m);
		await terminal.waitFor(/✗ refused/, patient);
		expect(terminal.screen()[0]).toContain('INSECURE: TLS not verified');
		await press(terminal, `:ctx east${keys.enter}`, isEast);
		expect(terminal.text()).not.toMatch(/INSECURE|refused/);
	});

	it('opens at once where the one before is frozen, and zktop ends as fast', async () => {
		const terminal = await openEast();
		await east.servers[0]?.freeze();
		try {
			await terminal.waitFor(/✗ silent/, patient);
			const started = performance.now();
			terminal.press(`:ctx west${keys.enter}`);
			await terminal.waitFor(/^ zktop west /m, patient);
			expect(performance.now() - started).toBeLessThan(switchMs);
			await terminal.waitFor(isWest, patient);
			terminal.press('q');
			expect(await terminal.exited).toMatchObject({exitCode: 0});
		} finally {
			east.servers[0]?.resume();
		}
	});

	it('that asks for its secret has the terminal meanwhile; who says nothing stays', async () => {
		const auth = '[[contexts.safe.auth]]\nscheme = "digest"\nuser = "zoe"\nprompt = true\n';
		configure(`[contexts.safe]\nhosts = "${west.connectString}"\n${auth}`);
		const terminal = await openEast();
		await press(terminal, `:ctx safe${keys.enter}`, /^safe: password of digest user zoe:/m);
		expect(terminal.alternate).toBe(false);
		await press(terminal, keys.enter, /safe is not opened: the password of digest user zoe was not typed/);
		expect(terminal.alternate).toBe(true);
		expect(isEast(terminal.screen())).toBe(true);
		// Asked for twice in one go, it asks once.
		const twice = `:${keys.up}${keys.enter}`.repeat(2);
		await press(terminal, twice, rows => !rows.join('\n').includes('STANDALONE'));
		await terminal.waitFor(/^safe: password of digest user zoe:/m, patient);
		terminal.press(`hunter2${keys.enter}`);
		await terminal.waitFor(/^ zktop safe /m, patient);
		await terminal.waitFor(/ west +0 /, patient);
		await press(terminal, 'j', /▌ {4}west/);
		expect(terminal.raw()).not.toContain('hunter');
		await press(terminal, `:ctx safe${keys.enter}`, rows => !rows.join('\n').includes('STANDALONE'));
		terminal.press(keys.ctrl('c'));
		expect(await terminal.exited).toMatchObject({exitCode: 130});
		expect(terminal.alternate).toBe(false);
	});

	it('is left for the ensemble of a connect string as for any other', async () => {
		const terminal = await openEast([east.connectString]);
		await press(terminal, `:ctx west${keys.enter}`, isWest);
		await press(terminal, `:ctx -${keys.enter}`, / bills /);
		await terminal.waitFor(new RegExp(`^ zktop ${east.connectString} `, 'm'), patient);
	});
});
