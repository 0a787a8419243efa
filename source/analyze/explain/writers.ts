// Who has been busy: means over all moments of a span, of which each tells the rates of its own interval.
import type {ExplainedTraffic} from './moment.ts';

export type BusyClient = {
	readonly address: string;
	readonly requestsPerSecond: number;
	readonly share: number;
};
export type BusyPath = {
	readonly path: string;
	readonly writesPerSecond: number;
	readonly readsPerSecond: number;
};

export type Writers = {
	/** By requests without pings. */
	readonly clients: readonly BusyClient[];
	/** Top-level znodes, by writes and then reads. */
	readonly paths: readonly BusyPath[];
	/** Moments that told of clients, and of namespaces. */
	readonly samples: {readonly clients: number; readonly paths: number};
};

const most = 8;
/** Less is nothing that one would call busy. */
const leastPerSecond = 0.05;

/** The busiest of a span. */
export const writersIn = (traffic: readonly ExplainedTraffic[]): Writers => {
	const clients = distinct(traffic.map(({clients}) => clients)).filter(
		({requestsPerSecond}) => requestsPerSecond !== undefined,
	);
	const spaces = distinct(traffic.map(({namespaces}) => namespaces)).filter(({rows}) => rows.length > 0);
	const total = meanOf(clients.map(({requestsPerSecond = 0}) => requestsPerSecond));
	const requests = sums(
		clients.flatMap(({rows}) => rows.map(row => [row.address, row.requestsPerSecond ?? 0])),
	);
	const writes = sums(spaces.flatMap(({rows}) => rows.map(row => [row.path, row.writesPerSecond ?? 0])));
	const reads = sums(spaces.flatMap(({rows}) => rows.map(row => [row.path, row.readsPerSecond ?? 0])));
	return {
		clients: [...requests]
			.map(([address, sum]) => ({address, requestsPerSecond: sum / clients.length}))
			.filter(({requestsPerSecond}) => requestsPerSecond >= leastPerSecond)
			.map(client => ({...client, share: total === 0 ? 0 : client.requestsPerSecond / total}))
			.sort((a, b) => b.requestsPerSecond - a.requestsPerSecond)
			.slice(0, most),
		paths: [...writes]
			.map(([path, sum]) => ({
				path,
				writesPerSecond: sum / spaces.length,
				readsPerSecond: (reads.get(path) ?? 0) / spaces.length,
			}))
			.filter(row => row.writesPerSecond + row.readsPerSecond >= leastPerSecond)
			.sort((a, b) => b.writesPerSecond - a.writesPerSecond || b.readsPerSecond - a.readsPerSecond)
			.slice(0, most),
		samples: {clients: clients.length, paths: spaces.length},
	};
};

/** A moment without an answer has the rates of the one before. */
const distinct = <T>(values: readonly T[]): readonly T[] =>
	values.filter((value, index) => value !== values[index - 1]);

const meanOf = (values: readonly number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const sums = (pairs: readonly (readonly [string, number])[]): ReadonlyMap<string, number> => {
	const sum = new Map<string, number>();
	for (const [name, value] of pairs) {
		sum.set(name, (sum.get(name) ?? 0) + value);
	}

	return sum;
};
