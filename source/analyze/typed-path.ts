// A path or a transaction as a user types it.
import {parentOf, pathProblem} from '../zookeeper/paths.ts';

export {parseZxid} from '../zookeeper/ids.ts';

export type TypedPath = {readonly path: string} | {readonly problem: string};

/** A slash at the end, as completion leaves it, is none. */
export const typedPath = (text: string): TypedPath => {
	const path = text.length > 1 && text.endsWith('/') ? text.slice(0, -1) : text;
	const problem = pathProblem(path);
	return problem === undefined ? {path} : {problem};
};

/** The znode below which a name is being typed; undefined where that is no path. */
export const parentTyped = (text: string): string | undefined => {
	const parent = text.startsWith('/') ? parentOf(text) : undefined;
	return parent === undefined || pathProblem(parent) !== undefined ? undefined : parent;
};
