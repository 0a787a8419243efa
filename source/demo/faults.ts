// What can be broken in the demo, and what is: faults of servers and of clients, made by keys and scripts, and taken back.
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

export type FaultName = 'freeze' | 'kill' | 'slow-disk' | 'partition' | 'cut' | 'delay' | 'expire';

/** One more fault, or those of a target taken back, or all there are. */
export type Step = {
	readonly fault: FaultName | 'heal';
	/** The id of a target, or `leader`. */
	readonly target: string | undefined;
	/** Of an fsync, of a delay. */
	readonly lengthMs?: number | undefined;
};

/** What can happen to one server or one session. */
type Fault = {
	readonly name: FaultName;
	/** What is said while it is so. */
	readonly said: string;
	readonly isOn: boolean;
	readonly make: (lengthMs: number | undefined) => void;
	readonly end: () => Promise<void> | void;
};

const slowMs = 400;
const delayMs = 800;

const serverFaults = (server: Server, ensemble: Ensemble): readonly Fault[] => [
	{
		name: 'kill',
		said: 'killed',
		isOn: !server.running,
		make: ensemble.kill.bind(ensemble, server),
		end: ensemble.restart.bind(ensemble, server),
	},
	{
		name: 'freeze',
		said: 'frozen',
		isOn: server.frozen,
		make: ensemble.suffer.bind(ensemble, server, 'frozen'),
		end: ensemble.heal.bind(ensemble, server, 'frozen'),
	},
	{
		name: 'slow-disk',
		said: 'slow disk',
		isOn: server.slowDiskMs !== undefined,
		make(lengthMs = slowMs) {
			server.slowDiskMs = lengthMs;
		},
		end() {
			server.slowDiskMs = undefined;
		},
	},
	{
		name: 'partition',
		said: 'partitioned',
		isOn: server.faults.has('cut'),
		make: ensemble.suffer.bind(ensemble, server, 'cut'),
		end: ensemble.heal.bind(ensemble, server, 'cut'),
	},
];

const clientFaults = (session: Session, ensemble: Ensemble): readonly Fault[] => [
	{
		name: 'cut',
		said: 'cut off',
		isOn: session.cut,
		make() {
			session.cut = true;
		},
		end() {
			session.cut = false;
		},
	},
	{
		name: 'delay',
		said: 'delayed',
		isOn: session.delayMs > 0,
		make(lengthMs = delayMs) {
			session.delayMs = lengthMs;
		},
		end() {
			session.delayMs = 0;
		},
	},
	{
		name: 'expire',
		said: 'expired',
		isOn: false,
		make: ensemble.quorum.expire.bind(ensemble.quorum, session),
		end: () => undefined,
	},
];

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
				id: idOf(server),
				kind: 'server' as const,
				label: `${idOf(server)} :${server.port}`,
			})),
			...hosts.map(host => ({id: host, kind: 'client' as const, label: host})),
		].map(target => ({...target, faults: saidOf(this.#of(target.id))}));
	}

	/** Makes a fault, or takes it back where it is already; what has gone meanwhile is left alone. */
	async toggle(name: FaultName, target: string): Promise<void> {
		for (const {isOn, make, end} of this.#of(target, name)) {
			if (isOn) {
				await end();
			} else {
				make(undefined);
			}
		}
	}

	/** Does what a script says, unless it is so already. */
	async play({fault, target, lengthMs}: Step): Promise<void> {
		if (fault === 'heal') {
			await this.heal(target);
			return;
		}

		for (const {isOn, make} of this.#of(target, fault)) {
			if (!isOn) {
				make(lengthMs);
			}
		}
	}

	/** Takes all of a target back, or all there are. */
	async heal(target?: string): Promise<void> {
		for (const {isOn, end} of this.#of(target)) {
			if (isOn) {
				await end();
			}
		}
	}

	#of(target: string | undefined, name?: FaultName): readonly Fault[] {
		const ensemble = this.#ensemble;
		const id = target === 'leader' ? ensemble.quorum.leader && idOf(ensemble.quorum.leader) : target;
		const isMeant = (one: string): boolean => target === undefined || one === id;
		return [
			...ensemble.servers
				.filter(server => isMeant(idOf(server)))
				.flatMap(server => serverFaults(server, ensemble)),
			...this.#sessions()
				.filter(it => isMeant(hostOf(it)))
				.flatMap(session => clientFaults(session, ensemble)),
		].filter(fault => name === undefined || fault.name === name);
	}

	/** Those of actors: zktop's own session is nobody's business. */
	#sessions(): readonly Session[] {
		return [...this.#ensemble.sessions.values()].filter(({host}) => host !== undefined);
	}
}

const saidOf = (faults: readonly Fault[]): string =>
	[...new Set(faults.flatMap(({isOn, said}) => (isOn ? [said] : [])))].join(', ');

const idOf = ({id}: Server): string => `zk${id}`;

const hostOf = ({host, id}: Session): string => host ?? formatId(id);

const byNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', {numeric: true});
