// A client that reads encrypted data with the key we were given; what another key opens is left as it is.
import type {Client} from '../zookeeper/client.ts';
import {rooted} from '../zookeeper/chroot.ts';
import {EnvelopeError, keyIdOf, open, type EnvelopeKey} from '../zookeeper/envelope.ts';

export const openedClient = (client: Client, chroot: string, key: EnvelopeKey | undefined): Client =>
	key === undefined
		? client
		: {
				...client,
				async data(path, options) {
					const {data, stat} = await client.data(path, options);
					return {data: data && (await opened(data, rooted(chroot, path), key)), stat};
				},
			};

const opened = async (data: Buffer, path: string, key: EnvelopeKey): Promise<Buffer> => {
	if (keyIdOf(data) !== key.id) {
		return data;
	}

	try {
		return await open(key, path, data);
	} catch (error) {
		if (error instanceof EnvelopeError) {
			return data;
		}

		throw error;
	}
};
