// A library that has changed under a patch fails the build instead of going unpatched.
import {build} from 'esbuild';
import {expect, it} from 'vitest';
import {applyPatch, patching, type Patch} from '../../build/patch.ts';

const patch: Patch = {file: 'library/index.js', why: 'faster', changes: [['slow()', 'fast()']]};

it('changes what stands there once', () => {
	expect(applyPatch(patch, 'return slow();')).toBe('return fast();');
});

it.each(['return quick();', 'slow(); slow();'])('refuses %j, naming file and reason', source => {
	expect(() => applyPatch(patch, source)).toThrow(/library\/index\.js .*faster.*slow\(\)/);
});

it('refuses a bundle that does not have the file', async () => {
	const stdin = {contents: 'export {};'};
	await expect(
		build({stdin, write: false, logLevel: 'silent', plugins: [patching([patch])]}),
	).rejects.toThrow('nothing bundles library/index.js');
});
