// What the built files load: a text verb must not pay for React, nor a start without config file for TOML.
import {type Metafile} from 'esbuild';

const screen = 'source/commands/top.tsx';
// The config file's readers are wanted only where there is a config file.
const heavy = /(^|\/)node_modules\/(react|react-reconciler|ink|yoga-layout|zod|smol-toml)\//;

// Modules of Node that take 5 to 40 ms to load, and are wanted by few.
const slow = /^node:(child_process|crypto|http|http2|https|readline|tls)$/;

/** The chunk and all that it imports statically, over any number of steps. */
const loadedBy = (metafile: Metafile, chunk: string, seen = new Set<string>()): Set<string> => {
	if (!seen.has(chunk)) {
		seen.add(chunk);
		for (const {path, kind} of metafile.outputs[chunk]?.imports ?? []) {
			if (kind === 'import-statement') {
				loadedBy(metafile, path, seen);
			}
		}
	}

	return seen;
};

const isStart = (entryPoint: string): boolean =>
	/^(cli\.tsx$|source\/options\.ts$|source\/commands\/)/.test(entryPoint);

/** Chunks of the entry, the options and the verbs that load what they should not: the first package, and slow modules of Node. */
export const checkBundle = (metafile: Metafile): string[] =>
	Object.entries(metafile.outputs).flatMap(([chunk, {entryPoint}]) => {
		if (entryPoint === undefined || !isStart(entryPoint)) {
			return [];
		}

		const chunks = [...loadedBy(metafile, chunk)].map(path => metafile.outputs[path]);
		const packages = chunks
			.flatMap(chunk => Object.keys(chunk?.inputs ?? {}))
			.filter(input => entryPoint !== screen && heavy.test(input));
		const modules = chunks
			.flatMap(chunk => chunk?.imports ?? [])
			.flatMap(({path, external}) => (external === true && slow.test(path) ? [path] : []));
		return [...packages.slice(0, 1), ...new Set(modules)].map(found => `${entryPoint} loads ${found}`);
	});
