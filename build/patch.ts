// Changes a library while it is bundled, and fails the build when the library is no longer what the change was made for.
import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Plugin} from 'esbuild';

export type Patch = {
	/** Below node_modules. */
	readonly file: string;
	/** What it is for. */
	readonly why: string;
	/** Texts that stand in the file exactly once, and what stands there instead. */
	readonly changes: ReadonlyArray<readonly [from: string, to: string]>;
};

/** A module of build/ink, as an import statement within a library names it. */
export const runtime = (name: string): string =>
	JSON.stringify(resolve(import.meta.dirname, 'ink', `${name}.ts`));

/** The file's text after the patch. */
export const applyPatch = ({file, why, changes}: Patch, source: string): string =>
	changes.reduce((text, [from, to]) => {
		const parts = text.split(from);
		if (parts.length !== 2) {
			throw new Error(
				`${file} has changed, the patch does not fit (${why}): ${parts.length - 1} times, not once: ${from}`,
			);
		}

		return parts.join(to);
	}, source);

const exactly = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A plugin that applies patches; a bundle without one of their files is an error too. */
export const patching = (patches: readonly Patch[]): Plugin => ({
	name: 'patching',
	setup(bundle) {
		const missing = new Set(patches);
		for (const patch of patches) {
			bundle.onLoad({filter: new RegExp(`/node_modules/${exactly(patch.file)}$`)}, async ({path}) => {
				missing.delete(patch);
				return {contents: applyPatch(patch, await readFile(path, 'utf8'))};
			});
		}

		bundle.onEnd(() => ({
			errors: [...missing].map(({file, why}) => ({text: `nothing bundles ${file}, to be patched: ${why}`})),
		}));
	},
});
