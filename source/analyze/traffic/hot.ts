// What is hottest: the busiest client, the namespace that is written most, and another one where most is read.
import type {Client, Clients} from './clients.ts';
import type {Namespace, Namespaces} from './namespaces.ts';

export type Hot = {
	/** Undefined while no client asks for anything, or nobody tells. */
	readonly client: Client | undefined;
	readonly written: Namespace | undefined;
	/** Undefined where nothing is read, too. */
	readonly read: Namespace | undefined;
};

export const hottest = (clients: Clients, {rows}: Namespaces): Hot => {
	const client = mostOf(clients.rows, ({requestsPerSecond}) => requestsPerSecond);
	return {
		client,
		written: mostOf(rows, ({writesPerSecond}) => writesPerSecond),
		read: mostOf(rows, ({readsPerSecond}) => readsPerSecond),
	};
};

/** The first of those that have most; undefined where none has any. */
const mostOf = <T>(rows: readonly T[], valueOf: (row: T) => number | undefined): T | undefined => {
	let [most, best]: [number, T | undefined] = [0, undefined];
	for (const row of rows) {
		const value = valueOf(row) ?? 0;
		if (value > most) {
			[most, best] = [value, row];
		}
	}

	return best;
};
