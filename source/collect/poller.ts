// The only polling clock: asks what is due and wanted, and cuts a sample from what has arrived. It waits for nothing.
import type {Client, ClientState} from '../zookeeper/client.ts';
import type {Host} from '../zookeeper/hosts.ts';
import type {Tls} from '../zookeeper/security.ts';
import {startBeat} from './beat.ts';
import {DumpChooser} from './dump-chooser.ts';
import {noInterests, type Interests} from './interests.ts';
import {createLedger} from './own-load.ts';
import type {PolledWord, Sample, WordArrival} from './sample.ts';
import {throttled} from './throttled.ts';
import {Tray} from './tray.ts';
import {WordPoller} from './word-poller.ts';
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
	readonly #dumps: DumpChooser;
	readonly #tray: Tray;
	readonly #words: readonly WordPoller[];
	readonly #follower: ZnodeFollower | undefined;
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
		this.#dumps = new DumpChooser(hosts.map(({name}) => name));
		this.#tray = new Tray({deliver, own: ledger.total, now});
		const shared = {tls, chroot, ledger, now, signal, deliver: this.#arrived.bind(this)};
		this.#words = hosts.map((host, index) => {
			const port = adminPorts[index];
			return new WordPoller({
				...shared,
				host,
				admin: port === undefined ? undefined : {host: host.host, port},
			});
		});
		this.#follower =
			client &&
			new ZnodeFollower({
				client,
				now,
				deliver: arrival => {
					this.#tray.put(arrival, true);
				},
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
		const asksMore =
			interests.connections !== before.connections || interests.ephemerals !== before.ephemerals;
		if (asksMore && this.#stopBeat !== undefined) {
			this.#ask();
		}
	}

	/** Asks everything again now. */
	refresh(): void {
		for (const words of this.#words) {
			words.refresh();
		}

		this.#follower?.refresh();
		this.#ask();
	}

	stop(): void {
		this.#stopped.abort();
		this.#stopBeat?.();
		this.#tray.close();
		this.#follower?.close();
		this.#forgetClient?.();
	}

	#ask(): void {
		for (const words of this.#words) {
			words.tick(this.#tray.tick, this.#wantedOf(words.server));
		}

		this.#follow();
	}

	#wantedOf(server: string): ReadonlySet<PolledWord> {
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
		}

		this.#tray.put({of: 'session', state, since: this.#now()}, true);
	}
}
