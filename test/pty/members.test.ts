// One server is named: the others are found, take over when it dies, and are remembered for the next outage.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {startKazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo, describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {keys, label, open, patient, press, viaShown} from './story.ts';

describeWithZooKeeper('when one of three servers is named', () => {
	let ensemble: Ensemble;
	let state: TempFolder;
	beforeAll(async () => {
		state = makeTempFolder('state');
		ensemble = await startEnsemble({servers: 3});
		await ensemble.waitServing();
	});
	afterAll(async () => {
		await ensemble.stop();
		state.remove();
	});

	const openOne = (server: Server) => open([server.connect], {env: {XDG_STATE_HOME: state.path}});
	/** The first of them is named. */
	const dealt = (): readonly [Server, Server, Server] =>
		ensemble.servers as unknown as [Server, Server, Server];

	it('the others stand below it as found, and the tree goes on by them when it dies', async () => {
		const [named, ...others] = dealt();
		const terminal = openOne(named);
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1/, patient);
		await terminal.waitFor(
			rows => others.every(other => rows.some(row => row.includes(`│+${label(other)} ✓`))),
			patient,
		);
		await terminal.waitFor('missing in the connect string', patient);
		await terminal.waitFor(rows => viaShown(rows) === label(named), patient);
		await named.kill();
		await terminal.waitFor(rows => others.map(label).includes(viaShown(rows) ?? ''), patient);
		await terminal.waitFor(/QUORUM 2 of 3, can lose 0/, patient);
		await press(terminal, keys.down, '▌  ▸ zookeeper');
		await press(terminal, keys.right, /▸? config/);
	});

	it('they are asked at once when it is dead already, for they are remembered', async () => {
		const [named, ...others] = dealt();
		const terminal = openOne(named);
		await terminal.waitFor(/QUORUM 2 of 3, can lose 0/, patient);
		await terminal.waitFor(rows => others.map(label).includes(viaShown(rows) ?? ''), patient);
	});

	it('an outage is one of three, two needed', async () => {
		const [named, second, third] = dealt();
		await Promise.all([second.kill(), third.kill()]);
		await named.restart();
		const terminal = openOne(named);
		await terminal.waitFor(/NO QUORUM: 1 of 3 up, 2 needed/, patient);
		expect(terminal.text()).toContain(`+${label(second)}`);
		await Promise.all([second.restart(), third.restart()]);
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1/, patient);
	});
});

describeWithKazoo('when the ensemble is reconfigured', () => {
	it('a server that was taken out is named, and does not count, as soon as it is', async () => {
		const ensemble = await startEnsemble({
			servers: 3,
			config: {reconfigEnabled: 'true', skipACL: 'yes', standaloneEnabled: 'false'},
		});
		const leader = await ensemble.leader();
		const leaving = ensemble.servers.find(({id}) => id !== leader.id) as Server;
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await terminal.waitFor(/no trouble since/, patient);
		const kazoo = await startKazoo(leader.connect);
		await kazoo.do({do: 'reconfig', leaving: String(leaving.id)});
		await terminal.waitFor(
			`${label(leaving)} is server.${leaving.id}, which the configuration does not name`,
			patient,
		);
		await terminal.waitFor(/QUORUM 2 of 2/, patient);
		await kazoo.stop();
		await ensemble.stop();
	});
});
