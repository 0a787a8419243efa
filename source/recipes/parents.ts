// The path of a recipe: made where it is missing, its last part so that the servers remove it when nobody uses it any more.
import {isRefusal, nodeExists, noNode, ZooKeeperError} from '../zookeeper/errors.ts';
import {parentOf} from '../zookeeper/paths.ts';
import type {Acl} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {persist} from './persist.ts';

/** Makes a path that is missing, and what is missing above it. The last part is a container: gone some time after its last child. */
export const makePath = async (
	client: WritingClient,
	path: string,
	acl: readonly Acl[],
	container = true,
): Promise<void> => {
	if (path === '/') {
		throw new ZooKeeperError(
			'no-node',
			'the chroot of the connect string does not exist; create it first',
			noNode,
		);
	}

	try {
		await persist(client, async () => client.create(path, {acl, container, data: Buffer.alloc(0)}));
	} catch (error) {
		if (isRefusal(error, noNode)) {
			await makePath(client, parentOf(path), acl, false);
			await makePath(client, path, acl, container);
		} else if (!isRefusal(error, nodeExists)) {
			throw error;
		}
	}
};
