// One server's connections at one moment, and since when each was last heard of by our own clock: a frozen client stays in `cons`
// with PING as its last operation (facts.md M6), and the server's clock says nothing where it is the only one.
import type {Id} from '../../zookeeper/ids.ts';
import type {Connection, Cons} from '../../zookeeper/words/cons.ts';
import {detached} from '../detached.ts';
import {addressOf} from '../traffic/address.ts';

type Who = {readonly session: Id | undefined; readonly client: string; readonly address: string};

export type ConsMark = {
	/** Our clock when it was answered, epoch ms. */
	readonly at: number;
	/** And when it was asked. */
	readonly askedAt: number;
	readonly cons: Cons;
	/** Whose each connection is: the same as in the answer before, or lists of 100,000 sessions would be compared letter by letter. */
	readonly who: readonly Who[];
	/** The same connections in the answer before, each at its place here, and when that was. */
	readonly before: {readonly at: number; readonly cons: readonly (Connection | undefined)[]} | undefined;
	/**
	 * Of each connection, when it was last seen to have brought a packet or got an answer, else when it was first seen: at the latest,
	 * for between two looks nobody knows.
	 */
	readonly heard: readonly number[];
};

/** @param before The answer before, if the server has answered ever since: of another time nobody can tell. */
export const markCons = (
	before: ConsMark | undefined,
	cons: Cons,
	{at, askedAt}: Pick<ConsMark, 'at' | 'askedAt'>,
): ConsMark => {
	if (before === undefined) {
		return {at, askedAt, cons, who: cons.map(whoOf), before, heard: cons.map(() => at)};
	}

	const placeOf = new Map(before.who.map((who, place) => [who.session ?? who.client, place]));
	const places = cons.map(({session, client}) => {
		const place = placeOf.get(session?.id ?? client) ?? -1;
		// A session that has reconnected is another connection, and that is what has counters.
		return before.who[place]?.client === client ? place : -1;
	});
	const earlier = places.map(place => before.cons[place]);
	return {
		at,
		askedAt,
		cons,
		who: cons.map((connection, index) => before.who[places[index] ?? -1] ?? whoOf(connection)),
		before: {at: before.at, cons: earlier},
		heard: cons.map((connection, index) => {
			const last = earlier[index];
			return last === undefined || isHeard(last, connection) ? at : (before.heard[places[index] ?? -1] ?? at);
		}),
	};
};

/** It outlives the answer that it was read from. */
const whoOf = ({session, client}: Connection): Who => ({
	session: session && detached(session.id),
	client: detached(client),
	address: detached(addressOf(client)),
});

/** A packet that is not answered yet is a sign of life, too: its server may wait for the quorum. */
const isHeard = (before: Connection, now: Connection): boolean =>
	before.received !== now.received || before.session?.lastResponseMs !== now.session?.lastResponseMs;
