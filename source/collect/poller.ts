// The only polling clock: asks what is due and wanted, and cuts a sample from what has arrived. It waits for nothing.
import type {Client, ClientState} from '../zookeeper/client.ts';
import type {Host} from '../zookeeper/hosts.ts';
import type {Tls} from '../zookeeper/security.ts';
import {startBeat} from './beat.ts';
import {ConfigFollower} from './config-follower.ts';
import {DumpChooser} from './dump-chooser.ts';
import {noInterests, type Interests} from './interests.ts';
import {createLedger} from './own-load.ts';
import {Resolver} from './resolver.ts';
import type {Arrival, PolledWord, Sample, WordArrival} from './sample.ts';
import {Servers} from './servers.ts';
import {throttled} from './throttled.ts';
import {Tray} from './tray.ts';
import type {WordPoller} from './word-poller.ts';
import {ZnodeFollower} from './znode-follower.ts';

export type PollerOptions = {
	readonly hosts: readonly Host[];
	/** For TLS ports; undefined: plain TCP. */
	readonly tls?: Tls | undefined;
	/** Paths are below it, those of `dump` too. */
	readonly chroot: string;
	/** Where each host's AdminServer listens, in their order; none or undefined: not known. */
	readonly adminPorts?: readonly (number | undefined)[];
	/** The session's client; undefined where nothing needs the tree: then no session is opened. */
	readonly client: Client | undefined;
	readonly intervalMs: number;
	readonly deliver: (sample: Sample) => void;
	/** Our clock, epoch ms. */
	readonly now?: () => number;
};

const frameMs = 16;

export class Poller {
	readonly #intervalMs: number;
	readonly #now: () => number;
	readonly #stopped = new AbortController();
	readonly #answeredOnce = new Set<string>();
	readonly #dumps = new DumpChooser();
	readonly #tray: Tray;
	readonly #servers: Servers;
	readonly #resolver: Resolver;
	readonly #client: Client | undefined;
	readonly #follower: ZnodeFollower | undefined;
	readonly #config: ConfigFollower | undefined;
	readonly #follow: () => void;
	readonly #forgetClient: (() => void) | undefined;
	#interests = noInterests;
	#stopBeat: (() => void) | undefined;

	constructor({
		hosts,
		tls,
		adminPorts = [],
		chroot,
		client,
		intervalMs,
		deliver,
		now = Date.now,
	}: PollerOptions) {
		const ledger = createLedger(client);
		const {signal} = this.#stopped;
		this.#intervalMs = intervalMs;
		this.#now = now;
		this.#client = client;
		this.#tray = new Tray({deliver, own: ledger.total, now});
		const put = (arrival: Arrival): void => {
			this.#tray.put(arrival, true);
		};
		this.#servers = new Servers(
			{hosts, adminPorts},
			{tls, chroot, ledger, now, signal, deliver: this.#arrived.bind(this)},
		);
		this.#dumps.keep(hosts.map(({name}) => name));
		this.#resolver = new Resolver(put);
		this.#config =
			client &&
			new ConfigFollower({
				client,
				now,
				deliver: arrival => {
					put(arrival);
					this.#servers.doubtConfigs();
				},
			});
		this.#follower =
			client &&
			new ZnodeFollower({
				client,
				now,
				deliver: put,
				wake: () => {
					this.#follow();
				},
			});
		this.#follow = throttled(() => this.#follower?.follow(this.#interests), frameMs, signal);
		this.#forgetClient = client?.onState(this.#sessionChanged.bind(this));
	}

	start(): void {
		this.#ask();
		this.#stopBeat = startBeat(this.#intervalMs, beats => {
			this.#tray.nextTick(beats);
			this.#ask();
		});
	}

	/** Says what is on screen now; what is new is asked at once. */
	want(interests: Interests): void {
		const before = this.#interests;
		this.#interests = interests;
		this.#follow();
		this.#resolver.resolve(interests.names);
		const asksMore =
			this.#meet(interests.found) ||
			interests.connections !== before.connections ||
			interests.ephemerals !== before.ephemerals;
		if (asksMore && this.#stopBeat !== undefined) {
			this.#ask();
		}
	}

	/** Asks everything again now. */
	refresh(): void {
		for (const words of this.#servers.all) {
			words.refresh();
		}

		this.#resolver.forget();
		this.#follower?.refresh();
		this.#ask();
	}

	stop(): void {
		this.#stopped.abort();
		this.#stopBeat?.();
		this.#tray.close();
		this.#follower?.close();
		this.#config?.close();
		this.#forgetClient?.();
	}

	#ask(): void {
		for (const words of this.#servers.all) {
			words.tick(this.#tray.tick, this.#wantedOf(words));
		}

		this.#follow();
	}

	/** Asks the members that were found too; gives whether there are new ones. Our session may go to those that serve. */
	#meet(found: Interests['found']): boolean {
		this.#client?.offer(found.filter(({serves}) => serves));
		const isNew = this.#servers.meet(found);
		this.#dumps.keep(this.#servers.all.map(({server}) => server));
		return isNew;
	}

	#wantedOf({server}: WordPoller): ReadonlySet<PolledWord> {
		const {connections, ephemerals} = this.#interests;
		return new Set<PolledWord>([
			'mntr',
			'srvr',
			'conf',
			...(connections ? (['cons'] as const) : []),
			...(ephemerals && this.#dumps.isChosen(server) ? (['dump'] as const) : []),
		]);
	}

	#arrived(arrival: WordArrival): void {
		this.#dumps.note(arrival);
		const question = `${arrival.word} ${arrival.server}`;
		const isFirst = !this.#answeredOnce.has(question);
		this.#answeredOnce.add(question);
		this.#tray.put(arrival, isFirst);
		if (isFirst && arrival.word === 'srvr') {
			// Now its role is known: whether it is asked for `dump` does not wait for the next tick.
			this.#ask();
		}
	}

	#sessionChanged(state: ClientState): void {
		// Watches that were lost with an expired session have told the follower so themselves.
		if (state.kind === 'connected') {
			this.#follow();
			this.#config?.follow();
		}

		this.#tray.put({of: 'session', state, since: this.#now()}, true);
	}
}
