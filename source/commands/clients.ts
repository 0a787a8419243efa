// `zktop clients`: who is connected and how busy, by address, as JSON or a table.
import type {Client} from '../analyze/traffic/clients.ts';
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import type {Data, ServerState} from '../store/state.ts';
import {formatShort} from '../ui/format.ts';
import {noneTold, tableText} from './table.ts';
import {runTwin} from './twin.ts';

export const clients = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => ({...noInterests, connections: true}),
		session: false,
		ticks: 2,
		complete: ({servers}) => servers.every(isTold),
		render: clientsJson,
		table: clientsTable,
	});

/** Whether all that can be told of a server's clients is: its limit, and its connections twice. */
const isTold = ({srvr, conf, cons, consBefore, many}: ServerState): boolean =>
	srvr.kind !== 'fresh' ||
	(conf.kind !== 'unasked' &&
		(cons.kind === 'fresh' ? many || consBefore !== undefined : cons.kind !== 'unasked'));

const clientsJson = ({traffic: {clients}}: Data): Readonly<Record<string, unknown>> => ({
	sessions: clients.sessions,
	requestsPerSecond: clients.requestsPerSecond ?? null,
	heartbeatsPerSecond: clients.heartbeatsPerSecond,
	clients: clients.rows.map(client => ({
		address: client.address,
		sessions: client.sessions.length,
		servers: [...client.servers].map(([server, sessions]) => ({server, sessions})),
		requestsPerSecond: client.requestsPerSecond ?? null,
		share: client.share ?? null,
		heartbeatsPerSecond: client.heartbeatsPerSecond,
		sampledOperations: client.operations,
		headroom: client.headroom ?? null,
		openedInRow: client.openedInRow,
	})),
});

const clientsTable = (data: Data): string =>
	data.traffic.clients.rows.length === 0
		? noneTold(data, 'no client but zktop')
		: tableText<Client>(
				[
					{title: 'CLIENT', text: ({address}) => address},
					{title: 'SESSIONS', align: 'right', text: ({sessions}) => formatShort(sessions.length)},
					{title: 'REQ/s', align: 'right', text: ({requestsPerSecond}) => shortOf(requestsPerSecond)},
					{title: 'SHARE', align: 'right', text: ({share}) => percentOf(share)},
					{
						title: 'PINGS/s',
						align: 'right',
						text: ({heartbeatsPerSecond}) => formatShort(heartbeatsPerSecond),
					},
					{title: 'SAMPLED', text: ({operations}) => mixText(operations)},
					{title: 'MOST ON ONE SERVER', text: headroomText},
				],
				data.traffic.clients.rows,
			);

const shortOf = (value: number | undefined): string | undefined =>
	value === undefined ? undefined : formatShort(value);

const percentOf = (share: number | undefined): string | undefined =>
	share === undefined ? undefined : `${Math.round(share * 100)} %`;

const mixText = (operations: Client['operations']): string =>
	operations.length === 0
		? '–'
		: operations
				.slice(0, 3)
				.map(({operation, share}) => `${operation} ${Math.round(share * 100)} %`)
				.join(' ');

/** `58 of 60 on zk3`, or without a limit the server that has most. */
const headroomText = ({headroom, servers}: Client): string => {
	if (headroom !== undefined) {
		return `${headroom.taken} of ${headroom.limit} on ${headroom.server}${headroom.secure ? ' (TLS)' : ''}`;
	}

	const [most] = [...servers].sort(([, a], [, b]) => b - a);
	return most === undefined ? '–' : `${most[1]} on ${most[0]}, no limit told`;
};
