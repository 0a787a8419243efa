// Builds dist/: the command, the library `zktop/recipes` and chunks split by verb, so that text verbs never load React or Ink.
import {chmod, glob, rm} from 'node:fs/promises';
import {resolve} from 'node:path';
import {build, type BuildOptions, type Plugin} from 'esbuild';
import {inkLineUpdate} from './build/patches/ink-line-update.ts';
import {inkRows} from './build/patches/ink-rows.ts';
import {meow} from './build/patches/meow.ts';
import {patching} from './build/patch.ts';
import {segmenters} from './build/patches/segmenters.ts';
import {yoga} from './build/patches/yoga.ts';

/** Ink names its optional dev tools, which are not installed. `DEV` is defined below, so nobody gets there. */
export const stubDevtools: Plugin = {
	name: 'stub-react-devtools-core',
	setup(bundle) {
		bundle.onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'stub'}));
		bundle.onLoad({filter: /.*/, namespace: 'stub'}, () => ({contents: 'export default {};'}));
	},
};

/** What `npm run build` builds; the house test on the bundle reads its metafile. */
export const bundle = {
	entryPoints: {cli: 'cli.tsx', recipes: 'source/recipes/recipes.ts'},
	outdir: 'dist',
	chunkNames: 'chunks/[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	jsx: 'automatic',
	minify: true,
	sourcemap: true,
	metafile: true,
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	alias: {'string-width': resolve(import.meta.dirname, 'build/ink/string-width.ts')},
	// CommonJS packages in an ES module still call require() for node's own modules.
	banner: {
		js: "import {createRequire as createRequireOf} from 'node:module';\nconst require = createRequireOf(import.meta.url);",
	},
	plugins: [stubDevtools, patching([...inkLineUpdate, ...inkRows, ...meow, ...segmenters, ...yoga])],
	logLevel: 'info',
} satisfies BuildOptions;

if (import.meta.main) {
	const {metafile} = await build(bundle);
	await chmod(`${bundle.outdir}/cli.js`, 0o755);
	// Old chunks go last, so that a zktop of the build before, running or starting, keeps its own for long enough.
	for await (const file of glob(`${bundle.outdir}/**/*.js{,.map}`)) {
		if (!(file in metafile.outputs)) {
			await rm(file);
		}
	}
}
