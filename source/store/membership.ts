// The members' slice: who belongs to the ensemble, by all that was told, and who of them is asked although nobody named them.
import {membershipOf, type Remembered, type Teller} from '../analyze/membership.ts';
import {readingAfter, unasked} from '../analyze/reading.ts';
import type {Interests} from '../collect/interests.ts';
import type {Sample} from '../collect/sample.ts';
import {withFound} from './servers.ts';
import type {Data, MembershipSources, ServerState} from './state.ts';

export const initialMembershipSources = (secure: boolean): MembershipSources => ({
	config: unasked,
	remembered: undefined,
	addresses: new Map(),
	secure,
});

type Slice = Pick<Data, 'servers' | 'membership' | 'membershipSources'>;
type Before = Slice & {readonly clock: Pick<Data['clock'], 'intervalMs'>};
type News = {readonly sample?: Sample; readonly remembered?: Remembered};

/** The members after a sample, which the servers have taken already, or after an earlier run was remembered. */
export const reduceMembership = (
	{servers, membership, membershipSources, clock}: Before,
	{sample, remembered}: News,
): Slice => {
	const sources = (sample?.arrivals ?? []).reduce(
		withArrival,
		remembered === undefined ? membershipSources : {...membershipSources, remembered},
	);
	const next = membershipOf({...sources, servers: servers.map(tellerOf)}, membership);
	return {servers: withFound(servers, next, clock.intervalMs), membership: next, membershipSources: sources};
};

const withArrival = (sources: MembershipSources, arrival: Sample['arrivals'][number]): MembershipSources => {
	switch (arrival.of) {
		case 'config':
			return {...sources, config: readingAfter(sources.config, arrival.answer)};
		case 'addresses':
			return {...sources, addresses: new Map([...sources.addresses, [arrival.host, arrival.addresses]])};
		default:
			return sources;
	}
};

const tellerOf = ({name, found, id, many, srvr, conf}: ServerState): Teller => ({
	name,
	named: found === undefined,
	id,
	many,
	srvr,
	conf,
});

/** The members to ask beside the named servers, and the names that would tell which of them are the same. */
export const memberInterests = ({
	servers,
	membership,
}: Pick<Data, 'servers' | 'membership'>): Pick<Interests, 'found' | 'names'> => ({
	found: servers.flatMap(({found, srvr}) =>
		found === undefined
			? []
			: [{name: found.name, host: found.host, port: found.port, serves: srvr.kind === 'fresh'}],
	),
	names: membership.unresolved,
});
