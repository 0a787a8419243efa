// Finds the addresses of host names, each once: to tell whether two names mean one server.
import {lookup} from 'node:dns/promises';
import type {AddressesArrival} from './sample.ts';

export class Resolver {
	readonly #deliver: (arrival: AddressesArrival) => void;
	readonly #asked = new Set<string>();

	constructor(deliver: (arrival: AddressesArrival) => void) {
		this.#deliver = deliver;
	}

	/** Delivers what has not been asked for yet; a name without addresses has none. */
	resolve(hosts: readonly string[]): void {
		for (const host of hosts.filter(host => !this.#asked.has(host))) {
			this.#asked.add(host);
			void this.#lookUp(host);
		}
	}

	/** Asks again for what is wanted next. */
	forget(): void {
		this.#asked.clear();
	}

	async #lookUp(host: string): Promise<void> {
		const found = await lookup(host, {all: true}).catch(() => []);
		this.#deliver({of: 'addresses', host, addresses: found.map(({address}) => address)});
	}
}
