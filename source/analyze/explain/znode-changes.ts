// How the tree has grown: the ensemble's totals, and the paths that were looked at at both moments.
import type {ExplainedMoment} from './moment.ts';

export type Growth = {readonly before: number | undefined; readonly now: number | undefined};

export type PathChange = {
	readonly path: string;
	/** Change of the number of its children; undefined: it is new or gone. */
	readonly children: number;
	/** Writes of its own data. */
	readonly writes: number;
};

export type ZnodeChanges = {
	readonly count: Growth;
	readonly dataBytes: Growth;
	/** Most grown first; only what zktop has read. */
	readonly paths: readonly PathChange[];
};

const mostPaths = 10;

/** Compares two trees. A znode that was deleted and made again in between is another one. */
export const znodeChanges = (from: ExplainedMoment, to: ExplainedMoment): ZnodeChanges => {
	const paths = [...to.znodes].flatMap(([path, {stat}]): readonly PathChange[] => {
		const before = from.znodes.get(path)?.stat;
		if (stat === undefined || before === undefined || before === stat || before.czxid !== stat.czxid) {
			return [];
		}

		const children = stat.children - before.children;
		const writes = Math.max(0, stat.version - before.version);
		return children === 0 && writes === 0 ? [] : [{path, children, writes}];
	});
	return {
		count: {before: totalOf(from, 'znodes'), now: totalOf(to, 'znodes')},
		dataBytes: {before: totalOf(from, 'dataBytes'), now: totalOf(to, 'dataBytes')},
		paths: paths
			.sort((a, b) => Math.abs(b.children) - Math.abs(a.children) || b.writes - a.writes)
			.slice(0, mostPaths),
	};
};

/** What is replicated is the same everywhere; who is behind has less of it. */
const totalOf = ({servers}: ExplainedMoment, name: 'znodes' | 'dataBytes'): number | undefined => {
	const told = servers.flatMap(({figures}) => figures?.[name] ?? []);
	return told.length === 0 ? undefined : Math.max(...told);
};
