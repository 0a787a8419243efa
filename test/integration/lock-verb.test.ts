// `zktop lock` and `zktop elect` as a script uses them: exit codes, signals, the fence, and a session that is lost.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {createElection, readElection} from '../../source/recipes/election.ts';
import {isAlive} from '../helpers/child.ts';
import {startCuttingProxy} from '../helpers/cutting-proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {programs} from './programs.ts';

describeWithZooKeeper('a program run by zktop', () => {
	const folder = makeTempFolder('lock-verb');
	const {scene, zktop, running, namesAt, freshPath, atEnd} = programs();
	const inLine = async (path: string, count: number): Promise<void> => {
		await until(
			async () => ((await namesAt(path)).length === count ? true : undefined),
			() => `${count} are in line at ${path}`,
		);
	};

	afterAll(() => {
		folder.remove();
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
			scene().ensemble.connectString,
			'lock',
			path,
			'--name',
			'zoe',
			'--',
			'sh',
			'-c',
			'echo up; cat; sleep 60',
		);
		await holder.heard(/up/);
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
		const {child, ended, heard} = running(
			scene().ensemble.connectString,
			...[
				'lock',
				path,
				'--',
				'sh',
				'-c',
				'trap "echo got; exit 9" USR1; echo up; while :; do sleep 0.05; done',
			],
		);
		await heard(/up/);
		child.kill('SIGUSR1');
		expect(await ended).toMatchObject({exitCode: 9, stdout: 'up\ngot\n'});
		const other = running(
			scene().ensemble.connectString,
			'lock',
			path,
			'--',
			'sh',
			'-c',
			'echo up; exec sleep 60',
		);
		await other.heard(/up/);
		other.child.kill('SIGTERM');
		expect(await other.ended).toMatchObject({exitCode: 143});
		expect(await namesAt(path)).toEqual([]);
	});

	it('never starts when zktop is told to end while it waits', async () => {
		const path = freshPath();
		const holder = running(
			scene().ensemble.connectString,
			'lock',
			path,
			'--',
			'sh',
			'-c',
			'echo up; sleep 60',
		);
		await holder.heard(/up/);
		const waiter = running(scene().ensemble.connectString, 'lock', path, '--', 'echo', 'ran');
		await waiter.said(/held by/);
		waiter.child.kill('SIGINT');
		const interrupted = await waiter.ended;
		expect(interrupted).toMatchObject({exitCode: 130, stdout: ''});
		expect(interrupted.stderr).toMatch(new RegExp(`waiting for ${path}, held by \\S+ \\(session 0x`));
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
		const proxy = await startCuttingProxy((await scene().ensemble.leader()).connect);
		atEnd(async () => proxy.stop());
		const path = freshPath();
		const log = join(folder.path, 'terms');
		const script = `trap 'date +%s%N >> ${log}' TERM; sleep 61 & echo $! $$; while :; do wait; done`;
		const {ended, heard} = running(proxy.address, 'lock', path, '--', 'sh', '-c', script);
		const [helper, shell] = (await heard(/.*\n/)).split(' ').map(Number);
		const waiting = running(scene().ensemble.connectString, 'lock', path, '--', 'sh', '-c', 'date +%s%N');
		await inLine(path, 2);
		proxy.sever();
		const {exitCode, stderr} = await ended;
		const killedAt = Date.now();
		expect(exitCode).toBe(70);
		expect(stderr).toMatch(
			new RegExp(
				`lost the lock ${path}: session 0x[0-9a-f]+ had no answer for most of its timeout: ` +
					'the servers, the network or zktop itself stood still; the command gets SIGTERM, then SIGKILL if it goes on',
			),
		);
		expect([helper, shell].map(pid => isAlive(pid ?? 0))).toEqual([false, false]);
		const next = Number((await waiting.ended).stdout) / 1e6;
		expect(next).toBeGreaterThan(killedAt);
		expect(Number(readFileSync(log, 'utf8').split('\n')[0]) / 1e6).toBeLessThan(killedAt);
	});

	it('is ended when zktop wakes up after its session', async () => {
		const path = freshPath();
		const {child, ended, heard} = running(
			scene().ensemble.connectString,
			'lock',
			path,
			'--',
			'sh',
			'-c',
			'echo up; exec sleep 60',
		);
		await heard(/up/);
		child.kill('SIGSTOP');
		await inLine(path, 0);
		child.kill('SIGCONT');
		expect(await ended).toMatchObject({exitCode: 70});
	});

	it('does not run on a path of another layout, an ephemeral znode or without permission', async () => {
		const path = freshPath();
		const script = ['sh', '-c', 'echo up; sleep 60'];
		const kazoo = running(scene().ensemble.connectString, 'lock', path, '--layout', 'kazoo', '--', ...script);
		await kazoo.heard(/up/);
		const foreign = await zktop('lock', path, '--', 'echo', 'ran');
		expect(foreign).toMatchObject({exitCode: 2, stdout: ''});
		expect(foreign.stderr).toMatch(/a contender of another layout \(kazoo's\); share it with --layout/);
		const led = await zktop('leader', path);
		expect(led.exitCode).toBe(3);
		expect(JSON.parse(led.stdout)).toMatchObject({
			leader: null,
			problems: [
				{
					kind: 'other-layout',
					path,
					layout: 'kazoo',
					message: expect.stringMatching(/--layout kazoo$/) as unknown,
				},
			],
		});
		const [name] = await namesAt(path);
		const ephemeral = await zktop('lock', `${path}/${name ?? ''}`, '--', 'echo', 'ran');
		expect(ephemeral).toMatchObject({exitCode: 2, stdout: ''});
		expect(ephemeral.stderr).toContain('an ephemeral znode has no children');
		const shut = freshPath();
		await scene().witness.create(shut, {acl: [{permissions: 1, scheme: 'world', id: 'anyone'}]});
		const denied = await zktop('lock', shut, '--', 'echo', 'ran');
		expect(denied).toMatchObject({exitCode: 77, stdout: ''});
		expect(denied.stderr).toContain('not authorised');
	});

	it('has the same decimal fence in its environment as elections prints and the library gives', async () => {
		const path = freshPath();
		const lead = ['sh', '-c', 'echo $ZKTOP_FENCE; exec sleep 60'];
		const leader = running(scene().ensemble.connectString, 'elect', path, '--', ...lead);
		const fence = (await leader.heard(/^\d+\n/)).trim();
		expect(JSON.parse((await zktop('elections', path)).stdout)).toMatchObject({leader: {fence}});
		expect((await readElection(scene().witness, path))[0]?.fence).toBe(fence);
		const mine = createElection(scene().witness, path).lead();
		await inLine(path, 2);
		leader.child.kill('SIGTERM');
		expect(BigInt((await mine).fence)).toBeGreaterThan(BigInt(fence));
	});

	const time = expect.stringMatching(/^20\d\d-.*Z$/) as string;

	it('leads until it ends; then the next candidate does, and elections says so', async () => {
		const path = freshPath();
		const lead = ['sh', '-c', 'echo $ZKTOP_NAME $ZKTOP_ELECTION; exec sleep 60'];
		const first = running(scene().ensemble.connectString, 'elect', path, '--name', 'a', '--', ...lead);
		expect(await first.heard(/.*\n/)).toBe(`a ${path}\n`);
		const second = running(scene().ensemble.connectString, 'elect', path, '--name', 'b', '--', ...lead);
		await inLine(path, 2);
		const follower = running(scene().ensemble.connectString, 'leader', path, '--follow');
		expect(JSON.parse(await follower.heard(/.*\n/))).toMatchObject({
			leader: {name: 'a', inLineSince: time},
			waiting: [{name: 'b', inLineSince: time}],
		});
		first.child.kill('SIGTERM');
		expect(await second.heard(/.*\n/)).toBe(`b ${path}\n`);
		const now = await zktop('elections', path);
		expect(JSON.parse(now.stdout)).toMatchObject({path, leader: {name: 'b'}, waiting: [], problems: []});
		await follower.heard(/\n.*\n/);
		follower.child.kill('SIGINT');
		const {exitCode, stdout} = await follower.ended;
		expect(exitCode).toBe(0);
		const leaders = stdout
			.trim()
			.split('\n')
			.flatMap(
				line => (JSON.parse(line) as {leader: {name: string; leadsSince?: string} | null}).leader ?? [],
			);
		expect(leaders.map(({name, leadsSince}) => [name, leadsSince])).toEqual([
			['a', undefined],
			['b', time],
		]);
	});
});
