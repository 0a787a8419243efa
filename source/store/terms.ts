// How often an election has changed its leader, as panes and twins say it.
import {changesLately, isFlapping} from '../analyze/groups/terms.ts';
import type {Data} from './state.ts';

export type Changes = {
	/** New leaders that were seen in this run. */
	readonly begun: number;
	/** Of them those of the last five minutes. */
	readonly lately: number;
	readonly isFlapping: boolean;
	/** Since when nobody leads, our clock; undefined: somebody does, or nobody was seen to. */
	readonly nobodySince: number | undefined;
};

/** The changes in the election at this path. */
export const changesOf = ({grouping, clock}: Data, path: string): Changes => {
	const terms = grouping.terms.get(path);
	return {
		begun: terms?.begun ?? 0,
		lately: terms === undefined ? 0 : changesLately(terms, clock.at),
		isFlapping: isFlapping(terms, clock.at),
		nobodySince: terms?.terms.at(-1)?.until,
	};
};
