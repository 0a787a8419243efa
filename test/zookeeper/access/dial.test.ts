// source/zookeeper/access/{dial,tls-errors}.ts without a certificate; with them: test/integration/tls.test.ts
import {generateKeyPairSync} from 'node:crypto';
import {expect, it} from 'vitest';
import {createClient} from '../../../source/zookeeper/client.ts';
import type {ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import {askWord} from '../../../source/zookeeper/four-letter.ts';
import type {Host} from '../../../source/zookeeper/hosts.ts';
import {systemTls, type Tls} from '../../../source/zookeeper/security.ts';
import {failToConnect} from '../../helpers/client-states.ts';
import {atEnd} from '../../helpers/fake-clients.ts';
import {closedPort, fakeServer, type Behaviour} from '../fake-server.ts';

const tls: Tls = {...systemTls};

/** Why the client and why a word fail there. */
const failures = async (host: Host, security: Tls, deadlineMs = 5000): Promise<readonly [string, string]> => {
	const options = {
		security: {tls: security, credentials: []},
		connectDeadlineMs: deadlineMs,
		closeDeadlineMs: 20,
	};
	const client = createClient({hosts: [host], chroot: '/'}, options);
	atEnd(async () => client.close());
	const failure = await failToConnect(client);
	const error = (await askWord(host, 'srvr', {deadlineMs, tls: security}).then(
		() => undefined,
		(caught: unknown) => caught,
	)) as ZooKeeperError;
	return [
		`${failure?.kind}: ${failure?.message.replace(`${host.name}: `, '')}`,
		`${error.kind}: ${error.message}`,
	];
};

const saying =
	(text: string): Behaviour =>
	socket => {
		socket.write(text);
	};

it.each(['HTTP/1.1 400 Bad Request\r\n\r\n', 'SSH-2.0-OpenSSH_9.2\r\n', 'imok'])(
	'says that it is no TLS port when it answers "%s"',
	async text => {
		const message = 'it does not speak TLS on this port; leave out --tls, or name the secureClientPort';
		const host = await fakeServer(saying(text.padEnd(32)));
		expect(await failures(host, tls)).toEqual([`tls: ${message}`, `tls: ${message}`]);
	},
);

it('has one deadline for the connection and the handshake, and tells which of them was not in time', async () => {
	const host = await fakeServer(() => undefined);
	expect(await failures(host, tls, 500)).toEqual([
		'silent: takes the connection, but there is no TLS handshake in 0.5 s',
		'silent: no TLS handshake in 0.5 s',
	]);
});

it.each<readonly [string, Behaviour]>([
	[
		'closed',
		socket => {
			socket.once('data', () => socket.end());
		},
	],
	[
		'reset',
		socket => {
			socket.once('data', () => socket.resetAndDestroy());
		},
	],
])('says what it may be when the connection is %s in the handshake', async (_, behave) => {
	const message =
		'closed during the TLS handshake: no TLS port (then leave out --tls), or the connection limit of this host is reached';
	expect(await failures(await fakeServer(behave), tls)).toEqual([`tls: ${message}`, `tls: ${message}`]);
});

it('says refused of a port on which nobody listens, as without TLS', async () => {
	const [client, word] = await failures(await closedPort(), tls);
	expect([client, word].map(text => text.split(':')[0])).toEqual(['refused', 'refused']);
});

const key = Buffer.from(
	generateKeyPairSync('ec', {
		namedCurve: 'P-256',
		privateKeyEncoding: {type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame'},
		publicKeyEncoding: {type: 'spki', format: 'pem'},
	}).privateKey,
);

it.each<readonly [string, Partial<Tls>]>([
	['there is no PEM certificate in the --ca file', {ca: [Buffer.from('not one')]}],
	['our own certificate or key cannot be used: the passphrase is wrong', {key, passphrase: 'sesame'}],
	['our own certificate or key cannot be used: the key needs a passphrase', {key}],
	['our own certificate or key cannot be used: it is no PEM', {cert: Buffer.from('none')}],
	['our own certificate or key cannot be used: the file is no PKCS#12', {pfx: Buffer.from('none')}],
])('says "%s" before anything is sent', async (message, wrong) => {
	const host = await closedPort();
	expect(await failures(host, {...tls, ...wrong})).toEqual([`tls: ${message}`, `tls: ${message}`]);
});
