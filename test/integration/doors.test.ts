// The flags of TLS and authentication from end to end: the built verbs on real servers, through each door, open or shut.
import {createServer, type Server} from 'node:net';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {pfxPassphrase} from '../helpers/certificates.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startSecured, type Secured} from '../helpers/secured.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';
import {doorCases, type DoorCase, type Place} from './door-cases.ts';

const password = 'hunter2';

/** A service that is no ZooKeeper: says the first at once, the second when it is spoken to. */
const startStranger = async (greeting: string, answer: string): Promise<Server> => {
	const server = createServer(socket => {
		socket.on('error', () => undefined);
		socket.write(greeting);
		socket.once('data', () => socket.end(answer));
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	return server;
};

const addressOf = (server: Server): string => {
	const address = server.address();
	return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

describeWithZooKeeper('the doors of an ensemble', () => {
	let folder: TempFolder;
	let secured: Secured;
	let strict: Ensemble;
	let strangers: readonly Server[];
	let places: Readonly<Record<Place, string>>;
	let files: Readonly<Record<string, string>>;

	const write = (name: string, text: string): string => {
		const path = join(folder.path, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};

	const startStrict = async (): Promise<Ensemble> => {
		const module = 'org.apache.zookeeper.server.auth.DigestLoginModule';
		const jaas = write('jaas.conf', `Server {\n${module} required\nuser_alice="${password}";\n};\n`);
		return startEnsemble({
			servers: 1,
			config: {
				'authProvider.1': 'org.apache.zookeeper.server.auth.SASLAuthenticationProvider',
				sessionRequireClientSASLAuth: 'true',
			},
			env: {_JAVA_OPTIONS: `-Djava.security.auth.login.config=${jaas}`},
		});
	};

	beforeAll(async () => {
		folder = makeTempFolder('doors');
		[secured, strict, ...strangers] = await Promise.all([
			startSecured(),
			startStrict(),
			startStranger('', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
			startStranger('SSH-2.0-OpenSSH_9.2\r\n', 'Invalid SSH identification string.\r\n'),
		]);
		const {authority, ours, stranger} = secured;
		files = {
			CA: authority.certFile,
			CERT: ours.certFile,
			KEY: ours.keyFile,
			PFX: ours.pfxFile,
			STRANGER_CERT: stranger.certFile,
			STRANGER_KEY: stranger.keyFile,
			PASSPHRASE: write('passphrase', `${pfxPassphrase}\n`),
			PASSWORD: write('password', `${password}\n`),
			WRONG: write('wrong', 'no secret of anybody\n'),
		};
		const [http = '', ssh = ''] = strangers.map(addressOf);
		places = {...secured, http, ssh, strict: strict.connectString};
	});
	afterAll(async () => {
		await Promise.all([secured.stop(), strict.stop()]);
		for (const service of strangers) {
			service.close();
		}

		folder.remove();
	});

	/** Exit code and the first problem, else what is on stderr; places, paths and times left out. */
	const told = ({exitCode, stdout, stderr}: Run, address: string): string => {
		const {problems} = (stdout === '' ? {problems: []} : JSON.parse(stdout)) as {
			readonly problems: ReadonlyArray<Record<string, string>>;
		};
		const [problem] = problems;
		const says = problem === undefined ? stderr.split('\n')[0] : `${problem['kind']}: ${problem['message']}`;
		const named = Object.entries(files).reduce(
			(text, [name, path]) => text.replaceAll(path, name),
			says ?? '',
		);
		return `${exitCode} ${named}`
			.replaceAll(`${address}: `, '')
			.replace(/ in \d+ s$/, ' in N s')
			.trim();
	};

	/** What both verbs say, and all that they print. */
	const ask = async (
		{place, flags, env}: Pick<DoorCase, 'place' | 'flags' | 'env'>,
		attempt = 1,
	): Promise<{readonly says: readonly string[]; readonly printed: string}> => {
		const address = places[place];
		const args = [...flags.map(flag => files[flag] ?? flag), '-c', address];
		const environment = env === undefined ? {} : {ZKTOP_PASSWORD: password};
		const runs = await Promise.all([
			runZktop(['servers', '--interval', '0.2', ...args], environment),
			runZktop(['tree', '/', ...args], environment),
		]);
		const says = runs.map(run => told(run, address));
		// No door here is silent: then the machine is busy.
		return says.some(text => text.includes(' silent: ')) && attempt < 4
			? ask({place, flags, ...(env && {env})}, attempt + 1)
			: {says, printed: runs.flatMap(({stdout, stderr}) => [stdout, stderr]).join('\n')};
	};

	const meetsIts = async ({servers, tree, ...door}: DoorCase): Promise<void> => {
		const {says, printed} = await ask(door);
		expect(says).toEqual([servers, tree]);
		expect(printed).not.toMatch(/hunter2|no secret of anybody|opens the test file/);
	};

	/** `tree` tries these for five seconds. */
	const isTried = ({tree}: DoorCase): boolean => /^69 (?:not-serving|garbled): /.test(tree);
	it.each(doorCases.filter(door => !isTried(door)))('$door: the verbs say $tree', meetsIts);
	it.concurrent.each(doorCases.filter(isTried))('$door: the verbs say $tree', meetsIts);
});
