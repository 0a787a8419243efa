// `zktop lock` and `zktop elect` as a script uses them: exit codes, signals, the fence, and a session that is lost.
import {spawn, type ChildProcess} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {isAlive, leashed, plainEnv} from '../helpers/child.ts';
import {startCuttingProxy} from '../helpers/cutting-proxy.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {runZktop, type Run} from '../helpers/zktop.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

type Running = {
	readonly child: ChildProcess;
	readonly ended: Promise<Run>;
	/** The first line that the program wrote. */
	readonly line: Promise<string>;
};

/** Starts zktop; what its program writes is heard while it runs. */
const start = (args: readonly string[]): Running => {
	const child = spawn(...leashed(process.execPath, [cli, ...args]), {
		env: plainEnv(),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const output = {stdout: '', stderr: ''};
	const {promise: line, resolve: tell} = Promise.withResolvers<string>();
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output.stdout += text;
		if (output.stdout.includes('\n')) {
			tell(output.stdout.slice(0, output.stdout.indexOf('\n')));
		}
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		output.stderr += text;
	});
	const ended = new Promise<Run>(done => {
		child.on('close', exitCode => {
			done({exitCode, ...output});
		});
	});
	return {child, ended, line};
};

describeWithZooKeeper('a program run by zktop', () => {
	const folder = makeTempFolder('lock-verb');
	let ensemble: Ensemble;
	let witness: WritingClient;
	const ends: Array<() => Promise<void> | void> = [];
	let count = 0;
	const freshPath = (): string => {
		count += 1;
		return `/verbs/${count}`;
	};
	const zktop = async (...args: readonly string[]): Promise<Run> => {
		const cut = args.indexOf('--');
		const flags = ['-c', ensemble.connectString, '--acl', 'world:anyone:cdrwa'];
		return runZktop(cut === -1 ? [...args, ...flags] : [...args.slice(0, cut), ...flags, ...args.slice(cut)]);
	};
	const running = (connect: string, ...args: readonly string[]): Running => {
		const cut = args.indexOf('--');
		const flags = ['-c', connect, '--acl', 'world:anyone:cdrwa', '--session-timeout', '4'];
		const started = start([...args.slice(0, cut), ...flags, ...args.slice(cut)]);
		ends.push(() => void started.child.kill('SIGKILL'));
		return started;
	};
	const namesAt = async (path: string): Promise<readonly string[]> => {
		await witness.sync();
		return (await witness.exists(path)) === undefined ? [] : (await witness.children(path)).names;
	};

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 3});
		witness = await openSession(ensemble.connectString);
	});
	afterAll(async () => {
		await witness.close();
		await ensemble.stop();
		folder.remove();
	});
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) {
			await end();
		}
	});

	it('finds its fence, its znode and the lock, and gives its exit code', async () => {
		const path = freshPath();
		const script = 'echo $ZKTOP_FENCE $ZKTOP_NODE $ZKTOP_LOCK; exit 7';
		const first = await zktop('lock', path, '--', 'sh', '-c', script);
		const second = await zktop('lock', path, '--', 'sh', '-c', script);
		expect([first.exitCode, second.exitCode]).toEqual([7, 7]);
		const [fences, nodes] = [0, 1].map(word =>
			[first, second].map(({stdout}) => stdout.trim().split(' ')[word] ?? ''),
		);
		expect(BigInt(fences?.[1] ?? '')).toBeGreaterThan(BigInt(fences?.[0] ?? ''));
		expect(nodes?.[0]).toMatch(new RegExp(`^${path}/zktop-[0-9a-f]{32}-lock-\\d{10}$`));
		expect(first.stdout.trim().endsWith(path)).toBe(true);
		expect(await namesAt(path)).toEqual([]);
	});

	it('does not run where the lock is held, and says by whom', async () => {
		const path = freshPath();
		const holder = running(
			ensemble.connectString,
			'lock',
			path,
			'--name',
			'zoe',
			'--',
			'sh',
			'-c',
			'echo up; cat; sleep 60',
		);
		await holder.line;
		const refused = await zktop('lock', path, '--try', '--', 'echo', 'ran');
		expect(refused).toMatchObject({exitCode: 75, stdout: ''});
		expect(refused.stderr).toMatch(
			new RegExp(`^zktop: ${path} is held by zoe \\(session 0x[0-9a-f]+\\), since 20`, 'm'),
		);
		const late = await zktop('lock', path, '--timeout', '0.2', '--', 'echo', 'ran');
		expect(late).toMatchObject({exitCode: 75, stdout: ''});
		expect(await namesAt(path)).toHaveLength(1);
	});

	it('hears the signals that zktop gets, and its end by one is told as shells do', async () => {
		const path = freshPath();
		const {child, ended, line} = running(
			ensemble.connectString,
			...[
				'lock',
				path,
				'--',
				'sh',
				'-c',
				'trap "echo got; exit 9" USR1; echo up; while :; do sleep 0.05; done',
			],
		);
		await line;
		child.kill('SIGUSR1');
		expect(await ended).toMatchObject({exitCode: 9, stdout: 'up\ngot\n'});
		const other = running(ensemble.connectString, 'lock', path, '--', 'sh', '-c', 'echo up; exec sleep 60');
		await other.line;
		other.child.kill('SIGTERM');
		expect(await other.ended).toMatchObject({exitCode: 143});
		expect(await namesAt(path)).toEqual([]);
	});

	it('never starts when zktop is told to end while it waits', async () => {
		const path = freshPath();
		const holder = running(ensemble.connectString, 'lock', path, '--', 'sh', '-c', 'echo up; sleep 60');
		await holder.line;
		const waiter = running(ensemble.connectString, 'lock', path, '--', 'echo', 'ran');
		await until(
			async () => ((await namesAt(path)).length === 2 ? true : undefined),
			() => 'both are in line',
		);
		waiter.child.kill('SIGINT');
		expect(await waiter.ended).toMatchObject({exitCode: 130, stdout: ''});
		expect(await namesAt(path)).toHaveLength(1);
	});

	it('that is not there is told of with the exit code of a shell', async () => {
		const missing = await zktop('lock', freshPath(), '--', 'no-such-program-here');
		expect(missing).toMatchObject({exitCode: 127});
		expect(missing.stderr).toContain('no-such-program-here cannot be run: no such program');
		const text = join(folder.path, 'text');
		writeFileSync(text, 'x', {mode: 0o600});
		expect(await zktop('lock', freshPath(), '--', text)).toMatchObject({exitCode: 126});
	});

	it('is asked to end, then ended with all it started, before its lock can be another’s', async () => {
		const proxy = await startCuttingProxy((await ensemble.leader()).connect);
		ends.push(async () => proxy.stop());
		const path = freshPath();
		const log = join(folder.path, 'terms');
		const script = `trap 'date +%s%N >> ${log}' TERM; sleep 61 & echo $! $$; while :; do wait; done`;
		const {ended, line} = running(proxy.address, 'lock', path, '--', 'sh', '-c', script);
		const [helper, shell] = (await line).split(' ').map(Number);
		const waiting = running(ensemble.connectString, 'lock', path, '--', 'sh', '-c', 'date +%s%N');
		await until(
			async () => ((await namesAt(path)).length === 2 ? true : undefined),
			() => 'both are in line',
		);
		proxy.sever();
		const {exitCode, stderr} = await ended;
		const killedAt = Date.now();
		expect(exitCode).toBe(70);
		expect(stderr).toContain(`lost the lock ${path}: nothing was heard of the servers`);
		expect([helper, shell].map(pid => isAlive(pid ?? 0))).toEqual([false, false]);
		const next = Number((await waiting.ended).stdout) / 1e6;
		expect(next).toBeGreaterThan(killedAt);
		expect(Number(readFileSync(log, 'utf8').split('\n')[0]) / 1e6).toBeLessThan(killedAt);
	});

	it('is ended when zktop wakes up after its session', async () => {
		const path = freshPath();
		const {child, ended, line} = running(
			ensemble.connectString,
			'lock',
			path,
			'--',
			'sh',
			'-c',
			'echo up; exec sleep 60',
		);
		await line;
		child.kill('SIGSTOP');
		await until(
			async () => ((await namesAt(path)).length === 0 ? true : undefined),
			() => 'the session expires',
		);
		child.kill('SIGCONT');
		expect(await ended).toMatchObject({exitCode: 70});
	});

	it('does not run on a path of another layout, an ephemeral znode or without permission', async () => {
		const path = freshPath();
		const kazoo = running(
			ensemble.connectString,
			'lock',
			path,
			'--layout',
			'kazoo',
			'--',
			'sh',
			'-c',
			'echo up; sleep 60',
		);
		await kazoo.line;
		const foreign = await zktop('lock', path, '--', 'echo', 'ran');
		expect(foreign).toMatchObject({exitCode: 2, stdout: ''});
		expect(foreign.stderr).toMatch(/a contender of another layout \(kazoo's\); share it with --layout/);
		const [name] = await namesAt(path);
		const ephemeral = await zktop('lock', `${path}/${name ?? ''}`, '--', 'echo', 'ran');
		expect(ephemeral).toMatchObject({exitCode: 2, stdout: ''});
		expect(ephemeral.stderr).toContain('an ephemeral znode has no children');
		const shut = freshPath();
		await witness.create(shut, {acl: [{permissions: 1, scheme: 'world', id: 'anyone'}]});
		const denied = await zktop('lock', shut, '--', 'echo', 'ran');
		expect(denied).toMatchObject({exitCode: 77, stdout: ''});
		expect(denied.stderr).toContain('not authorised');
	});

	it('leads until it ends; then the next candidate does, and elections says so', async () => {
		const path = freshPath();
		const lead = ['sh', '-c', 'echo $ZKTOP_NAME $ZKTOP_ELECTION; exec sleep 60'];
		const first = running(ensemble.connectString, 'elect', path, '--name', 'a', '--', ...lead);
		expect(await first.line).toBe(`a ${path}`);
		const second = running(ensemble.connectString, 'elect', path, '--name', 'b', '--', ...lead);
		await until(
			async () => ((await namesAt(path)).length === 2 ? true : undefined),
			() => 'both stand',
		);
		const follower = start(['leader', path, '--follow', '-c', ensemble.connectString]);
		ends.push(() => void follower.child.kill('SIGKILL'));
		expect(JSON.parse(await follower.line)).toMatchObject({leader: {name: 'a'}, waiting: [{name: 'b'}]});
		first.child.kill('SIGTERM');
		expect(await second.line).toBe(`b ${path}`);
		const now = await runZktop(['elections', path, '-c', ensemble.connectString]);
		expect(JSON.parse(now.stdout)).toMatchObject({path, leader: {name: 'b'}, waiting: [], problems: []});
		await until(
			() => (follower.child.stdout?.readableLength === 0 ? true : undefined),
			() => 'all that the follower wrote was read',
		);
		follower.child.kill('SIGINT');
		const {exitCode, stdout} = await follower.ended;
		expect(exitCode).toBe(0);
		const leaders = stdout
			.trim()
			.split('\n')
			.map(line => (JSON.parse(line) as {leader: {name: string}}).leader.name);
		expect(leaders).toEqual(['a', 'b']);
	});
});
