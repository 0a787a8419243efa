// Whom a server takes us for: op 107, ZooKeeper 3.7 and later. Older ones close the connection when asked. (S/server/AuthInfo)
//
//   request = nothing; reply = `vector<ClientInfo>`, ClientInfo = `ustring authScheme, ustring user`
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {ops} from '../wire/op-codes.ts';
import type {Operation} from '../wire/operations.ts';
import {holds} from '../wire/well-formed.ts';

/** E.g. `ip` 127.0.0.1, `digest` alice, `sasl` bob, `x509` CN=zktop. */
export type Identity = {readonly scheme: string; readonly user: string};

/** The package has no record for it; its Id has the same two fields. */
const {Id} = jute.data;

export const whoAmI: Operation<readonly Identity[]> = {
	watch: undefined,
	request: () => new jute.Request(new jute.protocol.RequestHeader(0, ops.whoAmI), null), // the queue numbers it
	read: reply => (Buffer.isBuffer(reply) ? identitiesIn(reply) : []),
};

/** Whether the body of a reply, from `at` on, is a list of identities. */
export const holdsIdentities = (frame: Buffer, at: number): boolean => endOf(frame, at) !== undefined;

const identitiesIn = (body: Buffer): readonly Identity[] => {
	const found: Identity[] = [];
	endOf(body, 0, identity => found.push(identity));
	return found;
};

/** Goes through the list; undefined when it does not fit into the bytes. */
const endOf = (frame: Buffer, at: number, see?: (identity: Identity) => void): number | undefined => {
	let end = at + 4;
	if (end > frame.length) {
		return undefined;
	}

	for (let missing = frame.readInt32BE(at); missing > 0; missing -= 1) {
		if (!holds(Id, frame, end)) {
			return undefined;
		}

		const record = new Id() as jute.JuteRecord & {readonly scheme?: string; readonly id?: string};
		end += record.deserialize(frame, end);
		see?.({scheme: record.scheme ?? '', user: record.id ?? ''});
	}

	return end;
};

/** Whether a server of this version (as srvr tells it, `3.8.0-…`) knows the question; nobody else's counting is trusted. */
export const knowsWhoAmI = (version: string): boolean =>
	Number(/^3\.(?<minor>\d{1,3})\./.exec(version)?.groups?.['minor'] ?? 0) >= 7;
