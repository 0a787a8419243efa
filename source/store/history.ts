// Series of several servers as one: what the sparklines and charts draw.
import type {FigureName} from '../analyze/figures.ts';
import type {Combine} from '../analyze/metrics/catalogue.ts';
import type {ServerState} from './state.ts';

export type {Combine};

/** The figures that are known of now, not only in the history. */
export type SeriesName = FigureName | 'answerMs';

/** While servers are slow each is asked in another tick: for so many ticks a server's last number stands for it beside the others'. */
const bridgedTicks = 3;

/** The newest `count` complete ticks of a figure, oldest first; a tick for which no server has a number is NaN. */
export const historyOf = (
	servers: readonly ServerState[],
	name: SeriesName,
	tick: number,
	count: number,
	combine: Combine,
): readonly number[] => {
	const columns = distinct(servers).map(({history}) => history.newest(name, tick - 1, count + bridgedTicks));
	return Array.from({length: count}, (_, index) => {
		const at = index + bridgedTicks;
		if (columns.every(column => Number.isNaN(column[at]))) {
			return Number.NaN;
		}

		const known = columns.flatMap(column => bridged(column, at) ?? []);
		return combine === 'sum' ? known.reduce((total, value) => total + value, 0) : Math.max(...known);
	});
};

/** The number at an index, else the last one shortly before it. */
const bridged = (column: readonly number[], at: number): number | undefined =>
	column.slice(at - bridgedTicks, at + 1).findLast(value => !Number.isNaN(value));

/** Each server once, however often it is named. */
const distinct = (servers: readonly ServerState[]): readonly ServerState[] =>
	servers.length === 1 ? servers : servers.filter(({twinOf}) => twinOf === undefined);

export type Latest = {readonly value: number; readonly server: string};

/** The servers' figures of now. */
const latest = (servers: readonly ServerState[], name: SeriesName): readonly Latest[] =>
	distinct(servers).flatMap(server => {
		const value =
			server.failingSince === undefined
				? name === 'answerMs'
					? server.answerMs
					: server.figures?.[name]
				: undefined;
		return value === undefined ? [] : [{value, server: server.name}];
	});

/** The worst figure of now and whose it is; undefined when no server tells. */
export const worstOf = (servers: readonly ServerState[], name: SeriesName): Latest | undefined =>
	latest(servers, name).reduce<Latest | undefined>(
		(worst, one) => (worst === undefined || one.value > worst.value ? one : worst),
		undefined,
	);

/** The sum over all servers that tell; undefined when none does. */
export const sumOf = (servers: readonly ServerState[], name: SeriesName): number | undefined => {
	const values = latest(servers, name);
	return values.length === 0 ? undefined : values.reduce((total, {value}) => total + value, 0);
};
