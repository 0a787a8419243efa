// source/commands/groups.ts: groups at paths as JSON, on the demo's ensemble
import {describe, expect, it} from 'vitest';
import {elections} from '../../source/commands/elections.ts';
import {groups} from '../../source/commands/groups.ts';
import {permissions} from '../../source/zookeeper/acl.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {patient, runVerb, runVerbUntil} from './verb-run.ts';

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
	it('tells the groups at and below them alone, and whole', patient, async () => {
		for (const path of ['/services', '/services/web', '/services/db', '/services-old', '/services-old/web']) {
			await demo.client.create(path);
		}

		for (const path of ['/services/web/a', '/services/web/b', '/services/db/c', '/services-old/web/d']) {
			await demo.client.create(path, {ephemeral: true});
		}

		const groupsAre = async (asked: readonly string[], expected: readonly object[]): Promise<void> => {
			const argv = ['groups', ...asked, '-c', demo.connectString, '--interval', '0.2'];
			await runVerbUntil(groups, argv, ({text}) => {
				const told = (JSON.parse(text) as Printed).groups;
				expect(told.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toMatchObject(expected);
			});
		};
		const [web, db, old] = [{path: '/services/web'}, {path: '/services/db'}, {path: '/services-old/web'}];
		await groupsAre([], [old, db, web]);
		await groupsAre(['/services'], [db, web]);
		await groupsAre(['/services/web'], [web]);
		await groupsAre(['/services/db', '/services-old'], [old, db]);
		await groupsAre(['/services/web/a'], [{...web, members: [{name: null}, {name: null}]}]);
	});

	it(
		'says for people that there is none there, and of a queue which item is its oldest',
		patient,
		async () => {
			await demo.client.create('/jobs');
			const argv = ['groups', '/jobs', '-c', demo.connectString, '--table', '--interval', '0.2'];
			await runVerbUntil(groups, argv, ({text}) => {
				expect(text).toBe('no group at or below /jobs, as far as the servers tell\n');
			});
			await demo.client.create('/jobs/qn-0000000007');
			await runVerbUntil(groups, argv, ({text}) => {
				expect(text).toMatch(/^\/jobs +queue +.*, \w+ +oldest qn-0000000007 +\d+ s +1$/m);
				expect(text).toContain('queues with nothing in work: consumers watch the list of items');
			});
			expect((await groupsAt('/jobs')).document.groups).toMatchObject([
				{consumers: null, why: expect.stringContaining('which no word tells') as string},
			]);
		},
	);
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
