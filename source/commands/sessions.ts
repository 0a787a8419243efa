// `zktop sessions`: the sessions tab as JSON. Opens no session of its own.
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {birthplace} from '../store/selectors.ts';
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
			sessions: data.inspection.sessions.map(row => ({
				session: row.session,
				client: row.client,
				server: row.server,
				secure: row.secure ?? null,
				bornOn: birthplace(data, row.session),
				timeoutMs: row.timeoutMs,
				lastOp: row.lastOp,
				requestsPerSecond: row.requestsPerSecond ?? null,
				receivedPerSecond: row.receivedPerSecond ?? null,
				sentPerSecond: row.sentPerSecond ?? null,
				queued: row.queued,
				ephemerals: row.ephemerals ?? null,
			})),
		}),
	});
