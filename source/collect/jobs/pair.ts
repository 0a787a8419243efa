// Two znodes, read to be compared.
import type {Client} from '../../zookeeper/client.ts';
import {failureOf, type Failure} from '../../zookeeper/errors.ts';
import type {Stat} from '../../zookeeper/stat.ts';

/** One of them, or why it cannot be read. */
export type Side = {readonly path: string} & (
	{readonly data: Uint8Array | undefined; readonly stat: Stat} | {readonly failure: Failure}
);

/** Both of them as they are now. */
export const readPair = async (
	client: Pick<Client, 'data'>,
	paths: readonly [string, string],
): Promise<readonly [Side, Side]> => {
	const [left, right] = paths;
	return Promise.all([readSide(client, left), readSide(client, right)]);
};

const readSide = async (client: Pick<Client, 'data'>, path: string): Promise<Side> => {
	try {
		return {path, ...(await client.data(path))};
	} catch (error) {
		const failure = failureOf(error);
		if (failure === undefined) {
			throw error;
		}

		return {path, failure};
	}
};
