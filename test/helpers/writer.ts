// Changes to a real ensemble for tests: node-zookeeper-client's own operations, but multi, over zktop's connection.
import zookeeper from 'node-zookeeper-client';
import {openAcl} from '../../source/zookeeper/acl.ts';
import {Connection, STATES} from '../../source/zookeeper/connection.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import {changing} from '../../source/zookeeper/records/changes.ts';
import {HostRing} from '../../source/zookeeper/wire/host-ring.ts';
import {Ledger} from '../../source/zookeeper/wire/traffic.ts';

export type Writer = {
	readonly connection: Connection;
	create(path: string, data?: Buffer): Promise<void>;
	set(path: string, data: Buffer): Promise<void>;
	remove(path: string): Promise<void>;
	/** Creates all of these or none. */
	createAll(paths: readonly string[]): Promise<void>;
	close(): Promise<void>;
};

/** Another client's session, to end it from outside. */
export type Stolen = {readonly sessionId: Buffer; readonly sessionPassword: Buffer};

const connectionTo = async (connectString: string, stolen?: Stolen): Promise<Connection> =>
	new Promise(resolve => {
		const patience = {connectDeadlineMs: 2000, longestDeadlineMs: 6000};
		const connection: Connection = new Connection({
			ring: new HostRing(parseConnectString(connectString).hosts, patience),
			ledger: new Ledger(),
			sessionTimeoutMs: 10_000,
			frameLimitBytes: 1024 * 1024,
			canBeReadOnly: false,
			onState(state) {
				if (state === STATES.CONNECTED) {
					resolve(connection);
				}
			},
		});
		if (stolen !== undefined) {
			connection.sessionId = stolen.sessionId;
			connection.sessionPassword = stolen.sessionPassword;
		}

		connection.connect();
	});

const done = async (start: (callback: (error: Error | null) => void) => void): Promise<void> =>
	new Promise((resolve, reject) => {
		start(error => {
			if (error === null) {
				resolve();
			} else {
				reject(error);
			}
		});
	});

/** Resolves when it is connected. */
export const startWriter = async (connectString: string, stolen?: Stolen): Promise<Writer> => {
	const connection = await connectionTo(connectString, stolen);
	const client = zookeeper.createClient('unused:1');
	client.connectionManager = connection;
	const nothing = Buffer.alloc(0);
	return {
		connection,
		create: async (path, data = nothing) =>
			done(callback => {
				client.create(path, data, callback);
			}),
		set: async (path, data) =>
			done(callback => {
				client.setData(path, data, callback);
			}),
		remove: async path =>
			done(callback => {
				client.remove(path, callback);
			}),
		createAll: async paths =>
			done(callback => {
				const changes = paths.map(path => ({kind: 'create', path, data: nothing, acl: openAcl}) as const);
				const operation = changing(changes);
				connection.queue(operation.request('/', false), (error, response) => {
					const refused =
						error === null && operation.read(response?.payload).some(({code}) => code !== undefined);
					callback(refused ? new Error(`cannot create ${paths.join(', ')}`) : error);
				});
			}),
		close: async () => connection.end(1000),
	};
};
