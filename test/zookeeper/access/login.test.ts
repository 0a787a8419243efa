// source/zookeeper/access/{login,dialogue}.ts: what is said between the connect response and the first question.
import {inspect} from 'node:util';
import {expect, it} from 'vitest';
import {Connection} from '../../../source/zookeeper/connection.ts';
import type {Credentials} from '../../../source/zookeeper/security.ts';
import {HostRing} from '../../../source/zookeeper/wire/host-ring.ts';
import {Ledger} from '../../../source/zookeeper/wire/traffic.ts';
import {connect, failToConnect, nextState} from '../../helpers/client-states.ts';
import {atEnd, clientOf, fake} from '../../helpers/fake-clients.ts';
import {buffer, int, listing, long, type Peer, type Script} from '../../helpers/fake-zookeeper.ts';

const password = 'open sesame';
const digest: Credentials = {kind: 'digest', user: 'alice', password};
const sasl: Credentials = {kind: 'sasl-digest-md5', user: 'alice', password};
const securityOf = (...credentials: Credentials[]) => ({security: {tls: undefined, credentials}});
const [auth, saslType] = [100, 102];
const challenge = buffer('realm="r",nonce="n",qop="auth",algorithm=md5-sess,charset=utf-8');

/** Answers credentials so, and questions with no children. */
const answering = (toCredentials: (peer: Peer, xid: number, type: number) => void): Script => ({
	asked(peer, {xid, type}) {
		if (type === auth || type === saslType) {
			toCredentials(peer, xid, type);
		} else {
			peer.reply(xid, listing([]));
		}
	},
});
const accept = (peer: Peer, xid: number): void => {
	peer.reply(xid);
};
const typesOf = (packets: readonly Buffer[]): number[] => packets.map(packet => packet.readInt32BE(4));

it('sends digest credentials before anything else, and again on each new connection', async () => {
	const server = await fake(answering(accept));
	const client = clientOf([server], securityOf(digest));
	await connect(client);
	await client.children('/');
	const back = nextState(client, 'connected');
	server.hangUp();
	await back;
	await client.children('/');
	const children = 12;
	expect(typesOf(server.packets)).toEqual([auth, children, auth, children]);
	const expected = [int(-4), int(auth), int(0), buffer('digest'), buffer(`alice:${password}`)];
	expect(server.packets[0]).toEqual(Buffer.concat(expected));
});

it('counts the packets of a login', async () => {
	const server = await fake(answering(accept));
	const client = clientOf([server], securityOf(digest));
	await connect(client);
	expect(client.traffic()).toMatchObject({packetsSent: 2, packetsAnswered: 2});
});

it.each<readonly [string, Credentials, string, string, (peer: Peer, xid: number) => void]>([
	[
		'an unknown scheme or a wrong password',
		digest,
		'no-auth',
		'rejects our digest credentials; correct user or password',
		(peer, xid) => {
			peer.reply(xid, Buffer.alloc(0), -115);
		},
	],
	[
		'a server that wants SASL',
		digest,
		'no-auth',
		'rejects our digest credentials; it wants SASL: --auth sasl:USER',
		(peer, xid) => {
			peer.reply(xid, Buffer.alloc(0), -124);
		},
	],
	[
		'a server that closes instead of an answer',
		sasl,
		'disconnected',
		'closed the connection while we said who we are; it may not know this kind of credentials',
		({socket}) => {
			socket.destroy();
		},
	],
	[
		'a server without SASL',
		sasl,
		'no-auth',
		'has no SASL DIGEST-MD5 login: no JAAS section "Server" with a DigestLoginModule there',
		(peer, xid) => {
			peer.reply(xid, int(-1));
		},
	],
	[
		'a server that only pretends to know the password',
		sasl,
		'no-auth',
		'does not prove that it knows our SASL DIGEST-MD5 password',
		(peer, xid) => {
			peer.reply(xid, challenge);
		},
	],
	['a server that does not answer', sasl, 'silent', 'no answer to who we are in 0.2 s', () => undefined],
	[
		'a token that is longer than its packet',
		sasl,
		'garbled',
		'sent a SASL DIGEST-MD5 token that is none',
		(peer, xid) => {
			peer.reply(xid, int(0x7f_ff_ff_ff));
		},
	],
	[
		'a packet that is too short',
		sasl,
		'garbled',
		'sent a packet of 8 bytes, too short for a reply',
		peer => {
			peer.send(int(1));
		},
	],
	[
		'a packet that nobody asked for',
		digest,
		'garbled',
		'answered what was not asked',
		(peer, xid) => {
			const answer = Buffer.concat([int(16), int(xid), long(1n), int(0)]);
			peer.socket.write(Buffer.concat([answer, answer]));
		},
	],
])('names %s', async (_, credentials, kind, says, answer) => {
	const server = await fake(answering(answer));
	const client = clientOf([server], {...securityOf(credentials), connectDeadlineMs: 200, random: () => 0});
	const failure = await failToConnect(client);
	expect(failure).toEqual({kind, message: `${server.host.name}: ${says}`});
	const {retryInMs} = client.state() as {readonly retryInMs?: number};
	expect(retryInMs).toBe(kind === 'no-auth' ? 4000 : undefined);
	expect(inspect([client, client.state(), failure], {depth: 9, showHidden: true})).not.toContain('sesame');
});

it('keeps no secret where the connection can be looked into', async () => {
	const server = await fake(answering(accept));
	const connected = Promise.withResolvers<undefined>();
	const connection: Connection = new Connection({
		ring: new HostRing([server.host], {connectDeadlineMs: 1000, longestDeadlineMs: 1000}),
		ledger: new Ledger(),
		sessionTimeoutMs: 6000,
		frameLimitBytes: 1024,
		canBeReadOnly: true,
		...securityOf(digest),
		onState() {
			if (connection.connected !== undefined) {
				connected.resolve(undefined);
			}
		},
	});
	atEnd(async () => connection.end(20));
	connection.connect();
	await connected.promise;
	const seen = inspect(connection, {depth: Infinity, showHidden: true, maxStringLength: Infinity});
	for (const encoding of ['utf8', 'base64', 'hex'] as const) {
		expect(seen).not.toContain(Buffer.from(password).toString(encoding));
	}
});
