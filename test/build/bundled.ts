// Bundles modules of libraries as the build does, with and without its patches, to compare what they do.
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {bundle, stubDevtools} from '../../build.ts';
import {patching, type Patch} from '../../build/patch.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';

const folder = makeTempFolder('bundled');
let count = 0;

/** The exports of a module, given as source text, bundled with these patches. */
export const bundled = async <Exports>(contents: string, patches: readonly Patch[]): Promise<Exports> => {
	count += 1;
	const outfile = join(folder.path, `bundle-${count}.mjs`);
	const {format, platform, target, define, alias, banner} = bundle;
	await build({
		...{format, platform, target, define, alias, banner, outfile, bundle: true, logLevel: 'silent'},
		stdin: {contents, resolveDir: resolve(import.meta.dirname, '../..')},
		plugins: [stubDevtools, patching(patches)],
	});
	return (await import(pathToFileURL(outfile).href)) as Exports;
};
