// source/commands/coordination/publish.ts: what is no value, on the demo's ensemble
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {demoServer} from '../../helpers/demo-server.ts';
import {makeTempFolder} from '../../helpers/temp-folder.ts';
import type {Heard} from '../heard.ts';
import {runRecipe} from '../recipe-run.ts';

const demo = demoServer();
const folder = makeTempFolder('publish');
const empty = join(folder.path, 'empty');
writeFileSync(empty, '');

const publish = async (...words: readonly string[]): Promise<Heard> =>
	runRecipe(['publish', ...words, '-c', demo.connectString, '--acl', 'world:anyone:cdrwa']);

it('an empty value is refused, and the znode is neither made nor set', async () => {
	const refused = await publish('/config/app', empty);
	expect(refused).toMatchObject({code: 2, stdout: ''});
	expect(refused.stderr).toBe(
		`zktop: ${empty} is empty, so nothing was published to /config/app; an empty value takes --allow-empty\n`,
	);
	expect(await demo.client.exists('/config')).toBeUndefined();
	await demo.client.create('/set', {data: Buffer.from('one')});
	expect(await publish('/set', empty)).toMatchObject({code: 2});
	expect((await demo.client.data('/set')).data).toEqual(Buffer.from('one'));
});

it('an empty value is published where it is asked for', async () => {
	expect(await publish('/config/none', empty, '--allow-empty')).toMatchObject({code: 0, stderr: ''});
	expect((await demo.client.exists('/config/none'))?.dataBytes).toBe(0);
});
