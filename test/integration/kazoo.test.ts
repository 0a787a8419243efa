// The kazoo actors: what they say they hold is what the server has.
import {afterAll, afterEach, beforeAll, expect, it} from 'vitest';
import {isAlive} from '../helpers/child.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {ask} from '../helpers/four-letter.ts';
import {startKazoo, type Kazoo, type KazooOptions} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';

describeWithKazoo('a kazoo client', () => {
	let ensemble: Ensemble;
	let clients: Kazoo[] = [];
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
	});
	afterEach(async () => {
		await Promise.all(clients.map(async client => client.stop()));
		clients = [];
	});
	afterAll(async () => ensemble.stop());

	const start = async (options?: KazooOptions): Promise<Kazoo> => {
		const client = await startKazoo(ensemble.connectString, options);
		clients.push(client);
		return client;
	};

	const word = async (name: string): Promise<string> => ask(ensemble.servers[0]?.clientPort ?? 0, name);

	it('knows its session, its address and its server', async () => {
		const client = await start();
		expect(client.server).toBe(ensemble.connectString);
		expect(await word('cons')).toMatch(new RegExp(`/${client.address}\\[\\d+\\].*sid=${client.session},`));
	});

	it('makes, reads, lists, changes and deletes znodes', async () => {
		const client = await start();
		const {path} = await client.do({do: 'create', path: '/a/b', data: 'zoë', sequence: true, makepath: true});
		expect(path).toBe('/a/b0000000000');
		const {data_b64: data, stat} = await client.do({do: 'get', path});
		expect(Buffer.from(data, 'base64').toString()).toBe('zoë');
		expect(stat).toMatchObject({version: 0, dataLength: 4, ephemeralOwner: 0});
		await client.do({do: 'set', path, data: Uint8Array.of(0, 255)});
		expect(await client.do({do: 'children', path: '/a'})).toEqual({children: ['b0000000000']});
		await client.do({do: 'delete', path: '/a', recursive: true});
		await expect(client.do({do: 'get', path})).rejects.toThrow('NoNodeError');
	});

	it('makes znodes that only some may read', async () => {
		const client = await start({auth: [['digest', 'zoe:secret']]});
		await client.do({do: 'create', path: '/mine', acl: [{scheme: 'auth', id: '', perms: 31}]});
		const stranger = await start();
		await expect(stranger.do({do: 'get', path: '/mine'})).rejects.toThrow('NoAuthError');
		await stranger.do({do: 'auth', scheme: 'digest', credential: 'zoe:secret'});
		await stranger.do({do: 'get', path: '/mine'});
	});

	it.each(['Lock', 'WriteLock', 'Semaphore', 'Election'] as const)(
		'hands a %s over in the order of the queue',
		async kind => {
			const [first, second] = await Promise.all([start(), start()]);
			const path = `/locks/${kind}`;
			await first.do({do: 'acquire', id: 'w1', path, kind, wait: true});
			expect((await first.event({event: 'acquired', id: 'w1'})).node).toContain(`${path}/`);
			await second.do({do: 'acquire', id: 'w2', path, kind});
			await second.event({event: 'queued', id: 'w2'});
			await second.do({do: 'acquire', id: 'w3', path, kind});
			await second.event({event: 'queued', id: 'w3'});
			await second.do({do: 'release', id: 'w2'});
			await first.do({do: 'release', id: 'w1'});
			await second.event({event: 'acquired', id: 'w3'});
		},
	);

	it('shares a lock between readers', async () => {
		const client = await start();
		await client.do({do: 'acquire', id: 'r1', path: '/locks/shared', kind: 'ReadLock', wait: true});
		await client.do({do: 'acquire', id: 'r2', path: '/locks/shared', kind: 'ReadLock', wait: true});
		expect(await word('dump')).toContain('__rlock__0000000001');
	});

	it('keeps its locks until the session expires when it is killed or frozen', async () => {
		const client = await start({timeoutS: 2});
		await client.do({do: 'acquire', id: 'gone', path: '/locks/left', wait: true});
		await client.freeze();
		const heir = await start();
		await heir.do({do: 'acquire', id: 'heir', path: '/locks/left', wait: true});
		client.resume();
		await client.event({event: 'state', state: 'LOST'});
		await client.kill();
		expect(isAlive(client.pid)).toBe(false);
	});

	it('hears watches', async () => {
		const client = await start();
		await client.do({do: 'create', path: '/seen'});
		await client.do({do: 'watch', path: '/seen'});
		await client.do({do: 'watch', path: '/seen', kind: 'data'});
		await client.do({do: 'create', path: '/seen/child'});
		await client.event({event: 'watch', path: '/seen', type: 'CHILD'});
		await client.do({do: 'set', path: '/seen', data: 'x'});
		await client.event({event: 'watch', path: '/seen', type: 'CHANGED'});
	});

	it('fills a parent with many children and makes load', async () => {
		const client = await start();
		expect((await client.do({do: 'fill', path: '/many', count: 1200})).count).toBe(1200);
		const {children} = await client.do({do: 'children', path: '/many'});
		expect(children).toHaveLength(1200);
		expect(children).toContain('node-0000001199');
		await client.do({do: 'reads', path: '/many', count: 300});
		await client.do({do: 'writes', path: '/many', count: 30, data: 'x'});
		expect((await client.do({do: 'get', path: '/many'})).stat).toMatchObject({version: 30});
	});
});
