// One server of three is frozen: it takes connections and never answers. Nothing else may stand still.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {clockShown, keys, label, open, patient, press, serverRow, viaShown} from './story.ts';

const tickMs = 1000;
const deadlineMs = 2000;
/** Two thirds of the session timeout that zktop asks for. */
const readDeadlineMs = 6667;

describeWithKazoo('with one server of three frozen', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'create', path: '/config/app', data: '{"port":8080}', makepath: true});
		await client.do({do: 'acquire', id: 'orders', path: '/locks/orders', wait: true});
	});
	afterEach(async () => {
		for (const server of ensemble.servers) {
			server.resume();
		}

		await ensemble.waitServing();
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	const follower = async (): Promise<Server> => {
		const leader = await ensemble.leader();
		const found = ensemble.servers.find(server => server !== leader);
		if (found === undefined) {
			throw new Error('no follower');
		}

		return found;
	};

	/** A screen with all three servers and their rates on it. */
	const openReady = async (): Promise<Terminal> => {
		const terminal = open([ensemble.connectString], {columns: 200, rows: 50});
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await terminal.waitFor(/via :\d+/, patient);
		await terminal.waitFor(
			rows => ensemble.servers.every(server => /\d [▁-█ ]*[▁-█]/.test(serverRow(rows, server))),
			patient,
		);
		return terminal;
	};

	/** Waits for the next tick to be on the screen. */
	const nextTick = async (terminal: Terminal): Promise<void> => {
		const before = clockShown(terminal.screen());
		await terminal.waitFor(rows => clockShown(rows) !== before, patient);
	};

	it('says why within its deadline and a tick, since when, and what was known', async () => {
		const frozen = await follower();
		const terminal = await openReady();
		await nextTick(terminal);
		await frozen.freeze();
		const since = performance.now();
		await terminal.waitFor(rows => serverRow(rows, frozen).includes('✗ silent'), patient);
		// Asked at the next tick, it has its two seconds, and is shown with the tick that ends then; half a second for the machine.
		expect(performance.now() - since).toBeLessThan(tickMs + deadlineMs + tickMs + 500);
		expect(serverRow(terminal.screen(), frozen)).toMatch(/no answer in 2 s, once; [\d:]{8}Z: \d+ conn/);
		await terminal.waitFor(/QUORUM 2 of 3, can lose 0/, patient);
		await terminal.waitFor(
			new RegExp(
				`✗ +\\d s +${label(frozen)} takes connections, never answers .*; one more failure stops writes`,
			),
			patient,
		);
		await terminal.waitFor(rows => /no answer in 2 s, [2-9] times/.test(serverRow(rows, frozen)), patient);

		frozen.resume();
		await terminal.waitFor(rows => serverRow(rows, frozen).includes('✓ follower'), patient);
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1/, patient);
	});

	it('the two others are sampled in at least N − 1 of N ticks', async () => {
		const frozen = await follower();
		const others = ensemble.servers.filter(server => server !== frozen);
		const terminal = await openReady();
		await frozen.freeze();
		await terminal.waitFor(rows => serverRow(rows, frozen).includes('✗ silent'), patient);
		const ticks = 8;
		for (let tick = 0; tick < ticks; tick++) {
			await nextTick(terminal);
		}

		for (const server of others) {
			// A bar a tick, and a blank for a tick without a sample.
			const row = serverRow(terminal.screen(), server);
			const bars = row.trimEnd().slice(-ticks);
			expect(bars.replaceAll(/[▁-█]/g, '').length, row).toBeLessThanOrEqual(1);
		}
	});

	it('the tree still opens znodes, even when it was read from the frozen one', async () => {
		const terminal = await openReady();
		const via = viaShown(terminal.screen());
		const frozen = ensemble.servers.find(server => label(server) === via);
		await frozen?.freeze();
		const since = performance.now();
		await press(terminal, keys.down, '▌  ▸ config');
		await press(terminal, keys.right, /^│ +app /m);
		expect(performance.now() - since).toBeLessThan(readDeadlineMs + tickMs + 1000);
		expect(viaShown(terminal.screen())).not.toBe(via);
		await press(terminal, keys.down, /▌ +app/);
		await press(terminal, keys.enter, '"port": 8080');
	});

	it('q quits within half a second', async () => {
		/** From q to the end of the process, ms. */
		const quit = async (): Promise<number> => {
			const terminal = await openReady();
			const via = viaShown(terminal.screen());
			const frozen = ensemble.servers.find(server => label(server) === via);
			await frozen?.freeze();
			await terminal.waitFor(/✗ silent/, patient);
			const since = performance.now();
			terminal.press('q');
			expect(await terminal.exited).toEqual({exitCode: 0, signal: 0});
			expect(terminal.alternate).toBe(false);
			const took = performance.now() - since;
			frozen?.resume();
			await ensemble.waitServing();
			return took;
		};

		// A machine that is busy with other things may take longer, but not each time.
		let took = await quit();
		for (let attempt = 2; attempt <= 4 && took >= 500; attempt++) {
			took = await quit();
		}

		expect(took).toBeLessThan(500);
	});
});
