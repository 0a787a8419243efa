// Encrypted values on a real ensemble: who reads them, and what becomes of one that no key opens.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {programs} from './programs.ts';

describeWithZooKeeper('encrypted values', () => {
	const folder = makeTempFolder('secret-values');
	const {scene, zktop, running, freshPath} = programs();
	const file = (name: string, text: string): string => {
		const path = join(folder.path, name);
		writeFileSync(path, text, {mode: 0o600});
		return path;
	};

	afterAll(() => {
		folder.remove();
	});

	it('are never handed over unopened: the first one ends a subscriber, a later one is skipped', async () => {
		const path = freshPath();
		const {connectString} = scene().ensemble;
		const [old, key, other] = ['ab', 'cd', 'ef'].map(byte => file(`key-${byte}`, byte.repeat(32)));
		const put = async (text: string, ...keys: readonly string[]): Promise<void> => {
			expect(await zktop('publish', path, file('text', text), ...keys)).toMatchObject({exitCode: 0});
		};
		await put('one', '--key-file', old ?? '');
		const blind = await zktop('subscribe', path);
		expect(blind).toMatchObject({exitCode: 77, stdout: ''});
		expect(blind.stderr).toMatch(/is encrypted with key [0-9a-f]{16}, and no key was given \(--key-file\)/);
		const keys = [old, key].flatMap(name => ['--key-file', name ?? '']);
		const rotated = running(connectString, 'subscribe', path, ...keys);
		await rotated.heard(/"text":"one"/);
		await put('two', '--key-file', key ?? '');
		await rotated.heard(/"missed":0,"recreated":false,"text":"two"/);
		await put('plain');
		const plain = await zktop('subscribe', path, ...keys);
		expect(plain).toMatchObject({exitCode: 77, stdout: ''});
		await put('strange', '--key-file', other ?? '');
		await put('five', '--key-file', key ?? '');
		await rotated.heard(/"missed":2,"recreated":false,"text":"five"/);
		rotated.child.kill('SIGINT');
		const {stdout, stderr} = await rotated.ended;
		expect(stdout).not.toMatch(/plain|strange/);
		expect(stderr).toContain('this value is skipped');
	});

	it('are secrets with a key, for this path alone', async () => {
		const path = freshPath();
		const key = file('key', 'ab'.repeat(32));
		const other = file('other', 'cd'.repeat(32));
		await zktop('publish', path, file('secret', 'attack at dawn'), '--key-file', key);
		const {data} = await scene().witness.data(path);
		expect(data?.includes('dawn')).toBe(false);
		const {connectString} = scene().ensemble;
		await running(connectString, 'subscribe', path, '--key-file', key).heard(/"text":"attack at dawn"/);
		const wrong = await zktop('subscribe', path, '--key-file', other);
		expect(wrong).toMatchObject({exitCode: 77, stdout: ''});
		expect(wrong.stderr).toMatch(/was encrypted with key [0-9a-f]{16}; the key given is [0-9a-f]{16}/);
		await scene().witness.create(`${path}-copy`, {data: data ?? Buffer.alloc(0)});
		const copied = await zktop('subscribe', `${path}-copy`, '--key-file', key);
		expect(copied).toMatchObject({exitCode: 77, stdout: ''});
		expect(copied.stderr).toContain('but for another path, or was changed');
	});
});
