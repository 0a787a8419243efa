// One server's connections at one moment, and since when each was last heard of by our own clock: a frozen client stays in `cons`
// with PING as its last operation (facts.md M6), and the server's clock says nothing where it is the only one.
import type {Connection, Cons} from '../../zookeeper/words/cons.ts';

export type ConsMark = {
	/** Our clock when it was answered, epoch ms. */
	readonly at: number;
	/** And when it was asked. */
	readonly askedAt: number;
	readonly cons: Cons;
	/** Where each connection stands in `cons`. */
	readonly placeOf: ReadonlyMap<string, number>;
	/**
	 * Of each connection, when it was last seen to have brought a packet or got an answer, else when it was first seen: at the latest,
	 * for between two looks nobody knows.
	 */
	readonly heard: readonly number[];
};

/** A session that has reconnected is another connection: that is what has counters. */
export const connectionKey = ({session, client}: Connection): string => `${session?.id ?? ''} ${client}`;

/** @param before The answer before, if the server has answered ever since: of another time nobody can tell. */
export const markCons = (
	before: ConsMark | undefined,
	cons: Cons,
	{at, askedAt}: Pick<ConsMark, 'at' | 'askedAt'>,
): ConsMark => {
	const placeOf = new Map<string, number>();
	const heard = cons.map((connection, place) => {
		const key = connectionKey(connection);
		placeOf.set(key, place);
		const earlier = before?.placeOf.get(key) ?? -1;
		const last = before?.cons[earlier];
		return last === undefined || isHeard(last, connection) ? at : (before?.heard[earlier] ?? at);
	});
	return {at, askedAt, cons, placeOf, heard};
};

/** A packet that is not answered yet is a sign of life, too: its server may wait for the quorum. */
const isHeard = (before: Connection, now: Connection): boolean =>
	before.received !== now.received || before.session?.lastResponseMs !== now.session?.lastResponseMs;
