// A znode that one user alone can read: digest is the one scheme in which a test can say so without a server's settings.
import {createHash} from 'node:crypto';
import zookeeper from 'node-zookeeper-client';
import type {Writer} from './writer.ts';

/** Parts of the package that its types here leave out. */
type WithAcls = {
	readonly ACL: new (permissions: number, id: object) => object;
	readonly Id: new (scheme: string, id: string) => object;
};
type Creating = {
	create(path: string, data: Buffer, acls: readonly object[], done: (error: Error | null) => void): void;
};

export type User = {readonly user: string; readonly password: string};

/** Creates a znode that only this user can read; its data is `told`. */
export const createGuarded = async (
	{connection}: Writer,
	path: string,
	{user, password}: User,
): Promise<void> => {
	const {ACL, Id} = zookeeper as unknown as WithAcls;
	const id = `${user}:${createHash('sha1').update(`${user}:${password}`).digest('base64')}`;
	const client = zookeeper.createClient('unused:1');
	client.connectionManager = connection;
	await new Promise<void>((resolve, reject) => {
		const creating = client as unknown as Creating;
		creating.create(path, Buffer.from('told'), [new ACL(31, new Id('digest', id))], error => {
			if (error === null) {
				resolve();
			} else {
				reject(error);
			}
		});
	});
};
