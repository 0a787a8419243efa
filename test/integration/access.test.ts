// Flags from end to end where the server is open to all: digest and its ACLs, secrets, chroots, IPv6.
import {spawn} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {plainEnv} from '../helpers/child.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {createGuarded} from '../helpers/guarded.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder, type TempFolder} from '../helpers/temp-folder.ts';
import {startWriter, type Writer} from '../helpers/writer.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');
const alice = {user: 'alice', password: 'hunter2'};

const hasIPv6 = await new Promise<boolean>(done => {
	const server = createServer();
	server.on('error', () => {
		done(false);
	});
	server.listen(0, '::1', () => {
		server.close();
		done(true);
	});
});
if (!hasIPv6) {
	process.stderr.write('LEFT OUT: this machine has no ::1, so no server is reached over IPv6\n');
}

/** Exit code, paths found and the first problem. */
const told = ({exitCode, stdout}: Run): readonly unknown[] => {
	const {nodes, problems} = JSON.parse(stdout) as {
		readonly nodes: ReadonlyArray<{readonly path: string}>;
		readonly problems: ReadonlyArray<{readonly kind: string; readonly message: string}>;
	};
	return [exitCode, nodes.map(({path}) => path), problems.map(({kind, message}) => `${kind}: ${message}`)];
};

describeWithZooKeeper('an open server', () => {
	let folder: TempFolder;
	let ensemble: Ensemble;
	let writer: Writer;
	let port: number;
	let passwordFile: string;

	beforeAll(async () => {
		folder = makeTempFolder('access');
		passwordFile = join(folder.path, 'password');
		writeFileSync(passwordFile, `${alice.password}\n`, {mode: 0o600});
		ensemble = await startEnsemble({
			servers: 1,
			// All addresses of both families: the tests' own words go over IPv4.
			config: {clientPortAddress: '::'},
			env: {_JAVA_OPTIONS: '-Djava.net.preferIPv4Stack=false'},
		});
		port = ensemble.servers[0]?.clientPort ?? 0;
		writer = await startWriter(ensemble.connectString);
		await createGuarded(writer, '/guarded', alice);
	});
	afterAll(async () => {
		await writer.close();
		await ensemble.stop();
		folder.remove();
	});

	const tree = async (path: string, args: readonly string[], env = {}): Promise<Run> =>
		runZktop(['tree', path, '-c', ensemble.connectString, ...args], env);

	it.each<readonly [string, () => readonly string[], Readonly<Record<string, string>>]>([
		['a file', () => ['--auth', 'digest:alice', '--auth-file', passwordFile], {}],
		['the environment', () => ['--auth', 'digest:alice'], {ZKTOP_PASSWORD: alice.password}],
	])('shows what an ACL guards to who has the password in %s', async (_, args, env) => {
		const run = await tree('/guarded', args(), env);
		expect(told(run)).toEqual([0, ['/guarded'], []]);
		expect(run.stdout + run.stderr).not.toContain(alice.password);
	});

	it.each([
		['nobody', [], {}, ': the ACL does not let us do this; say who you are with --auth'],
		[
			'who has another password',
			['--auth', 'digest:alice'],
			{ZKTOP_PASSWORD: 'wrong'},
			' as digest:alice: wrong password, or no right here',
		],
	])('denies it to %s, and zktop says what to do about it', async (_, args, env, why) => {
		expect(told(await tree('/guarded', args, env))).toEqual([
			3,
			[],
			[`no-auth: /guarded: not authorised${why}`],
		]);
	});

	it('a password in argv is refused without being repeated', async () => {
		const run = await tree('/', ['--auth', `digest:alice:${alice.password}`]);
		expect(run).toMatchObject({exitCode: 2, stdout: ''});
		expect(run.stderr).toContain('--auth digest:USER:… has a password in it');
		expect(run.stderr).not.toContain(alice.password);
	});

	it('what others see of a running zktop holds no secret, nor what it prints when it crashes', async () => {
		const fault = pathToFileURL(resolve(import.meta.dirname, '../pty/faults/throw-in-timer.ts')).href;
		const args = ['sessions', '--follow', '-c', ensemble.connectString];
		const auth = ['--auth', 'digest:alice', '--auth-file', passwordFile];
		const child = spawn(process.execPath, [cli, ...args, ...auth], {
			env: {...plainEnv(), NODE_OPTIONS: `--import=${fault}`},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		onTestFinished(() => void child.kill('SIGKILL'));
		let printed = '';
		const first = Promise.withResolvers<undefined>();
		child.stdout.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
			first.resolve(undefined);
		});
		child.stderr.on('data', (chunk: Buffer) => {
			printed += chunk.toString();
		});
		await first.promise;
		for (const file of ['cmdline', 'comm', 'environ']) {
			expect(readFileSync(`/proc/${child.pid}/${file}`, 'latin1')).not.toContain(alice.password);
		}

		child.kill('SIGUSR2');
		await new Promise(done => child.on('close', done));
		expect(child.exitCode).toBe(1);
		expect(printed).toContain('thrown in a timer');
		expect(printed).not.toContain(alice.password);
	});

	it.each(['/', '/app'])('a chroot that does not exist is named, whatever is asked: tree %s', async path => {
		const run = await runZktop(['tree', path, '-c', `${ensemble.connectString}/no/such`]);
		expect(told(run)).toEqual([
			3,
			[],
			['no-node: the chroot /no/such does not exist: create it, or correct the connect string'],
		]);
	});

	it('a chroot that does not exist is named by locks too: none below it is no good news', async () => {
		const run = await runZktop(['locks', '-c', `${ensemble.connectString}/no/such`]);
		const {locks, problems} = JSON.parse(run.stdout) as {readonly locks: unknown; readonly problems: unknown};
		expect([run.exitCode, locks]).toEqual([3, []]);
		expect(problems).toContainEqual({
			source: 'znode',
			kind: 'no-node',
			message: 'the chroot /no/such does not exist: create it, or correct the connect string',
		});
	});

	it.runIf(hasIPv6)('is reached over IPv6 by the tree and by words', async () => {
		const address = `[::1]:${port}`;
		const [nodes, servers] = await Promise.all([
			runZktop(['tree', '/zookeeper', '--depth', '0', '-c', address]),
			runZktop(['servers', '--interval', '0.2', '-c', address]),
		]);
		expect(told(nodes)).toEqual([0, ['/zookeeper'], []]);
		expect(servers.exitCode).toBe(0);
		expect(JSON.parse(servers.stdout)).toMatchObject({
			servers: [{server: address, role: 'standalone', reading: 'fresh'}],
			problems: [],
		});
	});
});
