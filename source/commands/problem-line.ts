// What is in the way, as every verb says it to people: a line for each problem, and none twice.
import {escapeText} from '../ui/escape.ts';

export type Told = {
	readonly server?: string;
	readonly path?: string;
	readonly source: string;
	readonly message: string;
};

/** `! /nope: no such znode`, `! zk1:2181 mntr: …`, `! session: …`; text of servers is made harmless. */
export const problemLines = (problems: readonly Told[]): readonly string[] => [
	...new Set(problems.map(problem => escapeText(`! ${placeOf(problem)}${problem.message}`))),
];

/** A message about a znode mostly begins with its path. */
const placeOf = ({server, path, source, message}: Told): string => {
	if (source === 'znode') {
		return path === undefined || message.startsWith(path) ? '' : `${path}: `;
	}

	return `${server === undefined ? '' : `${server} `}${source}: `;
};
