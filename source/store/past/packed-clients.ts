// The clients of a moment without their sessions, which the moment has anyway.
import {noOperations} from '../../analyze/traffic/operations.ts';
import type {SessionRow} from '../../analyze/sessions.ts';
import type {Traffic} from '../state.ts';

/** So many of the busiest are kept. */
const mostClients = 300;

/** What of the traffic is kept: nothing that the next sample would be compared with. */
export const withoutSessions = (traffic: Traffic): Traffic => ({
	...traffic,
	ownReads: [],
	operations: noOperations,
	clients: {
		...traffic.clients,
		rows: traffic.clients.rows.slice(0, mostClients).map(client => ({...client, sessions: []})),
		byAddress: new Map(),
	},
});

/** The traffic with its clients' sessions again. */
export const withSessions = (traffic: Traffic, sessions: readonly SessionRow[]): Traffic => {
	const byAddress = Map.groupBy(sessions, ({address}) => address);
	const rows = traffic.clients.rows.map(client => ({
		...client,
		sessions: byAddress.get(client.address) ?? [],
	}));
	return {
		...traffic,
		clients: {...traffic.clients, rows, byAddress: new Map(rows.map(client => [client.address, client]))},
	};
};
