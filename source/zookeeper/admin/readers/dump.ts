// `dump`: global sessions with their expiry, and all ephemerals. (S/server/admin/Commands.java: DumpCommand)
//
//   body = {"expiry_time_to_session_ids": {elapsed: [id …] …}, "session_id_to_ephemeral_paths": {id: [path …] …}}
//
// `elapsed` is the server's monotonic clock, ms: when a session expires by the wall is not known, only how long after the
// first one. Only a leader or a standalone server fills it; local sessions, timeouts and connections are not told.
import {parseId, type Id} from '../../ids.ts';
import {garbled} from '../../text/garbled.ts';
import {readNumber} from '../../text/read-number.ts';
import type {DumpedSession} from '../../text/session-tracker.ts';
import type {Dump} from '../../words/dump.ts';
import type {AdminAnswer} from '../answers.ts';
import {asId} from '../fields.ts';
import {asList, asObject, type JsonObject} from '../lossless.ts';

/** Reads the answer to `dump`; throws `garbled` without the ephemerals. */
export const readAdminDump = ({fields, text}: AdminAnswer): Dump => {
	const paths = asObject(fields['session_id_to_ephemeral_paths']);
	if (paths === undefined) {
		throw garbled('dump', text);
	}

	const expiries = asObject(fields['expiry_time_to_session_ids']) ?? {};
	return {
		kind: Object.keys(expiries).length > 0 ? 'leader' : 'follower',
		sessions: sessionsOf(expiries),
		ephemerals: ephemeralsOf(paths),
		connections: undefined,
	};
};

const sessionsOf = (expiries: JsonObject): ReadonlyMap<Id, DumpedSession> => {
	const times = Object.keys(expiries).flatMap(key => readNumber(key) ?? []);
	const firstMs = times.reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY);
	const sessions = new Map<Id, DumpedSession>();
	for (const [key, ids] of Object.entries(expiries)) {
		const time = readNumber(key);
		const expiresAfterFirstMs = time === undefined ? undefined : time - firstMs;
		for (const value of asList(ids)) {
			const id = asId(value);
			if (id !== undefined) {
				sessions.set(id, {expiresAt: undefined, expiresAfterFirstMs, timeoutMs: undefined, local: false});
			}
		}
	}

	return sessions;
};

const ephemeralsOf = (paths: JsonObject): ReadonlyMap<Id, readonly string[]> => {
	const ephemerals = new Map<Id, readonly string[]>();
	for (const [key, list] of Object.entries(paths)) {
		const id = parseId(key);
		if (id !== undefined) {
			ephemerals.set(
				id,
				asList(list).filter(path => typeof path === 'string'),
			);
		}
	}

	return ephemerals;
};
