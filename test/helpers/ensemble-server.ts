// One real ZooKeeper server of a test ensemble: a folder, a configuration, a Java process.
import {mkdirSync, openSync, closeSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {plainEnv, startChild, type Child} from './child.ts';
import {ask, readMode, type Mode} from './four-letter.ts';
import {until} from './until.ts';
import {type ZooKeeperHome} from './zookeeper-home.ts';

export type Server = {
	readonly id: number;
	readonly host: '127.0.0.1';
	readonly clientPort: number;
	/** host:port, as it stands in a connect string. */
	readonly connect: string;
	readonly folder: string;
	/** The Java process, the last one when it is not running. */
	readonly pid: number;
	readonly running: boolean;
	readonly frozen: boolean;
	/** SIGTERM; resolves when it has ended. */
	stop(): Promise<void>;
	/** SIGKILL; resolves when it has ended. */
	kill(): Promise<void>;
	/** SIGSTOP; resolves when it stands still. */
	freeze(): Promise<void>;
	/** SIGCONT. */
	resume(): void;
	/** Starts it again with the same data; resolves when its client port answers, quorum or not. */
	restart(): Promise<void>;
	/** What it is in the ensemble; undefined while it does not serve or does not answer. */
	mode(): Promise<Mode | undefined>;
	/** What it wrote to its log, over all starts. */
	log(): string;
};

export type ServerOptions = {
	readonly id: number;
	readonly folder: string;
	readonly clientPort: number;
	/** zoo.cfg without dataDir. */
	readonly config: Readonly<Record<string, string>>;
	readonly env: Readonly<Record<string, string>>;
	readonly home: ZooKeeperHome;
};

// Starting fast and staying small matter here, throughput does not; _JAVA_OPTIONS in `env` overrides each of these.
const javaFlags = [
	'-Xmx128m',
	'-XX:+UseSerialGC',
	'-XX:TieredStopAtLevel=1',
	'-XX:-UsePerfData',
	'-Djava.net.preferIPv4Stack=true',
	'-Dorg.slf4j.simpleLogger.showDateTime=true',
	'-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
];

const logFile = (folder: string): string => join(folder, 'server.log');

const writeConfig = ({id, folder, config}: ServerOptions): void => {
	mkdirSync(join(folder, 'data'), {recursive: true});
	writeFileSync(join(folder, 'data/myid'), `${id}\n`);
	const lines = Object.entries({dataDir: join(folder, 'data'), ...config});
	writeFileSync(join(folder, 'zoo.cfg'), lines.map(([key, value]) => `${key}=${value}\n`).join(''));
};

const launch = async ({folder, env, home}: ServerOptions): Promise<Child> => {
	const log = openSync(logFile(folder), 'a');
	const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain';
	try {
		return await startChild({
			command: home.java,
			args: [...javaFlags, '-cp', home.classpath, main, join(folder, 'zoo.cfg')],
			env: {...plainEnv(), ...env},
			cwd: folder,
			stdio: ['ignore', log, log],
		});
	} finally {
		closeSync(log);
	}
};

/** Resolves when the port answers something; rejects at once, with the log, when the process has ended instead. */
const answers = async (child: Child, {id, folder, clientPort}: ServerOptions): Promise<void> => {
	await until(
		async () => {
			if (!child.running) {
				throw new Error(
					`server ${id} ended while starting:\n${readFileSync(logFile(folder), 'utf8').slice(-2000)}`,
				);
			}

			return (await ask(clientPort, 'ruok', 1000).catch(() => '')) || undefined;
		},
		() => `server ${id} answers on ${clientPort}`,
		{withinMs: 30_000},
	);
};

/** Starts a server; resolves when its process runs, not when it serves. */
export const startServer = async (options: ServerOptions): Promise<Server> => {
	const {id, folder, clientPort} = options;
	writeConfig(options);
	let child = await launch(options);

	return {
		id,
		host: '127.0.0.1',
		clientPort,
		connect: `127.0.0.1:${clientPort}`,
		folder,
		get pid() {
			return child.pid;
		},
		get running() {
			return child.running;
		},
		get frozen() {
			return child.frozen;
		},
		stop: async () => child.end(),
		kill: async () => child.kill(),
		freeze: async () => child.freeze(),
		resume() {
			child.resume();
		},
		async restart() {
			await child.end();
			child = await launch(options);
			await answers(child, options);
		},
		mode: async () => readMode(await ask(clientPort, 'srvr', 1000).catch(() => '')),
		log: () => readFileSync(logFile(folder), 'utf8'),
	};
};
