// The servers that are asked words: those of the connect string, and members that were found while we asked.
import type {AdminAccess} from '../zookeeper/admin/admin-server.ts';
import type {Host} from '../zookeeper/hosts.ts';
import {WordPoller, type WordPollerOptions} from './word-poller.ts';

export type NamedServers = {
	readonly hosts: readonly Host[];
	/** Where each host's AdminServer listens, in their order; none or undefined: not known. */
	readonly adminPorts: readonly (number | undefined)[];
};

/** What all servers are asked with. */
export type Shared = Omit<WordPollerOptions, 'host' | 'admin'> & Pick<AdminAccess, 'findDigest'>;

export class Servers {
	readonly #named: readonly WordPoller[];
	readonly #shared: Shared;
	/** The AdminServer's port, where it is the same everywhere. */
	readonly #adminPort: number | undefined;
	#found: readonly WordPoller[] = [];

	constructor({hosts, adminPorts}: NamedServers, shared: Shared) {
		this.#shared = shared;
		const [port, ...others] = new Set(adminPorts);
		this.#adminPort = others.length === 0 ? port : undefined;
		this.#named = hosts.map((host, index) => this.#poller(host, adminPorts[index]));
	}

	/** The named ones first. */
	get all(): readonly WordPoller[] {
		return [...this.#named, ...this.#found];
	}

	/** Share of the full speed: that of one server, or of the slowest. */
	factor(server?: string): number {
		return Math.min(
			1,
			...this.all
				.filter(poller => server === undefined || poller.server === server)
				.map(({factor}) => factor),
		);
	}

	/** Takes these in place of the ones found before, which are not asked any more; gives whether one of them is new. */
	meet(hosts: readonly Host[]): boolean {
		const known = new Map(this.#found.map(poller => [poller.server, poller]));
		this.#found = hosts.map(host => known.get(host.name) ?? this.#poller(host, this.#adminPort));
		return hosts.some(({name}) => !known.has(name));
	}

	/** The ensemble was reconfigured: what each of them knows of it is asked again. */
	doubtConfigs(): void {
		for (const poller of this.all) {
			poller.doubtConfig();
		}
	}

	#poller(host: Host, port: number | undefined): WordPoller {
		const {tls, findDigest} = this.#shared;
		const admin = port === undefined ? undefined : {host: host.host, port, tls, findDigest};
		return new WordPoller({...this.#shared, host, admin});
	}
}
