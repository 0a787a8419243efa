// source/commands/groups.ts: groups at paths as JSON, on the demo's ensemble
import {expect, it} from 'vitest';
import {groups} from '../../source/commands/groups.ts';
import {permissions} from '../../source/demo/ensemble/requests/access.ts';
import {demoServer} from '../helpers/demo-server.ts';
import {runVerb} from './verb-run.ts';

const demo = demoServer();

const groupsAt = async (...paths: readonly string[]) => {
	const argv = ['groups', ...paths, '-c', demo.connectString, '--interval', '0.2'];
	const {code, text} = await runVerb(groups, argv);
	return {code, document: JSON.parse(text) as {readonly groups: readonly unknown[]}};
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
