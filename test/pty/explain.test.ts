// What changed, told on a real ensemble: an election, who moved and who is gone.
import {afterAll, beforeAll, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import {clockShown, keys, label, open, patient, press, serverRow} from './story.ts';

/** Sentences as they are told: where a line breaks depends on ports and on who moved. */
const unwrapped = (rows: readonly string[]): string => rows.join(' ').replaceAll(/[│\s]+/g, ' ');

describeWithKazoo('the explanation', () => {
	let ensemble: Ensemble;
	let leader: Server;
	let staying: Kazoo;
	let moving: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		leader = await ensemble.leader();
		const others = ensemble.servers.filter(server => server !== leader).map(({connect}) => connect);
		staying = await startKazoo(others.join(','));
		// Connected to the leader, and to another one when that is gone.
		moving = await startKazoo([leader.connect, ...others].join(','));
	});
	afterAll(async () => {
		await Promise.all([staying.stop(), moving.stop()]);
		await ensemble.stop();
	});

	it('tells the election, the server that is gone and the session that moved', async () => {
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/3 Sessions 2/, patient);
		await terminal.waitFor(rows => serverRow(rows, leader).includes('✓ LEADER'), patient);
		// The leader's list of sessions is there, and a moment to compare with.
		await terminal.waitFor(/dump of :\d+ [\d:]{8}Z/, patient);
		const before = clockShown(terminal.screen());
		await terminal.waitFor(rows => clockShown(rows) !== before, patient);
		await leader.kill();
		const next = await ensemble.leader();
		await terminal.waitFor(rows => rows[0]?.includes(`leader ${label(next)}`) ?? false, patient);
		await terminal.waitFor(/3 Sessions 2/, patient);

		await press(terminal, 'x', /What changed in \d+ s until [\d:]{8}Z/);
		await terminal.waitFor(`${label(next)} was elected in place of ${label(leader)} at`, patient);
		// What a killed server's connections say first may be something else.
		await terminal.waitFor(
			rows =>
				new RegExp(`${label(leader)} answers no more since [\\d:]{8}Z: [^.]*refused`).test(unwrapped(rows)),
			patient,
		);
		// The followers closed their connections, too, when the leader was gone: the other one may have moved as well.
		await terminal.waitFor(
			rows =>
				new RegExp(`sessions? connected to another server \\(.*${label(leader)} to :\\d+ 1\\b`).test(
					unwrapped(rows),
				),
			patient,
		);
		await terminal.waitFor(/[\d:]{8}Z – +\d+ [sm] server-fails/, patient);
		await press(terminal, keys.escape, /─ Tree \//);
		await press(
			terminal,
			':explain 5m\r',
			/Only \d+ s are recorded, since .*: 5 m were asked for|Only \d+ [sm]/,
		);
		await press(terminal, 'q', /─ Tree \//);
		await press(terminal, ':explain 2d\r', 'explain wants a time from 1s to 24h');
	});
});
