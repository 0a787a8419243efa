// A real server that comes back with another whitelist, and our session with it: doors and identities are found out anew.
import {writeFileSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {noInterests} from '../../source/collect/interests.ts';
import {Poller} from '../../source/collect/poller.ts';
import type {Arrival} from '../../source/collect/sample.ts';
import {createClient} from '../../source/zookeeper/client.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {startEnsemble, type Server} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {until} from '../helpers/until.ts';

const allowAll = ({folder}: Server): void => {
	const file = join(folder, 'zoo.cfg');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/whitelist=srvr$/m, 'whitelist=*'));
};

describeWithZooKeeper('a server that comes back', () => {
	it('is asked for what was shut, and whom it takes us for, once on each connection', async () => {
		const ensemble = await startEnsemble({servers: 1, config: {'4lw.commands.whitelist': 'srvr'}});
		onTestFinished(async () => ensemble.stop());
		await ensemble.waitServing();
		const target = parseConnectString(ensemble.connectString);
		const client = createClient(target);
		const arrivals: Arrival[] = [];
		const poller = new Poller({
			...target,
			client,
			intervalMs: 200,
			deliver: sample => {
				arrivals.push(...sample.arrivals);
			},
		});
		onTestFinished(async () => {
			poller.stop();
			await client.close();
		});
		poller.want({...noInterests, watches: true, sources: true});
		client.start();
		poller.start();
		const identities = (): readonly unknown[] =>
			arrivals.flatMap(arrival => (arrival.of === 'identities' ? [arrival.answer] : []));
		const says = async (
			word: 'mntr' | 'wchs',
			kind: 'unsupported' | 'fresh',
			connections: number,
		): Promise<void> => {
			await until(
				() =>
					(arrivals.some(
						arrival => arrival.of === 'word' && arrival.word === word && arrival.answer.kind === kind,
					) &&
						identities().length === connections) ||
					undefined,
				() => `${word} ${kind}, ${identities().length} connections`,
				{withinMs: 30_000},
			);
		};

		await says('mntr', 'unsupported', 1);
		await says('wchs', 'unsupported', 1);
		const [server] = ensemble.servers;
		if (server === undefined) {
			throw new Error('no server');
		}

		allowAll(server);
		await server.restart();
		await says('mntr', 'fresh', 2);
		await says('wchs', 'fresh', 2);
		const known = {kind: 'fresh', value: [{scheme: 'ip', user: '127.0.0.1'}]};
		expect(identities()).toMatchObject([known, known]);
	});
});
