// What can be broken in the demo, and what is: faults of servers and of clients, each taken back by the same key.
import {formatId} from '../zookeeper/ids.ts';
import type {Ensemble} from './ensemble/ensemble.ts';
import type {Server} from './ensemble/server.ts';
import type {Session} from './ensemble/sessions.ts';

/** A server or the clients of a host. */
export type Target = {
	readonly id: string;
	readonly kind: 'server' | 'client';
	readonly label: string;
	/** In words; empty: none. */
	readonly faults: string;
};

export type Fault = 'freeze' | 'kill' | 'slow-disk' | 'cut' | 'delay' | 'expire';

export const slowMs = 400;
const delayMs = 800;

export class Faults {
	readonly #ensemble: Ensemble;

	constructor(ensemble: Ensemble) {
		this.#ensemble = ensemble;
	}

	/** Servers by id, then hosts by name. */
	get targets(): readonly Target[] {
		const {servers} = this.#ensemble;
		const hosts = [...new Set(this.#sessions().map(hostOf))].toSorted(byNumbers);
		return [
			...servers.map(server => ({
				id: `zk${server.id}`,
				kind: 'server' as const,
				label: `zk${server.id} :${server.port}`,
				faults: serverFaults(server),
			})),
			...hosts.map(host => ({
				id: host,
				kind: 'client' as const,
				label: host,
				faults: [...new Set(this.#of(host).flatMap(clientFaults))].join(', '),
			})),
		];
	}

	/** Makes a fault, or takes it back where it is already; what has gone meanwhile is left alone. */
	async toggle(fault: Fault, target: string): Promise<void> {
		const server = this.#ensemble.servers.find(({id}) => `zk${id}` === target);
		if (server !== undefined) {
			await this.#toggleServer(fault, server);
		}

		for (const session of this.#of(target)) {
			if (fault === 'cut') {
				session.link.cut = !session.link.cut;
			} else if (fault === 'delay') {
				session.link.delayMs = session.link.delayMs === 0 ? delayMs : 0;
			} else if (fault === 'expire') {
				this.#ensemble.expire(session);
			}
		}
	}

	/** Takes all of them back. */
	async heal(): Promise<void> {
		for (const server of this.#ensemble.servers) {
			server.disk.slowMs = undefined;
			if (server.frozenSince !== undefined) {
				this.#ensemble.thaw(server);
			}

			if (!server.running) {
				await this.#ensemble.restart(server);
			}
		}

		for (const {link} of this.#sessions()) {
			Object.assign(link, {cut: false, delayMs: 0});
		}
	}

	async #toggleServer(fault: Fault, server: Server): Promise<void> {
		if (fault === 'kill') {
			if (server.running) {
				this.#ensemble.kill(server);
			} else {
				await this.#ensemble.restart(server);
			}
		} else if (fault === 'slow-disk') {
			server.disk.slowMs = server.disk.slowMs === undefined ? slowMs : undefined;
		} else if (fault === 'freeze' && server.running) {
			if (server.frozenSince === undefined) {
				server.freeze();
			} else {
				this.#ensemble.thaw(server);
			}
		}
	}

	/** Those of actors: zktop's own session is nobody's business. */
	#sessions(): readonly Session[] {
		return [...this.#ensemble.sessions.all].filter(({host}) => host !== undefined);
	}

	#of(host: string): readonly Session[] {
		return this.#sessions().filter(session => hostOf(session) === host);
	}
}

/** Closes the connections of a session, which goes on without them. */
export const hangUp = ({servers}: Ensemble, session: Session): void => {
	for (const connection of servers.flatMap(({connections}) => [...connections])) {
		if (connection.session === session) {
			connection.close();
		}
	}
};

const hostOf = ({host, id}: Session): string => host ?? formatId(id);

const byNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', {numeric: true});

const serverFaults = ({running, frozenSince, disk}: Server): string =>
	[
		...(running ? [] : ['killed']),
		...(frozenSince === undefined ? [] : ['frozen']),
		...(disk.slowMs === undefined ? [] : ['slow disk']),
	].join(', ');

const clientFaults = ({link: {cut, delayMs}}: Session): readonly string[] => [
	...(cut ? ['cut off'] : []),
	...(delayMs === 0 ? [] : ['delayed']),
];
