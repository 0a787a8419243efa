// How near an address is to maxClientCnxns: a server counts its connections by address, on each of its two client ports apart.
import type {Cons} from '../../zookeeper/words/cons.ts';
import {addressOf} from './address.ts';

/** One server's connections, and its limit for each address. */
export type LimitedCons = {
	readonly server: string;
	readonly cons: Cons;
	/** `maxClientCnxns` of `conf`; 0 is unlimited, undefined is not told. */
	readonly limit: number | undefined;
};

export type Headroom = {
	readonly server: string;
	readonly secure: boolean;
	/** All connections of the address there: also those without a session, and zktop's own. */
	readonly taken: number;
	readonly limit: number;
};

/** By address, the server and port with the least room; only where a server limits it. */
export const headrooms = (servers: readonly LimitedCons[]): ReadonlyMap<string, Headroom> => {
	const least = new Map<string, Headroom>();
	for (const {server, cons, limit} of servers) {
		if (limit === undefined || limit <= 0) {
			continue;
		}

		for (const secure of [false, true]) {
			for (const [address, taken] of countByAddress(cons, secure)) {
				const before = least.get(address);
				if (before === undefined || limit - taken < before.limit - before.taken) {
					least.set(address, {server, secure, taken, limit});
				}
			}
		}
	}

	return least;
};

const countByAddress = (cons: Cons, secure: boolean): ReadonlyMap<string, number> => {
	const counts = new Map<string, number>();
	for (const connection of cons) {
		if ((connection.secure ?? false) === secure) {
			const address = addressOf(connection.client);
			counts.set(address, (counts.get(address) ?? 0) + 1);
		}
	}

	return counts;
};
