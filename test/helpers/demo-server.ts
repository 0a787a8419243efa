// One server of the demo's ensemble for all tests of a file: it speaks ZooKeeper's protocol, wants no Java, and starts in milliseconds.
import {afterAll, beforeAll} from 'vitest';
import {Ensemble} from '../../source/demo/ensemble/ensemble.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';

export type DemoServer = {
	/** Of use once the tests have begun, as all here. */
	readonly connectString: string;
	/** A session that writes what the tests look at. */
	readonly client: WritingClient;
};

/** @param fill Makes what is there before the first test. */
export const demoServer = (fill?: (client: WritingClient) => Promise<void>): DemoServer => {
	const ensemble = new Ensemble({servers: 1});
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
		get client() {
			if (client === undefined) {
				throw new Error('the server of this file has not started yet');
			}

			return client;
		},
	};
};
