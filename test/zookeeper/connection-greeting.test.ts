// The first packet each way, and all the ways in which there is no second one.
import {expect, it} from 'vitest';
import {createClient} from '../../source/zookeeper/client.ts';
import {connect, failToConnect} from '../helpers/client-states.ts';
import {atEnd, clientOf, fake} from '../helpers/fake-clients.ts';
import {buffer, int, long, startFake, type Script} from '../helpers/fake-zookeeper.ts';

it('introduces itself as the reference has it: no zxid seen, no session, read-only will do', async () => {
	const server = await fake();
	await connect(clientOf([server]));
	expect(server.introductions.map(frame => frame.toString('hex'))).toEqual([
		'000000000000000000000000000027100000000000000000000000100000000000000000000000000000000001',
	]);
});

it('knows its server, session, timeout and whether that only reads, from what a real server answered', async () => {
	const recorded = '00000000000027100100000e7c31000300000010a290d6c0fe2d16e926450abb44f510ca01';
	const server = await fake({
		introduced(peer) {
			peer.send(Buffer.from(recorded, 'hex'));
		},
	});
	expect(await connect(clientOf([server]))).toEqual({
		kind: 'connected',
		server: server.host,
		session: '0x100000e7c310003',
		timeoutMs: 10_000,
		readOnly: true,
	});
});

it('takes the answer of a server before 3.4, which says nothing of reading only', async () => {
	const server = await fake({
		introduced(peer) {
			peer.send(int(0), int(6000), long(5n), buffer(Buffer.alloc(16)));
		},
	});
	expect(await connect(clientOf([server]))).toMatchObject({session: '0x5', readOnly: false});
});

it.each<readonly [string, string, string, Script]>([
	[
		'not-serving',
		'that closes at once',
		'no quorum',
		{
			connected: ({socket}) => {
				socket.end();
			},
		},
	],
	[
		'not-serving',
		'that closes on the connect request',
		'no quorum',
		{
			introduced: ({socket}) => {
				socket.destroy();
			},
		},
	],
	[
		'not-serving',
		'that resets the connection',
		'no quorum',
		{
			introduced: ({socket}) => {
				socket.resetAndDestroy();
			},
		},
	],
	['silent', 'that takes us and does not answer', 'does not answer in 0.1 s', {introduced: () => undefined}],
	[
		'garbled',
		'that speaks HTTP',
		'HTTP',
		{
			introduced: ({socket}) => {
				socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
			},
		},
	],
	[
		'garbled',
		'that speaks SSH',
		'SSH',
		{
			connected: ({socket}) => {
				socket.write('SSH-2.0-OpenSSH_9.2\r\n');
			},
		},
	],
	[
		'tls',
		'that speaks TLS',
		'TLS',
		{
			introduced: ({socket}) => {
				socket.write(Buffer.from('15030300020216', 'hex'));
			},
		},
	],
	[
		'disconnected',
		'that closes in the middle of its answer',
		'the connection broke off after 10 bytes of a packet',
		{
			introduced: ({socket}) => {
				socket.end(Buffer.concat([int(37), Buffer.alloc(6)]));
			},
		},
	],
	[
		'not-serving',
		'that only reads, and not for us',
		'it only reads, and opens no new session; zoo.cfg allows that: localSessionsEnabled=true and',
		{
			introduced: peer => {
				// As a real 3.8.0 server without quorum answers a new session.
				peer.send(Buffer.from('000000000000000000000000ffffff89', 'hex'));
			},
		},
	],
	[
		'server',
		'that refuses the session with another error',
		'refuses the session: server error -32',
		{
			introduced: peer => {
				peer.reply(0, Buffer.alloc(0), -32);
			},
		},
	],
	[
		'garbled',
		'that answers nonsense',
		'no connect response',
		{
			introduced: peer => {
				peer.send(Buffer.alloc(9));
			},
		},
	],
	[
		'garbled',
		'that has another protocol version',
		'no connect response',
		{
			introduced: peer => {
				peer.send(int(1), Buffer.alloc(33));
			},
		},
	],
])('says %s of a server %s', async (kind, _, words, script) => {
	const server = await fake(script);
	const failure = await failToConnect(clientOf([server], {connectDeadlineMs: 100}));
	expect(failure?.kind).toBe(kind);
	expect(failure?.message).toContain(words);
	expect(failure?.message).toContain(server.host.name);
});

it('says refused where nothing listens', async () => {
	const server = await startFake();
	await server.stop();
	expect(await failToConnect(clientOf([server]))).toMatchObject({kind: 'refused'});
});

it('says unreachable of a name that does not exist', async () => {
	const client = createClient(
		{hosts: [{name: 'zk.invalid:2181', host: 'zk.invalid', port: 2181}], chroot: '/'},
		{connectDeadlineMs: 1000},
	);
	atEnd(async () => client.close());
	expect(await failToConnect(client)).toMatchObject({kind: 'unreachable'});
});

it('goes to the next server when one takes it and does not answer', async () => {
	const frozen = await fake({introduced: () => undefined});
	const other = await fake();
	const client = clientOf([frozen, other], {connectDeadlineMs: 100});
	expect(await connect(client)).toMatchObject({server: other.host});
});
