// source/commands/coordination/runnable.ts: programs that cannot be run, before a verb writes anything for their sake
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {refusalToRun} from '../../../source/commands/coordination/runnable.ts';
import {demoServer} from '../../helpers/demo-server.ts';
import {makeTempFolder} from '../../helpers/temp-folder.ts';
import {runRecipe} from '../recipe-run.ts';

const demo = demoServer();
const folder = makeTempFolder('runnable');
const file = join(folder.path, 'text');
writeFileSync(file, '');
chmodSync(file, 0o644);
mkdirSync(join(folder.path, 'folder'));

it.each([
	['no-such-program', 127, 'no-such-program cannot be run: no such program'],
	['./no/such/program', 127, './no/such/program cannot be run: no such program'],
	[`${file}/below`, 127, `${file}/below cannot be run: no such program`],
	['', 127, 'an empty command cannot be run: no such program'],
	[file, 126, `${file} cannot be run: it is not executable`],
	[join(folder.path, 'folder'), 126, `${join(folder.path, 'folder')} cannot be run: it is not executable`],
])('%j cannot be run', async (program, exitCode, text) => {
	expect(await refusalToRun(program)).toEqual({exitCode, text});
});

it.each(['sh', '/bin/sh', process.execPath])('%s can be run', async program => {
	expect(await refusalToRun(program)).toBeUndefined();
});

it.each([
	['lock', []],
	['elect', []],
	['register', ['--name', 'a']],
])('zktop %s makes no znode for a command that there is not', async (verb, flags) => {
	const argv = [verb, '/made/for', ...flags, '--acl', 'world:anyone:cdrwa', '-c', demo.connectString];
	expect(await runRecipe([...argv, '--', 'no-such-program', 'a'])).toEqual({
		code: 127,
		stdout: '',
		stderr: 'zktop: no-such-program cannot be run: no such program\n',
	});
	expect(await demo.client.exists('/made')).toBeUndefined();
});
