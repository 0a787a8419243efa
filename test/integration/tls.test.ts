// TLS on real servers: who is let in, who is not, and what is said then.
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createClient, type Client} from '../../source/zookeeper/client.ts';
import type {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {askWord} from '../../source/zookeeper/four-letter.ts';
import {parseHost, type Host} from '../../source/zookeeper/hosts.ts';
import {systemTls, type Tls} from '../../source/zookeeper/security.ts';
import {pfxPassphrase, type Certificate} from '../helpers/certificates.ts';
import {connect, failToConnect} from '../helpers/client-states.ts';
import {startSecured, type Secured} from '../helpers/secured.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';

const plain: Tls = {...systemTls};

describeWithZooKeeper('TLS', () => {
	let secured: Secured;
	let authority: Certificate;
	let ours: Certificate;
	let stranger: Certificate;
	let open: Host;
	let mutual: Host;
	let expired: Host;
	let shut: Host;

	beforeAll(async () => {
		secured = await startSecured();
		({authority, ours, stranger} = secured);
		[open, mutual, expired] = [
			parseHost(secured.open),
			parseHost(secured.mutual),
			parseHost(secured.expired),
		];
		shut = parseHost(secured.plain);
	});
	afterAll(async () => secured.stop());

	const clientOf = (host: Host, tls: Tls | undefined): Client =>
		createClient({hosts: [host], chroot: '/'}, {security: {tls, credentials: []}});
	const trusting = (more: Partial<Tls> = {}): Tls => ({...plain, ca: [authority.cert], ...more});
	/** Why a client does not get connected. */
	const says = async (host: Host, tls: Tls | undefined): Promise<string> => {
		const failing = clientOf(host, tls);
		const failure = await failToConnect(failing);
		await failing.close();
		return `${failure?.kind}: ${failure?.message.replace(`${host.name}: `, '')}`;
	};
	/** How the answer to a word begins, or why there is none. */
	const wordSays = async (host: Host, tls: Tls | undefined): Promise<string> =>
		askWord(host, 'srvr', {deadlineMs: 2000, tls}).then(
			answer => answer.slice(0, 17),
			(error: unknown) => {
				const {kind, message} = error as ZooKeeperError;
				return `${kind}: ${message}`;
			},
		);
	const reads = async (host: Host, tls: Tls): Promise<void> => {
		const reader = clientOf(host, tls);
		await connect(reader);
		expect((await reader.children('/')).names).toContain('zookeeper');
		await reader.close();
		expect(await wordSays(host, tls)).toBe('Zookeeper version');
	};

	it('reads the tree and asks words where the authority is known', async () => {
		await reads(open, trusting());
	});

	it('reads the tree and asks words of a server whose certificate has expired, when told not to look', async () => {
		await reads(expired, {...plain, insecure: true});
	});

	it('shows its certificate to a server that wants one, from PEM or from PKCS#12', async () => {
		await reads(mutual, trusting({cert: ours.cert, key: ours.key}));
		const client = clientOf(mutual, trusting({cert: ours.cert, key: ours.key}));
		await connect(client);
		expect(await client.whoAmI('3.8.0')).toContainEqual({scheme: 'x509', user: 'CN=zktop'});
		await client.close();
		await reads(mutual, trusting({pfx: ours.pfx, passphrase: pfxPassphrase}));
	});

	it.each<readonly [string, () => readonly [Host, Tls], string]>([
		[
			'an authority that is not known',
			() => [open, plain],
			'its certificate is signed by the test authority, an authority that is not known here; name that one with --ca FILE',
		],
		[
			'a certificate for another name',
			() => [open, trusting({servername: 'zk.example'})],
			'its certificate is for 127.0.0.1, localhost, not for zk.example; name the right one with --servername',
		],
		[
			'an expired certificate',
			() => [expired, trusting()],
			'its certificate has expired; renew it on the server (--insecure does not look)',
		],
		[
			'a server that wants a client certificate and gets none',
			() => [mutual, trusting()],
			'it probably wants a client certificate; name yours with --cert and --key',
		],
		[
			'a server that does not know who signed our certificate',
			() => [mutual, trusting({cert: stranger.cert, key: stranger.key})],
			'it refuses our client certificate; its truststore must hold the authority that signed that one',
		],
		[
			'a plain port',
			() => [shut, trusting()],
			'closed during the TLS handshake: no TLS port (then leave out --tls), or the connection limit of this host is reached',
		],
	])('names %s, to the client and to words', async (_, what, message) => {
		const [host, tls] = what();
		expect(await says(host, tls)).toBe(`tls: ${message}`);
		expect(await wordSays(host, tls)).toBe(`tls: ${message}`);
	});

	it('takes a TLS port for one when it was to be a plain one', async () => {
		expect(await says(open, undefined)).toBe(
			'not-serving: closed without an answer: no quorum, still starting, or the connection limit of this host is reached; or a TLS port, then connect with --tls',
		);
		expect(await wordSays(open, undefined)).toBe(
			'tls: waits for more than four letters, and closes then: a TLS port; connect with --tls',
		);
	});
});
