// A real ensemble with three kazoo clients in line for one lock: the scene of the twins' tests.
import {afterAll, beforeAll} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';

export type Contender = {readonly node: string; readonly client: Kazoo};

export type Scene = {
	readonly ensemble: Ensemble;
	readonly clients: readonly Kazoo[];
	/** In the order of their places in the queue of /locks/orders. */
	readonly queue: readonly Contender[];
	/** `servers` while nobody but zktop was there. */
	readonly alone: Run;
};

/** Runs a text verb on the ensemble. */
export type RunVerb = (...args: readonly string[]) => Promise<Run>;

const start = async (
	zktop: (ensemble: Ensemble, ...args: readonly string[]) => Promise<Run>,
): Promise<Scene> => {
	const ensemble = await startEnsemble({servers: 3});
	const alone = await zktop(ensemble, 'servers');
	const names = ensemble.servers.map(({connect}) => connect);
	const clients = await Promise.all(
		[0, 1, 2].map(async first => startKazoo([...names.slice(first), ...names.slice(0, first)].join(','))),
	);
	const queue: Contender[] = [];
	for (const [index, client] of clients.entries()) {
		const id = `orders-${index}`;
		await client.do({do: 'acquire', id, path: '/locks/orders'});
		const {node = ''} = await client.event({event: 'queued', id});
		queue.push({node, client});
	}

	await clients[0]?.do({do: 'create', path: '/config/app', data: 'four', makepath: true});
	return {ensemble, clients, queue, alone};
};

const run = async ({connectString}: Ensemble, ...args: readonly string[]): Promise<Run> =>
	runZktop([...args, '--connect', connectString, '--json']);

/** Sets the scene before the tests of this suite and clears it after them. */
export const contended = (): {readonly scene: () => Scene; readonly zktop: RunVerb} => {
	let scene: Scene | undefined;
	const current = (): Scene => {
		if (scene === undefined) {
			throw new Error('the scene is set before the first test');
		}

		return scene;
	};

	beforeAll(async () => {
		scene = await start(run);
	});
	afterAll(async () => {
		await Promise.all(current().clients.map(async client => client.stop()));
		await current().ensemble.stop();
	});
	return {scene: current, zktop: async (...args) => run(current().ensemble, ...args)};
};
