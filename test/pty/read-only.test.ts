// The quorum is lost: what a server that only reads still lets zktop see, where it is allowed to open sessions and where not.
import {afterEach, expect, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {startWriter} from '../helpers/writer.ts';
import {runZktop} from '../helpers/zktop.ts';
import {keys, open, patient, press, serverRow, label} from './story.ts';

describeWithZooKeeper('a server without quorum that only reads', () => {
	let ensemble: Ensemble;
	afterEach(async () => ensemble.stop());

	const start = async (config: Readonly<Record<string, string>>): Promise<void> => {
		ensemble = await startEnsemble({
			servers: 3,
			config,
			env: {_JAVA_OPTIONS: '-Dreadonlymode.enabled=true'},
		});
		const writer = await startWriter(ensemble.connectString);
		await writer.createAll(['/app', '/app/one', '/app/one/two']);
		await writer.close();
	};

	/** Kills all but the leader; gives that and the others. */
	const loseQuorum = async (): Promise<{readonly left: Server; readonly others: readonly Server[]}> => {
		const left = await ensemble.leader();
		const others = ensemble.servers.filter(server => server !== left);
		await Promise.all(others.map(async other => other.kill()));
		return {left, others};
	};

	it('lets the tree be browsed and says so, and all goes on when the quorum is back', async () => {
		await start({localSessionsEnabled: 'true', localSessionsUpgradingEnabled: 'true'});
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/QUORUM 3 of 3/, patient);
		await terminal.waitFor(/▸ app +1 /, patient);
		const {left, others} = await loseQuorum();
		await terminal.waitFor(/NO QUORUM: 1 of 3 up/, patient);
		await terminal.waitFor(/no quorum: nothing can be written, and what is read is as of its loss/, patient);
		await terminal.waitFor(new RegExp(`─ via ${label(left)} read-only`), patient);
		await terminal.waitFor(rows => serverRow(rows, left).includes('read-only'), patient);
		await press(terminal, keys.down, '▌  ▸ app');
		await press(terminal, keys.right, /▸ one +1 /);
		await press(terminal, `${keys.down}${keys.right}`, /^│ +two /m);

		await Promise.all(others.map(async other => other.restart()));
		await terminal.waitFor(/QUORUM 3 of 3, can lose 1 {2}leader :\d/, patient);
		await terminal.waitFor(
			rows => / via :\d+/.test(rows.join('\n')) && !/ via :\d+ read-only/.test(rows.join('\n')),
			patient,
		);
		const writer = await startWriter(ensemble.connectString);
		await writer.create('/app/one/three');
		await writer.close();
		await terminal.waitFor(/^│ +three /m, patient);
	});

	it('that opens no sessions is named with the lines of zoo.cfg that allow it', async () => {
		await start({});
		const {left} = await loseQuorum();
		await until(
			async () => ((await left.mode()) === 'read-only' ? true : undefined),
			() => 'the last server only reads',
		);
		const run = await runZktop(['tree', '/', '-c', left.connect]);
		expect(run.exitCode).toBe(69);
		expect(JSON.parse(run.stdout)).toMatchObject({
			nodes: [],
			problems: [
				{
					kind: 'not-serving',
					message: `${left.connect}: has no quorum: it only reads, and opens no new session; zoo.cfg allows that: localSessionsEnabled=true and localSessionsUpgradingEnabled=true`,
				},
			],
		});
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(rows => serverRow(rows, left).includes('read-only'), patient);
		await terminal.waitFor(/cannot read yet/, patient);
	});
});
