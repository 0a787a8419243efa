// Files that import each other in a circle, types included: whoever reads one has to read all of them.
import {importsOf} from './imports.ts';
import {type File, type Violation} from './source-files.ts';

type Edge = {readonly target: string; readonly line: number};

/** Circles of imports, each found once, from the file where the search met it. */
export const checkCycles = (files: readonly File[]): Violation[] => {
	const edges = new Map<string, Edge[]>(
		files.map(file => [
			file.path,
			importsOf(file).flatMap(({target, line}) => (target ? [{target, line}] : [])),
		]),
	);
	const done = new Set<string>();
	const violations: Violation[] = [];

	const visit = (path: string, trail: readonly string[]): void => {
		for (const {target, line} of edges.get(path) ?? []) {
			const start = [...trail, path].indexOf(target);
			if (start !== -1) {
				const circle = [...trail, path].slice(start);
				violations.push({path, line, says: `closes a circle: ${[...circle, target].join(' → ')}`});
			} else if (!done.has(target)) {
				visit(target, [...trail, path]);
			}
		}

		done.add(path);
	};

	for (const {path} of files) {
		if (!done.has(path)) {
			visit(path, []);
		}
	}

	return violations;
};
