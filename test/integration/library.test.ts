// `zktop/recipes` as a program of somebody else's uses it: imported by its name, with its types.
import {execFile} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {plainEnv} from '../helpers/child.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';

const project = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

const program = `
import {createLock, openSession, publish, register, subscribe, type Holding} from 'zktop/recipes';

const sessions = await Promise.all(process.argv.slice(2).map(async connect => openSession(connect, {sessionTimeoutMs: 4000})));
for (const [index, session] of sessions.entries()) {
	const lock = createLock(session, '/library/lock', {layout: 'kazoo', name: 'me'});
	const fence: string = await lock.run(async ({fence, signal}: Holding) => {
		signal.throwIfAborted();
		return lock.run(async inner => (inner.fence === fence ? fence : 'another'));
	});
	const {version} = await publish(session, '/library/value', Buffer.from(String(index)));
	const registration = await register(session, '/library/services', 'a');
	for await (const {value} of subscribe(session, '/library/value')) {
		console.log(/^\\d+$/.test(fence), version, value.toString());
		break;
	}

	await registration.leave();
}

// @ts-expect-error There is no such layout.
export const misused = (): unknown => createLock(sessions[0]!, '/a', {layout: 'etcd'});
await Promise.all(sessions.map(async session => session.close()));
`;

const config = {
	compilerOptions: {module: 'nodenext', target: 'es2024', strict: true, types: ['node'], skipLibCheck: false},
	files: ['program.ts'],
};

describeWithZooKeeper('a program that imports zktop/recipes', () => {
	const folder = makeTempFolder('library');
	let ensembles: readonly Ensemble[] = [];

	beforeAll(async () => {
		ensembles = await Promise.all([startEnsemble({servers: 1}), startEnsemble({servers: 1})]);
		await run(process.execPath, ['build/types.ts'], {cwd: project, env: plainEnv()});
		mkdirSync(join(folder.path, 'node_modules'));
		symlinkSync(project, join(folder.path, 'node_modules/zktop'));
		symlinkSync(join(project, 'node_modules/@types'), join(folder.path, 'node_modules/@types'));
		writeFileSync(join(folder.path, 'package.json'), '{"type": "module"}');
		writeFileSync(join(folder.path, 'program.ts'), program);
		writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify(config));
	});
	afterAll(async () => {
		await Promise.all(ensembles.map(async ensemble => ensemble.stop()));
		folder.remove();
	});

	it('is compiled with its types, and works with several ensembles at once', async () => {
		const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
		await run(process.execPath, [compiler, '-p', folder.path], {env: plainEnv()}).catch((error: unknown) => {
			throw new Error((error as {readonly stdout: string}).stdout);
		});
		const connects = ensembles.map(({connectString}) => connectString);
		const {stdout, stderr} = await run(process.execPath, [join(folder.path, 'program.js'), ...connects], {
			env: plainEnv(),
			timeout: 20_000,
		});
		expect(stdout).toBe('true 0 0\ntrue 0 1\n');
		expect(stderr).toBe('');
	});
});
