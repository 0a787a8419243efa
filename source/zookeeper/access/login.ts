// Saying who we are, after the connect response and before anything else is asked; on each connection anew. (zookeeper.md D.10)
//
//   digest: op 100, xid −4, `int 0, ustring scheme, buffer auth` → xid −4, err
//   SASL:   op 102, `buffer token` → `buffer token`, until the mechanism is content
import jute from 'node-zookeeper-client/lib/jute/index.js';
import {ZooKeeperError} from '../errors.ts';
import type {Host} from '../hosts.ts';
import type {Credentials} from '../security.ts';
import {gssapi} from './gssapi.ts';
import {ops} from '../wire/op-codes.ts';
import {authenticating} from '../wire/requests.ts';
import type {Mechanism} from './mechanism.ts';

/** Sends a packet; resolves with the packet that answers it, its length prefix included. */
export type Exchange = (packet: Buffer) => Promise<Buffer>;

const bodyAt = 20;
const ok = 0;

/** Says all of it, one after the other. Throws a ZooKeeperError `no-auth` with the reason, in which no secret is. */
export const login = async (
	credentials: readonly Credentials[],
	server: Host,
	exchange: Exchange,
): Promise<void> => {
	for (const each of credentials) {
		switch (each.kind) {
			case 'digest': {
				await addIdentity(`${each.user}:${each.password}`, exchange);
				break;
			}

			case 'sasl-digest-md5': {
				const {digestMd5} = await import('./digest-md5.ts');
				await converse('SASL DIGEST-MD5', digestMd5(each), exchange);
				break;
			}

			case 'kerberos': {
				await converse('Kerberos', await gssapi(each.service, server.host), exchange);
				break;
			}
		}
	}
};

const addIdentity = async (auth: string, exchange: Exchange): Promise<void> => {
	const code = codeOf(await exchange(authenticating({scheme: 'digest', auth: Buffer.from(auth)}).toBuffer()));
	if (code !== ok) {
		throw denied('digest', code);
	}
};

const converse = async (name: string, mechanism: Mechanism, exchange: Exchange): Promise<void> => {
	let token: Buffer | undefined = await mechanism.first();
	while (token !== undefined) {
		const reply = await exchange(tokenPacket(token));
		const code = codeOf(reply);
		if (code !== ok) {
			throw denied(name, code);
		}

		token = await mechanism.next(tokenIn(reply, name));
	}
};

/** The number of the request is free: nothing else is on its way. */
const tokenPacket = (token: Buffer): Buffer => {
	const header = new jute.protocol.RequestHeader(1, ops.sasl);
	const frame = new jute.Request(header, null).toBuffer();
	const length = Buffer.alloc(4);
	length.writeInt32BE(token.length);
	frame.writeInt32BE(frame.length - 4 + 4 + token.length, 0);
	return Buffer.concat([frame, length, token]);
};

const codeOf = (reply: Buffer): number => {
	if (reply.length < bodyAt) {
		throw new ZooKeeperError('garbled', `sent a packet of ${reply.length} bytes, too short for a reply`);
	}

	return reply.readInt32BE(16);
};

const tokenIn = (reply: Buffer, name: string): Buffer => {
	const length = reply.length < bodyAt + 4 ? -1 : reply.readInt32BE(bodyAt);
	if (length > reply.length - bodyAt - 4) {
		throw new ZooKeeperError('garbled', `sent a ${name} token that is none`);
	}

	return reply.subarray(bodyAt + 4, bodyAt + 4 + Math.max(length, 0));
};

const saslWanted = -124;

const denied = (name: string, code: number): ZooKeeperError => {
	const hint =
		code === saslWanted && name === 'digest' ? 'it wants SASL: --auth sasl:USER' : 'correct user or password';
	return new ZooKeeperError('no-auth', `rejects our ${name} credentials; ${hint}`, code);
};
