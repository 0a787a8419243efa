// The rows of the Sources card: each server with the doors behind which its facts are found.
import {lastValue} from '../analyze/reading.ts';
import {sourcesOf, type FactRow, type Tried} from '../analyze/sources.ts';
import type {WordValues} from '../collect/sample.ts';
import type {Data} from './state.ts';

export type ServerSources = {
	readonly server: string;
	readonly facts: readonly FactRow[];
	/** Told nowhere else; undefined until it is known. */
	readonly watches: WordValues['wchs'] | undefined;
	readonly leader: WordValues['leader'] | undefined;
};

/** All servers in the order of the connect string, then those that were found. `isToldOf`: the AdminServer of this one is. */
export const sourceRowsOf = (
	{servers, clock}: Data,
	isToldOf: (index: number) => boolean = () => false,
): readonly ServerSources[] =>
	servers.map(({name, tried, wchs, leader}, index) => ({
		server: name,
		facts: sourcesOf(tried, isToldOf(index) || triesAdmin(tried), clock.at),
		watches: lastValue(wchs),
		leader: lastValue(leader),
	}));

/** Once one fact was sought at the AdminServer, its port is known. */
const triesAdmin = (tried: Tried): boolean =>
	Object.values(tried).some(attempts => attempts.some(({source}) => source === 'admin'));
