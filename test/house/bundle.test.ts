// The built entry and the built text verbs start without React.
import {build, type Metafile} from 'esbuild';
import {expect, it} from 'vitest';
import {bundle} from '../../build.ts';
import {checkBundle} from './bundle.ts';
import {readText} from './source-files.ts';

type Output = Metafile['outputs'][string];
type Kind = Output['imports'][number]['kind'];

const output = (
	entryPoint: string | undefined,
	inputs: readonly string[],
	imports: Readonly<Record<string, Kind>> = {},
): Output => ({
	bytes: 0,
	exports: [],
	inputs: Object.fromEntries(inputs.map(input => [input, {bytesInOutput: 0}])),
	imports: Object.entries(imports).map(([path, kind]) => ({path, kind})),
	...(entryPoint !== undefined && {entryPoint}),
});

it.runIf(readText('cli.tsx') !== undefined)('loads for each verb only what it needs', async () => {
	const {metafile} = await build({...bundle, write: false, logLevel: 'error'});
	expect(checkBundle(metafile)).toEqual([]);
});

it('finds what a verb loads through other chunks', () => {
	const outputs = {
		'dist/servers.js': output('source/commands/servers.ts', [], {'dist/shared.js': 'import-statement'}),
		'dist/shared.js': output(undefined, ['source/ui/format.ts'], {'dist/deep.js': 'import-statement'}),
		'dist/deep.js': output(undefined, ['node_modules/react/index.js']),
	};
	expect(checkBundle({inputs: {}, outputs})).toEqual([
		'source/commands/servers.ts loads node_modules/react/index.js',
	]);
});

it('finds options that load what only a config file needs', () => {
	const outputs = {
		'dist/cli.js': output('cli.tsx', ['cli.tsx'], {'dist/options.js': 'dynamic-import'}),
		'dist/options.js': output('source/options.ts', ['node_modules/zod/v4/mini/index.js']),
	};
	expect(checkBundle({inputs: {}, outputs})).toEqual([
		'source/options.ts loads node_modules/zod/v4/mini/index.js',
	]);
});

it("finds slow modules of Node's, in the screen too", () => {
	const external = {path: 'node:http', kind: 'import-statement', external: true} as const;
	const outputs = {
		'dist/top.js': output('source/commands/top.tsx', [], {'dist/shared.js': 'import-statement'}),
		'dist/shared.js': {...output(undefined, []), imports: [external]},
	};
	expect(checkBundle({inputs: {}, outputs})).toEqual(['source/commands/top.tsx loads node:http']);
});

it('lets the screen load it, and the entry load the screen when it is asked to', () => {
	const outputs = {
		'dist/cli.js': output('cli.tsx', ['cli.tsx'], {'dist/top.js': 'dynamic-import'}),
		'dist/top.js': output('source/commands/top.tsx', ['node_modules/ink/build/index.js'], {
			'dist/app.js': 'dynamic-import',
		}),
		'dist/app.js': output('source/ui/app.tsx', ['node_modules/react/index.js']),
	};
	expect(checkBundle({inputs: {}, outputs})).toEqual([]);
});
