// A path where nothing is: the verbs that read name it in `problems`.
import {persist} from '../../recipes/persist.ts';
import type {WritingClient} from '../../recipes/session.ts';

export type PathProblem = {
	readonly source: 'znode';
	readonly kind: 'no-node' | 'no-transaction' | 'other-layout';
	readonly path: string;
	/** Whose contenders are there. */
	readonly layout?: string;
	readonly message: string;
};

/** The exit code of what was done but for the problems. */
const withProblems = 3;

/** Says that a znode is not there, where it is not. */
export const problemsAt = async (
	client: WritingClient,
	path: string,
	signal: AbortSignal,
): Promise<readonly PathProblem[]> =>
	(await persist(client, async () => client.exists(path), signal)) === undefined
		? [{source: 'znode', kind: 'no-node', path, message: `${path}: no such znode`}]
		: [];

/** The exit code of a verb that reads. */
export const exitCodeWith = (problems: readonly PathProblem[]): number =>
	problems.length === 0 ? 0 : withProblems;
