// `zktop sources`: which door each fact of each server comes through, and what would open the others, as JSON. Opens no session.
import {sourcesOf, type DoorRow} from '../analyze/sources.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import type {ServerState} from '../store/state.ts';
import {runTwin} from './twin.ts';

export const sources = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => ({...noInterests, connections: true, ephemerals: true}),
		session: false,
		ticks: 1,
		complete: ({servers}) =>
			servers.every(isAsked) &&
			(servers.some(({dump}) => dump.kind !== 'unasked') || servers.every(({srvr}) => srvr.kind !== 'fresh')),
		render: ({servers, clock}) => ({
			servers: servers.map(({name, tried}, index) => ({
				server: name,
				facts: sourcesOf(tried, options.adminPorts[index] !== undefined, clock.at).map(
					({fact, word, command, source, doors}) => ({
						fact,
						word,
						command,
						source: source ?? null,
						doors: doors.map(doorJson),
					}),
				),
			})),
		}),
	});

const isAsked = ({srvr, mntr, cons, conf}: ServerState): boolean =>
	srvr.kind !== 'fresh' || [mntr, cons, conf].every(({kind}) => kind !== 'unasked');

const doorJson = ({source, state, why, opens, ageMs, bytes}: DoorRow): Readonly<Record<string, unknown>> => ({
	source,
	state,
	why: why ?? null,
	zooCfg: opens ?? null,
	ageMs: ageMs ?? null,
	bytes: bytes ?? null,
});
