// One server of the demo's ensemble for all tests of a file: it speaks ZooKeeper's protocol, wants no Java, and starts in milliseconds.
import {afterAll, beforeAll} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import type {Session} from '../../source/demo/ensemble/sessions.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import type {Client} from '../../source/zookeeper/client.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';

export type DemoServer = {
	/** Of use once the tests have begun, as all here. */
	readonly connectString: string;
	readonly host: Host;
	/** A session that writes what the tests look at. */
	readonly client: WritingClient;
	/** The server's side of a client's session. */
	sessionOf(client: Client): Session;
	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void;
	/** How often something below this top-level znode was read. */
	readsOf(space: string): number;
};

/** @param fill Makes what is there before the first test. */
export const demoServer = (fill?: (client: WritingClient) => Promise<void>): DemoServer => {
	const ensemble = new Ensemble({servers: 1});
	const [server] = ensemble.servers;
	let client: WritingClient | undefined;
	beforeAll(async () => {
		await ensemble.start();
		client = await openSession(ensemble.connectString);
		await fill?.(client);
	});
	afterAll(async () => {
		await client?.close();
		ensemble.stop();
	});
	return {
		get connectString() {
			return ensemble.connectString;
		},
		get host() {
			const port = server?.port ?? 0;
			return {name: `127.0.0.1:${port}`, host: '127.0.0.1', port};
		},
		get client() {
			if (client === undefined) {
				throw new Error('the server of this file has not started yet');
			}

			return client;
		},
		sessionOf(client) {
			const state = client.state();
			const session = state.kind === 'connected' ? ensemble.sessions.get(BigInt(state.session)) : undefined;
			if (session === undefined) {
				throw new Error('the client has no session now');
			}

			return session;
		},
		expire: ensemble.quorum.expire.bind(ensemble.quorum),
		readsOf: space => server?.metrics.of(`${space}_read_per_namespace`).count ?? 0,
	};
};
