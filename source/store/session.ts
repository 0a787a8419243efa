// Our own slice: the session, whom the servers take us for, and what zktop costs.
import {readingAfter, unasked} from '../analyze/reading.ts';
import {clockOffsetOf} from '../analyze/sessions.ts';
import type {Sample, SessionArrival} from '../collect/sample.ts';
import type {Data, Own, SessionState, View} from './state.ts';

/** The session after a sample. */
export const reduceSession = ({session, servers}: Data, sample: Sample): SessionState => {
	const arrival = sample.arrivals.findLast(({of}) => of === 'session');
	const known = arrival?.of === 'session' ? afterSession(session, arrival) : session;
	const next = withIdentities(known, sample);
	const {client} = next;
	if (client.kind !== 'connected' || next.clockOffsetMs !== undefined) {
		return next;
	}

	const cons = servers.find(({name}) => name === client.server.name)?.consNow?.cons;
	const clockOffsetMs = cons && clockOffsetOf(cons, client.session, next.since);
	return clockOffsetMs === undefined ? next : {...next, clockOffsetMs};
};

/** Each failed attempt to connect says why; it has been connecting since the first. */
const afterSession = (before: SessionState, {state, since}: SessionArrival): SessionState => ({
	client: state,
	since: state.kind === 'connecting' && before.client.kind === 'connecting' ? before.since : since,
	ids: state.kind === 'connected' ? new Set([...before.ids, state.session]) : before.ids,
	clockOffsetMs: before.clockOffsetMs,
	identities: unasked,
});

const withIdentities = (session: SessionState, {arrivals}: Sample): SessionState => {
	const arrival = arrivals.findLast(({of}) => of === 'identities');
	return arrival?.of === 'identities'
		? {...session, identities: readingAfter(session.identities, arrival.answer)}
		: session;
};

/** A rate is one of this time at least. */
const ownWindowMs = 1000;

/** What zktop costs after a sample: totals, and rates of the last second. */
export const reduceOwn = (own: Own, sample: Sample): Own => {
	const elapsedMs = sample.at - own.since;
	return elapsedMs < ownWindowMs
		? {...own, watches: sample.own.watches, pace: sample.own.pace}
		: {
				...sample.own,
				since: sample.at,
				packetsPerSecond: ((sample.own.packets - own.packets) * 1000) / elapsedMs,
				bytesPerSecond: ((sample.own.bytes - own.bytes) * 1000) / elapsedMs,
			};
};

/** That the session expired is told by a note; what it had read is read again. */
export const withNote = (view: View, before: Data, after: Data): View => {
	const {client, ids} = after.session;
	return client.kind === 'connected' && before.session.ids.size > 0 && ids.size > before.session.ids.size
		? {
				...view,
				notice: {text: `zktop's session expired; ${client.session} takes its place`, at: after.clock.at},
			}
		: view;
};
