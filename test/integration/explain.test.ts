// `zktop explain` on a real ensemble: it watches, then tells what has changed; at ctrl-c what it has so far.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble, type Server} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';
import {runZktop} from '../helpers/zktop.ts';
import {watch} from './running.ts';

describeWithZooKeeper('zktop explain', () => {
	let ensemble: Ensemble;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
	});
	afterAll(async () => ensemble.stop());

	const receivedBy = async ({clientPort}: Server): Promise<number> =>
		Number(/^Received: (?<count>\d+)$/m.exec(await ask(clientPort, 'srvr'))?.groups?.['count']);

	/** zktop has asked this server in several ticks; our own questions count, too. */
	const asked = async (server: Server, since: number): Promise<void> => {
		let own = 0;
		await until(
			async () => {
				own++;
				return (await receivedBy(server)) - own - since >= 12 ? true : undefined;
			},
			() => 'zktop has asked in several ticks',
			{withinMs: 60_000, everyMs: 300},
		);
	};

	it('tells an election that it saw', async () => {
		const leader = await ensemble.leader();
		const before = await receivedBy(leader);
		const watching = watch(['explain', '30s', '-c', ensemble.connectString]);
		await asked(leader, before);
		await leader.kill();
		const next = await ensemble.leader();
		const {document, exitCode} = await watching.ended;
		expect(document).toMatchObject({
			explanation: {
				leadership: {
					before: leader.connect,
					now: next.connect,
					elections: [{before: leader.connect, leader: next.connect}],
				},
				sessions: {began: 0, expired: 0, closedOrExpired: 0, moved: 0},
			},
		});
		expect(JSON.stringify(document)).toContain(`${leader.connect} answers no more since`);
		// One server does not answer.
		expect(exitCode).toBe(3);
		await leader.restart();
	});

	it('tells at ctrl-c what it has seen so far', async () => {
		const leader = await ensemble.leader();
		const before = await receivedBy(leader);
		const watching = watch(['explain', '1h', '-c', ensemble.connectString]);
		await asked(leader, before);
		watching.interrupt();
		const {document, exitCode} = await watching.ended;
		expect(document).toMatchObject({explanation: {askedSeconds: 3600, leadership: {elections: []}}});
		expect(exitCode).toBe(0);
	});

	it('prints sentences and tables for people', async () => {
		const run = await runZktop(['explain', '2s', '-c', ensemble.connectString, '--table']);
		expect(run.stdout).toMatch(/^\S+ led all the time in epoch \d+: no election\.$/m);
		expect(run.exitCode).toBe(0);
	});

	it.each([[['2d']], [['0s']], [['5']], [['5s', '6s']]])('refuses %j', async words => {
		const run = await runZktop(['explain', ...words, '-c', ensemble.connectString]);
		expect(run.exitCode).toBe(2);
		expect(run.stderr).toContain('zktop explain takes one TIME from 1s to 24h');
	});
});
