// `zktop sources`: which door each fact of each server comes through, and what would open the others, as JSON. Opens no session.
import type {DoorRow} from '../analyze/sources.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {sourceRowsOf} from '../store/sources.ts';
import type {ServerState} from '../store/state.ts';
import {runTwin} from './twin.ts';

const noSession = {
	state: 'unopened',
	why: 'zktop sources opens no session, for that is a write on the ensemble; the screen shows its own (S)',
};

export const sources = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => ({...noInterests, connections: true, ephemerals: true, watches: true, sources: true}),
		session: false,
		ticks: 1,
		complete: ({servers}) =>
			servers.every(isAsked) &&
			(servers.some(({dump}) => dump.kind !== 'unasked') || servers.every(({srvr}) => srvr.kind !== 'fresh')),
		render: data => ({
			session: noSession,
			servers: sourceRowsOf(data, index => options.adminPorts[index] !== undefined).map(
				({server, facts, watches, leader}) => ({
					server,
					watches: watches ?? null,
					leader: leader === undefined ? null : leaderJson(leader),
					facts: facts.map(({fact, word, command, source, doors}) => ({
						fact,
						word,
						command,
						source: source ?? null,
						doors: doors.map(doorJson),
					})),
				}),
			),
		}),
	});

const isAsked = ({srvr, mntr, cons, conf, wchs, leader}: ServerState): boolean =>
	srvr.kind !== 'fresh' || [mntr, cons, conf, wchs, leader].every(({kind}) => kind !== 'unasked');

type Leader = NonNullable<ReturnType<typeof sourceRowsOf>[number]['leader']>;

const leaderJson = ({leads, id, address}: Leader): Readonly<Record<string, unknown>> => ({
	leads,
	id: id ?? null,
	address: address ?? null,
});

const doorJson = (door: DoorRow): Readonly<Record<string, unknown>> => ({
	source: door.source,
	state: door.state,
	why: door.why ?? null,
	zooCfg: door.opens ?? null,
	ageMs: door.ageMs ?? null,
	bytes: door.bytes ?? null,
	asksPerMinute: door.asksPerMinute ?? null,
	scheme: door.scheme ?? null,
	port: door.port ?? null,
});
