// source/commands/groups.ts: groups at paths as JSON, on the demo's ensemble
import {describe, expect, it} from 'vitest';
import {elections} from '../../source/commands/elections.ts';
import {groups} from '../../source/commands/groups.ts';
import {permissions} from '../../source/zookeeper/acl.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {runVerb} from './verb-run.ts';

const demo = demoServer();

type Printed = {readonly groups: ReadonlyArray<{readonly path: string}>};

const groupsAt = async (...paths: readonly string[]) => {
	const argv = ['groups', ...paths, '-c', demo.connectString, '--interval', '0.2'];
	const {code, text} = await runVerb(groups, argv);
	return {code, document: JSON.parse(text) as Printed};
};

it('a path that may not be listed is a problem, not a path without groups', async () => {
	const nobody = [{permissions: permissions.create, scheme: 'world', id: 'anyone'}];
	await demo.client.create('/shut', {acl: nobody});
	await demo.client.create('/shut/counter');
	const message = expect.stringMatching(/^\/shut: not authorised/) as string;
	expect(await groupsAt('/shut')).toMatchObject({
		code: 3,
		document: {groups: [], problems: [{source: 'znode', kind: 'no-auth', message}]},
	});
});

describe('with paths', () => {
	it('tells the groups at and below them alone, whole, and that there is none', async () => {
		for (const path of ['/services', '/services/web', '/services/db', '/services-old', '/services-old/web']) {
			await demo.client.create(path);
		}

		for (const path of ['/services/web/a', '/services/web/b', '/services/db/c', '/services-old/web/d']) {
			await demo.client.create(path, {ephemeral: true});
		}

		const pathsAt = async (...paths: readonly string[]) =>
			(await groupsAt(...paths)).document.groups.map(({path}) => path).toSorted();
		expect(await pathsAt()).toEqual(['/services-old/web', '/services/db', '/services/web']);
		expect(await pathsAt('/services')).toEqual(['/services/db', '/services/web']);
		expect(await pathsAt('/services/web')).toEqual(['/services/web']);
		expect(await pathsAt('/services/db', '/services-old')).toEqual(['/services-old/web', '/services/db']);
		const {document} = await groupsAt('/services/web/a');
		expect(document.groups).toMatchObject([{path: '/services/web', members: [{name: null}, {name: null}]}]);
	});

	it('says for people that there is none there, and of a queue which item is its oldest', async () => {
		await demo.client.create('/jobs');
		const table = async (path: string) =>
			(await runVerb(groups, ['groups', path, '-c', demo.connectString, '--table', '--interval', '0.2']))
				.text;
		expect(await table('/jobs')).toBe('no group at or below /jobs, as far as the servers tell\n');
		await demo.client.create('/jobs/qn-0000000007');
		expect(await table('/jobs')).toMatch(/^\/jobs +queue +.*, \w+ +oldest qn-0000000007 +\d+ s +1$/m);
		expect(await table('/jobs')).toContain('queues with nothing in work: consumers watch the list of items');
		expect((await groupsAt('/jobs')).document.groups).toMatchObject([
			{consumers: null, why: expect.stringContaining('which no word tells') as string},
		]);
	});
});

it('a list too long to look for counters in is told', async () => {
	await demo.client.create('/many');
	const names = Array.from({length: 2001}, (_, index) => `/many/count${index}`);
	await Promise.all(names.map(async path => demo.client.create(path)));
	expect((await groupsAt('/many')).document).toMatchObject({
		groups: [],
		notRead: 'barriers, counters and leases of one znode: no name looked at in 1 list longer than 2,000',
	});
	expect((await groupsAt('/jobs')).document).toMatchObject({notRead: null});
});

it('a contender whose data may not be read is a problem, in groups and in elections', async () => {
	const acl = [{permissions: permissions.create, scheme: 'world', id: 'anyone'}];
	await demo.client.create('/election');
	const {path} = await demo.client.create(`/election/${'0'.repeat(32)}__lock__`, {
		acl,
		data: Buffer.from('somebody'),
		ephemeral: true,
		sequential: true,
	});
	const message = expect.stringMatching(new RegExp(`^${path}: not authorised`)) as string;
	for (const [name, verb] of [
		['elections', elections],
		['groups', groups],
	] as const) {
		const {code, text} = await runVerb(verb, [name, '-c', demo.connectString, '--interval', '0.2']);
		expect({name, code, document: JSON.parse(text) as unknown}).toMatchObject({
			name,
			code: 3,
			document: {problems: [{path, source: 'znode', kind: 'no-auth', message}]},
		});
	}
});
