// Two marks of a server make its figures: each answer with counters is one, less zktop's own part in them.
import {figuresBetween, type Mark} from '../analyze/figures.ts';
import {metricsBetween} from '../analyze/history/intake.ts';
import type {WordArrival} from '../collect/sample.ts';
import type {ServerState, SessionState} from './state.ts';

/** zktop's own part in a server's gauges: its session and watches on the server it is connected to. */
export type OwnShare = (server: string) => {readonly connections: number; readonly watches: number};

/** Of a server that does not answer. What happened until it answers again is no figure of that one interval. */
export const unknownNow = {markBefore: undefined, mark: undefined, figures: undefined} as const;

/** The mark that an answer makes. `at`: our clock when it came. */
export const markOf = (arrival: WordArrival, values: Mark['values'], at: number, own: OwnShare): Mark => {
	const share = own(arrival.server);
	// The word that asks is itself one of the connections (zookeeper.md C.2), the AdminServer's question is not.
	const asking = arrival.source === 'word' ? 1 : 0;
	return {
		at,
		ownPackets: arrival.ownPackets,
		ownPacketsAtLeast: arrival.ownPacketsAtLeast,
		ownConnections: share.connections + asking,
		ownWatches: share.watches,
		values,
	};
};

/** Figures of the interval that the mark ends, filed in its history with all its other metrics. */
export const withMark = (server: ServerState, mark: Mark, tick: number): ServerState => {
	if (server.many) {
		return {...server, ...unknownNow, lastFigures: undefined};
	}

	const figures = figuresBetween(server.mark, mark);
	server.history.record(tick, [...Object.entries(figures), ...metricsBetween(server.mark, mark)]);
	return {...server, markBefore: server.mark, mark, figures, lastFigures: {figures, at: mark.at}};
};

/** How much of the server's gauges is zktop's own session. */
export const ownShareOf =
	(session: SessionState, watches: number): OwnShare =>
	server =>
		session.client.kind === 'connected' && session.client.server.name === server
			? {connections: 1, watches}
			: {connections: 0, watches: 0};
