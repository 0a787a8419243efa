// One server's connections at one moment, and since when each was last heard of by our own clock: a frozen client stays in `cons`
// with PING as its last operation (facts.md M6), and the server's clock says nothing where it is the only one.
import {bornOn, type Id} from '../../zookeeper/ids.ts';
import type {Connection, Cons} from '../../zookeeper/words/cons.ts';
import {detached} from '../detached.ts';
import {addressOf} from '../traffic/address.ts';

type Who = {
	readonly session: Id | undefined;
	/** Id of the server that created the session; 0 without one. */
	readonly bornOn: number;
	readonly client: string;
	readonly address: string;
};

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

	const places = placesIn(before, cons);
	const earlier = places.map(place => before.cons[place]);
	return {
		at,
		askedAt,
		cons,
		who: cons.map((connection, index) => before.who[places[index] ?? nowhere] ?? whoOf(connection)),
		before: {at: before.at, cons: earlier},
		heard: cons.map((connection, index) => {
			const last = earlier[index];
			return last === undefined || isHeard(last, connection)
				? at
				: (before.heard[places[index] ?? nowhere] ?? at);
		}),
	};
};

const nowhere = -1;

/**
 * Of each connection its place in the answer before. A server tells them in an order that it keeps, so the next one is looked for
 * behind the one that was found last; an index of all is made for who came, and for who stands behind one that left.
 */
const placesIn = ({who}: ConsMark, cons: Cons): readonly number[] => {
	let index: ReadonlyMap<string, number> | undefined;
	let next = 0;
	return cons.map(connection => {
		if (!isSame(who[next], connection)) {
			index ??= new Map(who.map(({session, client}, place) => [session ?? client, place]));
			const place = index.get(connection.session?.id ?? connection.client) ?? nowhere;
			// A session that has reconnected is another connection, and that is what has counters.
			if (who[place]?.client !== connection.client) {
				return nowhere;
			}

			next = place;
		}

		return next++;
	});
};

const isSame = (who: Who | undefined, {session, client}: Connection): boolean =>
	who?.client === client && who.session === session?.id;

/** It outlives the answer that it was read from. */
const whoOf = ({session, client}: Connection): Who => ({
	session: session && detached(session.id),
	bornOn: session === undefined ? 0 : bornOn(session.id),
	client: detached(client),
	address: detached(addressOf(client)),
});

/** A packet that is not answered yet is a sign of life, too: its server may wait for the quorum. */
const isHeard = (before: Connection, now: Connection): boolean =>
	before.received !== now.received || before.session?.lastResponseMs !== now.session?.lastResponseMs;
