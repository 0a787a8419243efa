// Servers that die and come back: the leader, then all of them, and a screen opened before any of them runs.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {clockShown, keys, label, open, patient, press, serverRow} from './story.ts';

describeWithZooKeeper('when servers die', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
	});
	afterAll(async () => ensemble.stop());

	it('the new leader is shown, and the old one as refusing', async () => {
		const terminal = open([ensemble.connectString]);
		const old = await ensemble.leader();
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(old)}`) ?? false, patient);
		await old.kill();
		await terminal.waitFor(rows => serverRow(rows, old).includes('✗ refused'), patient);
		const next = await ensemble.leader();
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(next)}`) ?? false, patient);
		await terminal.waitFor(rows => serverRow(rows, next).includes('✓ LEADER'), patient);
		await terminal.waitFor(/QUORUM 2 of 3, can lose 0/, patient);
		await terminal.waitFor(`${label(old)} refuses connections (process down or port shut)`, patient);
		await old.restart();
		await terminal.waitFor(rows => serverRow(rows, old).includes('✓ follower'), patient);
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1/, patient);
	});

	it('the loss of the quorum is said, and it comes back by itself', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await terminal.waitFor(/▸ zookeeper +2 /, patient);
		await Promise.all(ensemble.servers.map(async server => server.kill()));
		await terminal.waitFor(/NO QUORUM: 0 of 3 up, 2 needed  no leader/, patient);
		for (const server of ensemble.servers) {
			await terminal.waitFor(rows => serverRow(rows, server).includes('✗ refused'), patient);
		}

		await terminal.waitFor(/✗ +\d s +no quorum: nothing can be read or written/, patient);
		// What was loaded stays, and where it comes from is said.
		await terminal.waitFor(/─ Tree \/ ─+ not connected ─/, patient);
		expect(terminal.text()).toMatch(/▸ zookeeper/);

		await Promise.all(ensemble.servers.map(async server => server.restart()));
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1 {2}leader :\d/, patient);
		await terminal.waitFor(/─ Tree \/ ─+ via :\d+/, patient);
		await press(terminal, keys.down, '▌  ▸ zookeeper');
		await press(terminal, keys.right, /▸? config/);
	});

	it('a screen opened before any server runs says so, and comes alive with them', async () => {
		await Promise.all(ensemble.servers.map(async server => server.kill()));
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/NO QUORUM: 0 of 3 named up, 2 needed/, patient);
		// The whole before its parts.
		await terminal.waitFor(rows => /✗ +≥\d+ s +no quorum/.test(rows[2] ?? ''), patient);
		await terminal.waitFor(/cannot read yet/, patient);
		await terminal.waitFor(/since {2}[1-9]\d* s/, patient);
		await terminal.waitFor(/It opens by itself when a server serves\./, patient);
		for (const server of ensemble.servers) {
			await terminal.waitFor(
				rows => /✗ refused +connection refused.*, (?:once|\d+ times)/.test(serverRow(rows, server)),
				patient,
			);
		}

		// The clock goes on meanwhile.
		const before = clockShown(terminal.screen());
		await terminal.waitFor(rows => clockShown(rows) !== before, patient);

		await Promise.all(ensemble.servers.map(async server => server.restart()));
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1 {2}leader :\d/, patient);
		await terminal.waitFor(/▸ zookeeper +2 /, patient);
		await terminal.waitFor(/✓ no trouble for \d+ s/, patient);
	});
});
