// The screen on a network that misbehaves: what happens is named in the row of that server, and the tree goes on by another.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {startProxy, type Fault, type Proxy} from '../helpers/proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {until} from '../helpers/until.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';
import {keys, label, open, patient, press, serverRow, viaShown} from './story.ts';

const noise: Fault = {kind: 'corrupt', change: chunk => Buffer.from(chunk.map(byte => byte ^ 0x5a))};

describeWithZooKeeper('a screen through proxies', () => {
	let ensemble: Ensemble;
	let writer: Writer;
	let proxies: readonly Proxy[];
	beforeAll(async () => {
		// The shortest sessions that a server grants at this tickTime.
		ensemble = await startEnsemble({servers: 1, config: {maxSessionTimeout: '2000'}});
		writer = await startWriter(ensemble.connectString);
		await writer.createAll(['/app', '/app/one']);
		const server = {clientPort: ensemble.servers[0]?.clientPort ?? 0};
		proxies = await Promise.all([startProxy(server), startProxy(server)]);
	});
	afterAll(async () => {
		await writer.close();
		await Promise.all(proxies.map(async proxy => proxy.stop()));
		await ensemble.stop();
	});

	afterEach(() => {
		for (const proxy of proxies) {
			proxy.heal();
		}
	});

	const openReady = async (): Promise<Terminal> => {
		const terminal = open([proxies.map(({connect}) => connect).join(',')], {columns: 160});
		await terminal.waitFor(/▸ app +\d /, patient);
		for (const proxy of proxies) {
			await terminal.waitFor(rows => serverRow(rows, proxy).includes('✓'), patient);
		}

		return terminal;
	};

	/** The proxy that the tree is read through, and the other one. */
	const sidesOf = (terminal: Terminal): readonly [used: Proxy, spare: Proxy] => {
		const [first, second] = proxies as readonly [Proxy, Proxy];
		return viaShown(terminal.screen()) === label(first) ? [first, second] : [second, first];
	};

	/** A new znode is on the screen: the tree is live. */
	const readsAnew = async (terminal: Terminal, name: string): Promise<void> => {
		await writer.create(`/app/${name}`);
		await terminal.waitFor(new RegExp(`^│ +${name} `, 'm'), patient);
	};

	it.each<readonly [string, Fault, RegExp]>([
		['says nothing more', {kind: 'stall'}, /✗ silent +no answer in 2 s/],
		['changes bytes', noise, /✗ garbled +this is not ZooKeeper's answer to srvr/],
		[
			'breaks off within answers',
			{kind: 'cut', afterBytes: 60},
			/✗ garbled +this is not ZooKeeper's answer to srvr/,
		],
		['resets connections', {kind: 'reset', afterBytes: 60}, /✗ silent +answer stopped after 60 bytes/],
	])('names a way that %s, reads the tree by the other one, and has both again', async (_, fault, says) => {
		const terminal = await openReady();
		await press(terminal, keys.down, '▌  ▸ app');
		await press(terminal, keys.right, /^│ +one /m);
		const [used, spare] = sidesOf(terminal);
		used.set('down', fault);
		await terminal.waitFor(rows => says.test(serverRow(rows, used)), patient);
		await terminal.waitFor(rows => viaShown(rows) === label(spare), patient);
		expect(serverRow(terminal.screen(), spare)).toContain('✓');
		await readsAnew(terminal, `seen-${used.clientPort}-${fault.kind}`);
		used.heal();
		await terminal.waitFor(rows => serverRow(rows, used).includes('✓'), patient);
	});

	it('is only slow where the network is', async () => {
		for (const proxy of proxies) {
			proxy.set('down', {kind: 'delay', ms: 150});
		}

		const terminal = await openReady();
		await press(terminal, keys.down, '▌  ▸ app');
		await press(terminal, keys.right, /^│ +one /m);
		await terminal.waitFor(rows => / 1[5-9]\d /.test(serverRow(rows, proxies[0] as Proxy)), patient);
		expect(terminal.text()).not.toMatch(/silent|garbled|not connected/);
	});

	it('asks less of a server that takes longer than it did, and says so', async () => {
		const terminal = await openReady();
		// What is usual has to be known first.
		await terminal.waitFor(/no trouble since zktop looks, ([6-9]|\d\d) s/, patient);
		expect(terminal.text()).not.toContain(' slowed ');
		proxies[0]?.set('down', {kind: 'delay', ms: 150});
		await terminal.waitFor(/own \S+\/s \S+ [KM]?B\/s slowed \d+×/, patient);
	});

	it('that was stopped for longer than its session lived gets another, and reads the tree anew', async () => {
		/** The sessions that the server knows, but for those that it knew before; it names each twice. */
		const newSessions = async (before: readonly string[] = []): Promise<readonly string[]> => {
			const dump = await ask(ensemble.servers[0]?.clientPort ?? 0, 'dump');
			return [...new Set(dump.match(/0x[\da-f]+(?=\n|$)/g))].filter(session => !before.includes(session));
		};

		const strangers = await newSessions();
		const terminal = await openReady();
		await press(terminal, keys.down, '▌  ▸ app');
		await press(terminal, keys.right, /^│ +one /m);
		const [own = 'none'] = await newSessions(strangers);
		terminal.kill('SIGSTOP');
		await until(
			async () => ((await newSessions()).includes(own) ? undefined : true),
			() => `the session ${own} of a stopped zktop expires`,
		);
		await writer.create('/app/meanwhile');
		terminal.kill('SIGCONT');
		await terminal.waitFor(/zktop's session expired; 0x[\da-f]+ takes its place/, patient);
		await terminal.waitFor(/^│ +meanwhile /m, patient);
		await terminal.waitFor(/─ via :\d+/, patient);
		await readsAnew(terminal, 'after');
		const next = await newSessions(strangers);
		expect([next.length, next.includes(own)]).toEqual([1, false]);
		terminal.press('q');
		expect(await terminal.exited).toEqual({exitCode: 0, signal: 0});
	});
});
