// Registration and publication on a real ensemble: who is there, and who has heard of what.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {register} from '../../source/recipes/membership.ts';
import {publish, subscribe, type Edition} from '../../source/recipes/publication.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {startCuttingProxy, type CuttingProxy} from '../helpers/cutting-proxy.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {programs} from './programs.ts';

const setData = 5;
const create2 = 15;
const getData = 4;

describeWithZooKeeper('services and values', () => {
	const folder = makeTempFolder('values');
	const {scene, zktop, running, namesAt, freshPath, atEnd} = programs();
	const session = async (connect: string, sessionTimeoutMs = 4000): Promise<WritingClient> => {
		const client = await openSession(connect, {sessionTimeoutMs});
		atEnd(async () => client.close());
		return client;
	};
	const proxied = async (): Promise<CuttingProxy> => {
		const proxy = await startCuttingProxy((await scene().ensemble.leader()).connect);
		atEnd(async () => proxy.stop());
		return proxy;
	};
	const names = async (path: string, wanted: readonly string[]): Promise<void> => {
		await until(
			async () => ((await namesAt(path)).join() === wanted.join() ? true : undefined),
			() => `${path} has ${wanted.join()}`,
		);
	};
	const file = (name: string, text: string | Buffer): string => {
		const path = join(folder.path, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};

	afterAll(() => {
		folder.remove();
	});

	it('are registered while the program runs, and those who follow hear of it', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const follower = running(connectString, 'services', path, '--follow');
		await follower.heard(/"members":\[\]/);
		const data = file('instance.json', '{"port":80}');
		const script = ['sh', '-c', 'echo up $ZKTOP_NODE; exec sleep 60'];
		const service = running(
			connectString,
			'register',
			path,
			'--name',
			'a',
			'--data',
			`@${data}`,
			'--',
			...script,
		);
		await service.heard(new RegExp(`up ${path}/a`));
		await follower.heard(/"name":"a","text":"\{\\"port\\":80\}","session":"0x/);
		const listed = JSON.parse((await zktop('registries', path)).stdout) as unknown;
		expect(listed).toMatchObject({path, members: [{name: 'a', text: '{"port":80}'}], problems: []});
		service.child.kill('SIGTERM');
		expect(await service.ended).toMatchObject({exitCode: 143});
		await follower.heard(/"members":\[\{[^\n]*\n[^\n]*"members":\[\]/);
	});

	it('are refused a name that somebody has, and get it when they wait', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const first = running(
			connectString,
			'register',
			path,
			'--name',
			'a',
			'--',
			'sh',
			'-c',
			'echo up; exec sleep 60',
		);
		await first.heard(/up/);
		const refused = await zktop('register', path, '--name', 'a', '--try', '--', 'echo', 'ran');
		expect(refused).toMatchObject({exitCode: 75, stdout: ''});
		expect(refused.stderr).toMatch(new RegExp(`${path}/a is held by session 0x[0-9a-f]+, since`));
		const second = running(connectString, 'register', path, '--name', 'a', '--', 'echo', 'ran');
		first.child.kill('SIGKILL');
		expect(await second.ended).toMatchObject({exitCode: 0, stdout: 'ran\n'});
	});

	it('are what Curator’s discovery reads, in its layout', async () => {
		const path = `${freshPath()}/web`;
		const data = '{"address":"10.0.0.7","port":80}';
		const script = ['sh', '-c', 'echo up; exec sleep 60'];
		const args = ['register', path, '--name', 'a', '--layout', 'curator', '--data', data, '--', ...script];
		await running(scene().ensemble.connectString, ...args).heard(/up/);
		const {data: bytes} = await scene().witness.data(`${path}/a`);
		expect(JSON.parse(bytes?.toString() ?? '')).toEqual({
			...{name: 'web', id: 'a', address: '10.0.0.7', port: 80, sslPort: null, payload: null},
			...{registrationTimeUTC: expect.any(Number) as unknown, serviceType: 'DYNAMIC', uriSpec: null},
		});
	});

	it('are registered once though the reply is lost, and again when the session has expired', async () => {
		const proxy = await proxied();
		const client = await session(proxy.address, 2000);
		const path = freshPath();
		const lost = proxy.loseReplyTo(create2);
		const registration = await register(client, path, 'a', {data: Buffer.from('x')});
		await lost;
		await names(path, ['a']);
		const before = await scene().witness.exists(registration.node);
		proxy.sever();
		await names(path, []);
		proxy.mend();
		await names(path, ['a']);
		expect((await scene().witness.exists(registration.node))?.ephemeralOwner).not.toBe(
			before?.ephemeralOwner,
		);
		expect(registration.signal.aborted).toBe(false);
		await registration.leave();
		await names(path, []);
	});

	it('are lost to who took the name while the session was gone', async () => {
		const proxy = await proxied();
		const client = await session(proxy.address, 2000);
		const path = freshPath();
		const registration = await register(client, path, 'a');
		const lost = new Promise(resolve => {
			registration.signal.addEventListener('abort', resolve);
		});
		proxy.sever();
		await names(path, []);
		const other = await register(scene().witness, path, 'a');
		proxy.mend();
		await lost;
		expect(registration.signal.reason).toMatchObject({name: 'LostError'});
		await registration.leave();
		await names(path, ['a']);
		await other.leave();
	});

	it('are published, printed by a subscriber, and run through a command', async () => {
		const path = `${freshPath()}/deep/value`;
		const {connectString} = scene().ensemble;
		const printer = running(connectString, 'subscribe', path);
		const runner = running(
			connectString,
			'subscribe',
			path,
			'--exec',
			'echo "<$(cat)> $ZKTOP_VERSION $ZKTOP_MISSED"',
		);
		const first = await zktop('publish', path, file('first', 'one'));
		expect(JSON.parse(first.stdout)).toMatchObject({path, version: 0});
		await printer.heard(/"version":0,.*"missed":0,"recreated":false,"text":"one"/);
		await runner.heard(/<one> 0 0/);
		const second = await zktop('publish', path, file('second', Buffer.of(0xff)), '--expect-version', '0');
		expect(second.exitCode).toBe(0);
		await printer.heard(/"version":1,.*"base64":"\/w=="/);
		const late = await zktop('publish', path, file('first', 'one'), '--expect-version', '0');
		expect(late).toMatchObject({exitCode: 75});
		expect(late.stderr).toContain('does not have version 0 any more');
		printer.child.kill('SIGINT');
		expect(await printer.ended).toMatchObject({exitCode: 0});
	});

	it('that no server takes are refused, and the session lives on', async () => {
		const path = freshPath();
		const large = await zktop('publish', path, file('large', Buffer.alloc(1_048_575)));
		expect(large).toMatchObject({exitCode: 2, stdout: ''});
		expect(large.stderr).toMatch(
			/1048\d\d\d bytes with path and header; servers take 1048575 \(jute\.maxbuffer\)/,
		);
		await publish(scene().witness, path, Buffer.alloc(1_048_000));
		expect((await scene().witness.exists(path))?.dataBytes).toBe(1_048_000);
	});

	it('are published once though the reply is lost', async () => {
		const proxy = await proxied();
		const client = await session(proxy.address);
		const path = freshPath();
		await publish(client, path, Buffer.from('one'));
		const lost = proxy.loseReplyTo(setData);
		const published = await publish(client, path, Buffer.from('two'), {expectVersion: 0});
		await lost;
		expect(published.version).toBe(1);
		const again = proxy.loseReplyTo(setData);
		expect((await publish(client, path, Buffer.from('three'))).version).toBe(2);
		await again;
	});

	it('tell each subscriber what was missed, and ask for nothing while nothing changes', async () => {
		const proxy = await proxied();
		const client = await session(proxy.address);
		const path = freshPath();
		const {witness} = scene();
		await publish(witness, path, Buffer.from('0'));
		const editions = subscribe(client, path);
		const next = async (): Promise<Edition> => (await editions.next()).value;
		expect(await next()).toMatchObject({version: 0, missed: 0, recreated: false});
		const waiting = next();
		await until(
			() => (client.watches() === 1 ? true : undefined),
			() => 'it watches',
		);
		const before = proxy.asked.filter(operation => operation === getData).length;
		await publish(witness, path, Buffer.from('1'));
		expect((await waiting).value.toString()).toBe('1');
		expect(proxy.asked.filter(operation => operation === getData).length).toBe(before + 1);
		for (const value of ['2', '3', '4']) {
			await publish(witness, path, Buffer.from(value));
		}

		expect(await next()).toMatchObject({version: 4, missed: 2, value: Buffer.from('4')});
		await witness.remove(path);
		await publish(witness, path, Buffer.from('new'));
		expect(await next()).toMatchObject({version: 0, recreated: true, value: Buffer.from('new')});
	});
});
