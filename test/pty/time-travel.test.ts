// Back in time on a real ensemble: before the leader was killed, and live again.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {clockShown, keys, label, open, patient, press, serverRow} from './story.ts';

/** What comes within the first tick is one moment, however often the clock is drawn. */
const someMoments = async (terminal: ReturnType<typeof open>): Promise<void> => {
	for (let second = 0; second < 3; second++) {
		const before = clockShown(terminal.screen());
		await terminal.waitFor(rows => clockShown(rows) !== before, patient);
	}
};

describeWithKazoo('going back in time', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'create', path: '/config/app', data: 'old', makepath: true});
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	it('shows the leader of before its death in all panes, and one key leads back', async () => {
		const terminal = open([ensemble.connectString]);
		const old = await ensemble.leader();
		const isBefore = (rows: readonly string[]): boolean =>
			rows[0]?.includes('QUORUM 3 of 3') === true &&
			rows[0].includes(`leader ${label(old)}`) &&
			serverRow(rows, old).includes('✓ LEADER');
		await terminal.waitFor(isBefore, patient);
		await terminal.waitFor(/▸ config +1 /, patient);
		// What has to be there a moment later: not before a tick is over is it one to go back to.
		const before = clockShown(terminal.screen());
		await terminal.waitFor(rows => clockShown(rows) !== before, patient);
		await old.kill();
		const next = await ensemble.leader();
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(next)}`) ?? false, patient);
		await terminal.waitFor(rows => serverRow(rows, old).includes('✗ refused'), patient);
		await client.do({do: 'create', path: '/later', data: '', makepath: true});
		await terminal.waitFor(/▸? later/, patient);

		await press(terminal, '<', /PAST [\d:]{8}Z, \d+ s ago, p live/);
		for (let step = 0; step < 90 && !isBefore(terminal.screen()); step++) {
			const at = clockShown(terminal.screen());
			await press(terminal, '.', rows => clockShown(rows) !== at);
		}

		expect(isBefore(terminal.screen())).toBe(true);
		expect(terminal.text()).not.toMatch(/▸? later/);

		// It stands still while the present goes on.
		const there = clockShown(terminal.screen());
		await terminal.waitFor(rows => !rows[0]?.includes(', 0 s ago'), patient);
		expect(clockShown(terminal.screen())).toBe(there);

		await press(terminal, 'p', /LIVE [\d:]{8}Z/);
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(next)}`) ?? false, patient);
		await terminal.waitFor(/▸? later/, patient);
		await old.restart();
	});

	it('steps by samples, and forward beyond the newest is now', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await someMoments(terminal);
		await press(terminal, ',', /PAST [\d:]{8}Z/);
		await press(terminal, '>', /LIVE [\d:]{8}Z/);
		await press(terminal, '.', 'this is now: the screen is live');
		await press(terminal, 'p', /PAUSED [\d:]{8}Z, \d+ s ago, p live/);
		await press(terminal, keys.escape, /LIVE [\d:]{8}Z/);
	});

	it('goes to a time of day, and says where nothing is recorded', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await someMoments(terminal);
		await press(terminal, ':at -1h\r', /nothing is recorded at .*; the nearest is [\d:]{8}Z/);
		await terminal.waitFor(/PAST [\d:]{8}Z/, patient);
		await press(terminal, ':live\r', /LIVE [\d:]{8}Z/);
	});
});
