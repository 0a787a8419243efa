// Which member of the configuration a named server is: by its id, else by its address.
import type {Member} from '../zookeeper/config.ts';

/** Host name → its addresses; empty where it has none. */
export type Addresses = ReadonlyMap<string, readonly string[]>;

/** The member that a server is; undefined where neither its id nor its address tells. */
export const memberOf = (
	{name, id}: {readonly name: string; readonly id: number | undefined},
	members: readonly Member[],
	addresses: Addresses,
): Member | undefined => {
	if (id !== undefined) {
		return members.find(member => member.id === id);
	}

	const {host, port} = endpointOf(name);
	const alike = members.filter(member => areSame(host, hostsOf(member), addresses));
	// Where several members share an address only the port tells them apart, which a static configuration does not know.
	return alike.length === 1
		? alike[0]
		: alike.find(({client, secureClient}) => client?.port === port || secureClient?.port === port);
};

/** `[::1]:2181` → `::1`, 2181 */
export const endpointOf = (name: string): {readonly host: string; readonly port: number} => {
	const colon = name.lastIndexOf(':');
	return {host: name.slice(0, colon).replaceAll(/[[\]]/g, ''), port: Number(name.slice(colon + 1))};
};

const hostsOf = ({address, client, secureClient, alternatives = []}: Member): readonly string[] =>
	[address, client?.host, secureClient?.host, ...alternatives.map(other => other.address)].filter(
		host => host !== undefined,
	);

const areSame = (host: string, others: readonly string[], addresses: Addresses): boolean => {
	const own = [host, ...(addresses.get(host) ?? [])];
	return others.some(other => [other, ...(addresses.get(other) ?? [])].some(one => own.includes(one)));
};
