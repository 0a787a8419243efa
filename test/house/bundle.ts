// What the built files load: a text verb must not pay for React, nor a start without config file for TOML.
import {type Metafile} from 'esbuild';

const screen = 'source/commands/top.tsx';
// The config file's readers are wanted only where there is a config file.
const heavy = /(^|\/)node_modules\/(react|react-reconciler|ink|yoga-layout|zod|smol-toml)\//;

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

/** Chunks of the entry, the options and the text verbs that load React, Ink or the config file's readers, with the first package found. */
export const checkBundle = (metafile: Metafile): string[] =>
	Object.entries(metafile.outputs).flatMap(([chunk, {entryPoint}]) => {
		if (
			entryPoint === undefined ||
			entryPoint === screen ||
			!/^(cli\.tsx$|source\/options\.ts$|source\/commands\/)/.test(entryPoint)
		) {
			return [];
		}

		const inputs = [...loadedBy(metafile, chunk)].flatMap(path =>
			Object.keys(metafile.outputs[path]?.inputs ?? {}),
		);
		const found = inputs.find(input => heavy.test(input));
		return found === undefined ? [] : [`${entryPoint} loads ${found}`];
	});
