// Created on ↔ connected to: a session's id tells which server created it, so one that is connected to another server has moved, after
// a failover or by a balancer.
import type {SessionRow} from './sessions.ts';

export type Birthplace = {
	/** Id of the server. */
	readonly bornOn: number;
	readonly born: number;
	/** How many of them are connected to another server now. */
	readonly moved: number;
	/** To which ones, most first. */
	readonly to: readonly (readonly [server: string, count: number])[];
	/** When most of these came there, the server's clock; undefined: at different times. */
	readonly movedAt: number | undefined;
};

/** Who came within the same minute came for the same reason. */
const togetherMs = 60_000;

/** The birthplaces of all connected sessions, those that most have left first. Where nobody answers nobody knows who is connected. */
export const birthplacesOf = (
	sessions: readonly SessionRow[],
	idOf: (server: string) => number | undefined,
): readonly Birthplace[] => {
	const born = Map.groupBy(
		sessions.filter(({fresh}) => fresh),
		({bornOn}) => bornOn,
	);
	return [...born]
		.map(([bornOn, rows]) => {
			const moved = rows.filter(({server}) => (idOf(server) ?? bornOn) !== bornOn);
			const to = [...Map.groupBy(moved, ({server}) => server)].map(
				([server, own]) => [server, own.length] as const,
			);
			return {
				bornOn,
				born: rows.length,
				moved: moved.length,
				to: to.sort((a, b) => b[1] - a[1]),
				movedAt: timeOfMost(moved.map(({establishedAt}) => establishedAt)),
			};
		})
		.sort((a, b) => b.moved - a.moved || b.born - a.born);
};

/** When the first of them came, where more than half came within a minute. */
const timeOfMost = (times: readonly number[]): number | undefined => {
	const ordered = times.toSorted((a, b) => a - b);
	const half = Math.floor(ordered.length / 2);
	return ordered.find((time, index) => (ordered[index + half] ?? Infinity) - time <= togetherMs);
};
