// `zktop sessions`: the sessions tab as JSON.
import {pulseOf} from '../analyze/liveness/pulse.ts';
import {byRequests, type SessionRow} from '../analyze/sessions.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {endsInMs} from '../store/contenders.ts';
import {birthplace} from '../store/selectors.ts';
import type {Data} from '../store/state.ts';
import {formatAge, formatShort} from '../ui/format.ts';
import {pulseCell} from '../ui/panes/verdict.ts';
import {noneTold, tableText} from './table.ts';
import {runTwin} from './twin.ts';

export const sessions = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => ({...noInterests, connections: true, ephemerals: true}),
		session: false,
		ticks: 2,
		complete: ({servers}) =>
			servers.every(
				({srvr, cons, consBefore}) =>
					srvr.kind !== 'fresh' ||
					(cons.kind === 'fresh' ? consBefore !== undefined : cons.kind !== 'unasked'),
			) &&
			(servers.some(({dump}) => dump.kind !== 'unasked') || servers.every(({srvr}) => srvr.kind !== 'fresh')),
		render: data => ({
			expiring: data.inspection.expiring.map(({endsBy, sessions, ephemerals, holds, leads}) => ({
				withinMs: Math.max(0, endsBy - data.clock.at),
				sessions,
				ephemerals,
				holds,
				leads,
			})),
			sessions: data.inspection.sessions.toSorted(byRequests).map(row => ({
				session: row.session,
				client: row.client,
				server: row.server,
				secure: row.secure ?? null,
				bornOn: birthplace(data, row.session),
				timeoutMs: row.timeoutMs,
				lastOp: row.lastOp,
				...pulseJson(data, row.session),
				requestsPerSecond: row.requestsPerSecond ?? null,
				receivedPerSecond: row.receivedPerSecond ?? null,
				sentPerSecond: row.sentPerSecond ?? null,
				queued: row.queued,
				ephemerals: row.ephemerals ?? null,
			})),
		}),
		table: sessionsTable,
	});

/** Whether its client is alive; `endsWithinMs`: unless it is heard of. */
const pulseJson = (data: Data, session: string): Readonly<Record<string, unknown>> => {
	const pulse = pulseOf(session, data.inspection);
	return {
		is: pulse.kind,
		...('since' in pulse && {since: new Date(pulse.since).toISOString()}),
		...('endsBy' in pulse && {endsWithinMs: endsInMs(data, pulse) ?? null}),
	};
};

const sessionsTable = (data: Data): string => {
	const sessions = data.inspection.sessions.toSorted(byRequests);
	const table = tableText<SessionRow>(
		[
			{title: 'SESSION', text: ({session}) => session},
			{title: 'CLIENT', text: ({client}) => client},
			{title: 'SERVER', text: ({server, fresh}) => `${server}${fresh ? '' : '?'}`},
			{title: 'BORN ON', text: ({session}) => birthplace(data, session)},
			{title: 'IS', text: ({session}) => pulseCell(pulseOf(session, data.inspection), data.clock.at)},
			{title: 'TIMEOUT', align: 'right', text: ({timeoutMs}) => formatAge(timeoutMs)},
			{title: 'REQ/s', align: 'right', text: ({requestsPerSecond}) => shortOf(requestsPerSecond)},
			{title: 'QUEUED', align: 'right', text: ({queued}) => formatShort(queued)},
			{title: 'OWNS', align: 'right', text: ({ephemerals}) => shortOf(ephemerals)},
		],
		sessions,
	);
	return sessions.length === 0 ? noneTold(data, 'no session but zktop’s own') : table;
};

const shortOf = (value: number | undefined): string | undefined =>
	value === undefined ? undefined : formatShort(value);
