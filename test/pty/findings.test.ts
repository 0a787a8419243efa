// Findings on a real screen: what is wrong with its evidence, acknowledged, and kept for an hour once it is over.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {keys, label, open, patient, press} from './story.ts';

describeWithZooKeeper('findings of a real ensemble', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
	});
	afterAll(async () => {
		await ensemble.stop();
	});

	it('come with evidence, can be acknowledged, and are told as cleared when the server is back', async () => {
		const leader = await ensemble.leader();
		const frozen = ensemble.servers.find(server => server !== leader);
		expect(frozen).toBeDefined();
		const terminal = open([ensemble.connectString], {columns: 120, rows: 36});
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await frozen?.freeze();
		await terminal.waitFor(/✗ +\d+ s +:\d+ takes connections, never answers/, patient);
		await press(terminal, '5', /5 FINDINGS/);
		await press(terminal, 'z', /SINCE +FOR +WHAT +WHERE +RULE/);
		await terminal.waitFor(new RegExp(`server-fails on ${label(frozen ?? leader)}`), patient);
		await terminal.waitFor(/voters in step +2 of 3/, patient);
		await terminal.waitFor(/NEXT +1 on that machine: is the process stopped/, patient);
		await press(terminal, 'a', /nothing that the rules can see +1 acknowledged: A shows them/);
		await press(terminal, keys.escape, /✓ no trouble but what is acknowledged +1 acknowledged/);
		await press(terminal, 'A', /takes connections, never answers/);
		frozen?.resume();
		await terminal.waitFor(/cleared in the last hour: 1/, patient);
	});
});
