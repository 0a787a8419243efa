// Who we are, on real servers: digest, and SASL DIGEST-MD5 against a JAAS file.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {createClient, type Client} from '../../source/zookeeper/client.ts';
import {askWord} from '../../source/zookeeper/four-letter.ts';
import {parseConnectString} from '../../source/zookeeper/hosts.ts';
import type {Credentials} from '../../source/zookeeper/security.ts';
import {connect, failToConnect, nextState} from '../helpers/client-states.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {createGuarded} from '../helpers/guarded.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {startWriter} from '../helpers/writer.ts';

const version = '3.8.0';
const user = 'alice';
const password = 'of "alice"\\, for tests';

describeWithZooKeeper('Credentials', () => {
	let folder: TempFolder;
	/** Lets in nobody without SASL; knows nothing of SASL. */
	let strict: Ensemble;
	let open: Ensemble;
	let client: Client;

	beforeAll(async () => {
		folder = makeTempFolder('jaas');
		const jaas = join(folder.path, 'jaas.conf');
		const line = `user_${user}="${password.replaceAll(/["\\]/g, '\\$&')}"`;
		const module = 'org.apache.zookeeper.server.auth.DigestLoginModule';
		writeFileSync(jaas, `Server {\n${module} required\n${line};\n};\n`);
		[strict, open] = await Promise.all([
			startEnsemble({
				servers: 1,
				config: {
					'authProvider.1': 'org.apache.zookeeper.server.auth.SASLAuthenticationProvider',
					sessionRequireClientSASLAuth: 'true',
				},
				env: {_JAVA_OPTIONS: `-Djava.security.auth.login.config=${jaas}`},
			}),
			startEnsemble({servers: 1}),
		]);
	});
	afterAll(async () => {
		await Promise.all([strict.stop(), open.stop()]);
		folder.remove();
	});
	afterEach(async () => client.close());

	const clientOf = ({connectString}: Ensemble, ...credentials: Credentials[]): Client => {
		client = createClient(parseConnectString(connectString), {security: {tls: undefined, credentials}});
		return client;
	};
	const sasl: Credentials = {kind: 'sasl-digest-md5', user, password};
	const digest: Credentials = {kind: 'digest', user, password};

	it('log in over SASL DIGEST-MD5 before anything is asked', async () => {
		await connect(clientOf(strict, sasl));
		expect((await client.children('/')).names).toContain('zookeeper');
		expect(await client.whoAmI(version)).toContainEqual({scheme: 'sasl', user});
	});

	it('are said again on each new connection', async () => {
		const before = await connect(clientOf(strict, sasl));
		const back = nextState(client, 'connected');
		await strict.servers[0]?.restart();
		const after = await back;
		expect(after.session).toBe(before.session);
		expect(await client.whoAmI(version)).toContainEqual({scheme: 'sasl', user});
	});

	it('that are wrong are named, and not tried again at once', async () => {
		const failure = await failToConnect(clientOf(strict, {...sasl, password: 'wrong'}));
		expect(failure?.kind).toBe('no-auth');
		expect(failure?.message).toMatch(/rejects our SASL DIGEST-MD5 credentials; correct user or password$/);
	});

	it('are asked for by a server that lets in nobody without them', async () => {
		await connect(clientOf(strict));
		const lost = nextState(client, 'connecting');
		await expect(client.children('/')).rejects.toMatchObject({
			kind: 'no-auth',
			message: '/: the server wants SASL authentication; say who you are with --auth sasl:USER',
		});
		const {failure} = await lost;
		expect(failure).toMatchObject({kind: 'no-auth'});
		expect(failure?.message).toMatch(/wants SASL authentication; say who you are with --auth sasl:USER$/);
	});

	it('for SASL are refused by a server that has no JAAS section', async () => {
		const failure = await failToConnect(clientOf(open, sasl));
		expect(failure?.message).toContain('has no SASL DIGEST-MD5 login: no JAAS section "Server"');
	});

	it('open what an ACL shuts for others', async () => {
		const writer = await startWriter(open.connectString);
		await createGuarded(writer, '/secret', {user, password});
		await writer.close();
		const [read, denied] = [clientOf(open, digest), {kind: 'no-auth'}];
		await connect(read);
		expect((await read.data('/secret')).data?.toString()).toBe('told');
		expect(await read.whoAmI(version)).toContainEqual({scheme: 'digest', user});
		await read.close();
		await connect(clientOf(open, {...digest, password: 'wrong'}));
		await expect(client.data('/secret')).rejects.toMatchObject(denied);
		await client.close();
		await connect(clientOf(open));
		await expect(client.data('/secret')).rejects.toMatchObject(denied);
	});

	it('are not needed to see whom a server takes us for', async () => {
		await connect(clientOf(open));
		const [host] = parseConnectString(open.connectString).hosts;
		const srvr = await askWord(host as NonNullable<typeof host>, 'srvr', {deadlineMs: 2000});
		const told = /^Zookeeper version: (?<version>\S+)/.exec(srvr)?.groups?.['version'];
		expect(await client.whoAmI(told)).toEqual([{scheme: 'ip', user: '127.0.0.1'}]);
	});
});
