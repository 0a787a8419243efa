// A real ensemble on loopback: started in about two seconds, its servers stopped, killed, frozen and restarted at will.
import {join} from 'node:path';
import {configOf, portsPerServer, readPorts, type Settings} from './ensemble-config.ts';
import {startServer, type Server} from './ensemble-server.ts';
import {type Mode} from './four-letter.ts';
import {freePorts} from './free-ports.ts';
import {makeTempFolder, type TempFolder} from './temp-folder.ts';
import {until, type Patience} from './until.ts';
import {findZooKeeper} from './zookeeper-home.ts';

export type {Server} from './ensemble-server.ts';

export type EnsembleOptions = {
	readonly servers: 1 | 3 | 5;
	/** Lines of zoo.cfg for all servers, over the defaults here. */
	readonly config?: Settings;
	/** Lines of zoo.cfg for one server, over `config`. */
	readonly configOf?: (id: number) => Settings;
	/** Ids that are observers instead of participants. */
	readonly observers?: readonly number[];
	/** Environment of all Java processes, e.g. `_JAVA_OPTIONS`. */
	readonly env?: Settings;
	/** Environment of one, e.g. an `LD_PRELOAD` that makes its disk slow. */
	readonly envOf?: (id: number) => Settings;
};

export type Ensemble = {
	/** All servers, `host:port,host:port…`. */
	readonly connectString: string;
	/** In the order of their ids, from 1. */
	readonly servers: readonly Server[];
	/** The leader (or standalone server), once each server that runs and is not frozen serves and exactly one leads. */
	leader(patience?: Patience): Promise<Server>;
	/** Resolves when there is a leader in that sense. */
	waitServing(patience?: Patience): Promise<void>;
	/** Ends all servers and removes their data. */
	stop(): Promise<void>;
};

const launch = async (options: EnsembleOptions, folder: string): Promise<Server[]> => {
	const home = findZooKeeper();
	if (home === undefined) {
		throw new Error('no ZooKeeper here: set ZOOKEEPER_HOME, or apt-get install zookeeper');
	}

	const {observers = [], config, env} = options;
	const ports = readPorts(await freePorts(options.servers * portsPerServer));
	const starts = ports.map(async ({client}, index) => {
		const id = index + 1;
		return startServer({
			id,
			folder: join(folder, `server-${id}`),
			clientPort: client,
			config: configOf(id, ports, observers, {...config, ...options.configOf?.(id)}),
			env: {...env, ...options.envOf?.(id)},
			home,
		});
	});
	return Promise.all(starts);
};

/** What stands in the error when an ensemble does not serve. */
const describe = (servers: readonly Server[]): string =>
	servers
		.map(server => {
			const state = server.running ? (server.frozen ? 'frozen' : 'running') : 'ended';
			return `server ${server.id} (${server.connect}) ${state}\n${server.log().slice(-800)}`;
		})
		.join('\n');

const isLeading = (mode: Mode | undefined): boolean => mode === 'leader' || mode === 'standalone';

/** The leader, as soon as each of these serves and exactly one leads (a leader back from a freeze believes it still does). */
const leaderOf = async (servers: readonly Server[]): Promise<Server | undefined> => {
	const modes = await Promise.all(servers.map(async server => server.mode()));
	return modes.includes(undefined) || modes.filter(isLeading).length !== 1
		? undefined
		: servers[modes.findIndex(isLeading)];
};

/** Whether all are up and serve; throws when one has ended instead. */
const started = async (servers: readonly Server[]): Promise<true | undefined> => {
	if (servers.some(server => !server.running)) {
		throw new Error(`a server ended while starting\n${describe(servers)}`);
	}

	return (await leaderOf(servers)) && true;
};

const ensembleOf = (servers: readonly Server[], folder: TempFolder): Ensemble => {
	const leader = async (patience: Patience = {withinMs: 30_000}): Promise<Server> =>
		until(
			async () => leaderOf(servers.filter(server => server.running && !server.frozen)),
			() => `the ensemble serves under one leader\n${describe(servers)}`,
			patience,
		);
	return {
		connectString: servers.map(server => server.connect).join(','),
		servers,
		leader,
		async waitServing(patience) {
			await leader(patience);
		},
		async stop() {
			await Promise.all(servers.map(async server => server.kill()));
			folder.remove();
		},
	};
};

/** Starts an ensemble and resolves when it serves. */
export const startEnsemble = async (options: EnsembleOptions): Promise<Ensemble> => {
	for (let attempt = 1; ; attempt++) {
		const folder = makeTempFolder('ensemble');
		const servers = await launch(options, folder.path);
		const ensemble = ensembleOf(servers, folder);
		try {
			await until(
				async () => started(servers),
				() => `the ensemble starts\n${describe(servers)}`,
				{withinMs: 30_000},
			);
			return ensemble;
		} catch (error) {
			const portTaken = servers.some(server => server.log().includes('Address already in use'));
			await ensemble.stop();
			// Somebody took a port between our look and Java's.
			if (!portTaken || attempt === 3) {
				throw error;
			}
		}
	}
};
