// The only polling clock: asks what is due and wanted, and cuts a sample from what has arrived. It waits for nothing.
import type {Client, ClientState} from '../zookeeper/client.ts';
import type {Host} from '../zookeeper/hosts.ts';
import type {FindDigest, Tls} from '../zookeeper/security.ts';
import {startBeat} from './beat.ts';
import {DumpChooser} from './dump-chooser.ts';
import {noInterests, type Interests} from './interests.ts';
import {createLedger} from './own-load.ts';
import {Resolver} from './resolver.ts';
import type {Arrival, PolledWord, Sample, WordArrival} from './sample.ts';
import {Servers} from './servers.ts';
import {SessionReader} from './session-reader.ts';
import {Tray} from './tray.ts';
import type {WordPoller} from './word-poller.ts';

export type PollerOptions = {
	readonly hosts: readonly Host[];
	/** For TLS ports; undefined: plain TCP. */
	readonly tls?: Tls | undefined;
	/** Paths are below it, those of `dump` too. */
	readonly chroot: string;
	/** Where each host's AdminServer listens, in their order; none or undefined: not known. */
	readonly adminPorts?: readonly (number | undefined)[];
	/** Who we are to an AdminServer that asks; undefined: nobody. */
	readonly findDigest?: FindDigest | undefined;
	/** The session's client; undefined where nothing needs the tree: then no session is opened. */
	readonly client: Client | undefined;
	readonly intervalMs: number;
	/** Questions to one server in the long run; 4 unless told. */
	readonly wordsPerSecond?: number;
	/** Reads of our session that nobody waits for; 2,000 a second unless told, Infinity: no limit. */
	readonly readsPerSecond?: number | undefined;
	readonly deliver: (sample: Sample) => void;
	/** Our clock, epoch ms. */
	readonly now?: () => number;
};

const wordsPerSecond = 4;

export class Poller {
	readonly #intervalMs: number;
	readonly #now: () => number;
	readonly #stopped = new AbortController();
	readonly #answeredOnce = new Set<string>();
	readonly #dumps = new DumpChooser();
	readonly #tray: Tray;
	readonly #servers: Servers;
	readonly #resolver: Resolver;
	readonly #reader: SessionReader | undefined;
	readonly #forgetClient: (() => void) | undefined;
	/** Servers that are still to tell who watches what: each is asked once for each time that somebody wants to know. */
	readonly #toTellWatchers = new Set<string>();
	#interests = noInterests;
	#stopBeat: (() => void) | undefined;

	constructor(options: PollerOptions) {
		const {hosts, tls, adminPorts = [], chroot, client, intervalMs, deliver, now = Date.now} = options;
		const ledger = createLedger(client);
		const {signal} = this.#stopped;
		this.#intervalMs = intervalMs;
		this.#now = now;
		this.#dumps.keep(hosts.map(({name}) => name));
		this.#servers = new Servers(
			{hosts, adminPorts},
			{
				tls,
				chroot,
				ledger,
				perSecond: options.wordsPerSecond ?? wordsPerSecond,
				now,
				signal,
				deliver: this.#arrived.bind(this),
				findDigest: options.findDigest,
			},
		);
		this.#tray = new Tray({
			deliver,
			own: () => ({...ledger.total(), pace: this.#servers.factor()}),
			now,
		});
		this.#resolver = new Resolver(arrival => {
			this.#tray.put(arrival, true);
		});
		this.#reader =
			client &&
			new SessionReader({
				client,
				readsPerSecond: options.readsPerSecond,
				now,
				signal,
				deliver: this.#wasRead.bind(this),
			});
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
		this.#reader?.follow(interests);
		this.#resolver.resolve(interests.names);
		const asksMore =
			this.#meet(interests.found) ||
			interests.connections !== before.connections ||
			interests.ephemerals !== before.ephemerals ||
			interests.watches !== before.watches ||
			interests.sources !== before.sources;
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
		this.#reader?.refresh();
		this.#ask();
	}

	/** Asks all servers once who watches what. It is dear, so only for somebody who has read its price. */
	askWatchers(): void {
		for (const {server} of this.#servers.all) {
			this.#toTellWatchers.add(server);
		}

		this.#ask();
	}

	stop(): void {
		this.#stopped.abort();
		this.#stopBeat?.();
		this.#tray.close();
		this.#reader?.close();
		this.#forgetClient?.();
	}

	#ask(): void {
		for (const words of this.#servers.all) {
			words.tick(this.#tray.tick, this.#wantedOf(words));
		}

		this.#reader?.slowTo(this.#servers.factor(this.#reader.server));
		this.#reader?.follow(this.#interests);
	}

	/** Asks the members that were found too; gives whether there are new ones. */
	#meet(found: Interests['found']): boolean {
		this.#reader?.offer(found);
		const isNew = this.#servers.meet(found);
		this.#dumps.keep(this.#servers.all.map(({server}) => server));
		return isNew;
	}

	#wantedOf({server}: WordPoller): ReadonlySet<PolledWord> {
		const {connections, ephemerals, watches, sources} = this.#interests;
		return new Set<PolledWord>([
			'mntr',
			'srvr',
			'conf',
			...(connections ? (['cons'] as const) : []),
			...(sources ? (['leader'] as const) : []),
			...(watches ? (['wchs'] as const) : []),
			...(this.#toTellWatchers.has(server) ? (['wchp'] as const) : []),
			...(ephemerals && this.#dumps.isChosen(server) ? (['dump'] as const) : []),
		]);
	}

	#arrived(arrival: WordArrival): void {
		this.#dumps.note(arrival);
		this.#reader?.note(arrival);
		const question = `${arrival.word} ${arrival.server}`;
		const isFirst = !this.#answeredOnce.has(question);
		this.#answeredOnce.add(question);
		const isWaitedFor = arrival.word === 'wchp' && this.#toTellWatchers.delete(arrival.server);
		this.#tray.put(arrival, isFirst || isWaitedFor);
		if (isFirst && arrival.word === 'srvr') {
			// Now its role is known: whether it is asked for `dump` does not wait for the next tick.
			this.#ask();
		}
	}

	#wasRead(arrival: Arrival, waits = false): void {
		this.#tray.put(arrival, !waits);
		if (arrival.of === 'config') {
			this.#servers.doubtConfigs();
		}
	}

	#sessionChanged(state: ClientState): void {
		const lost = this.#reader?.changed(state);
		// It may have come back with another configuration between two of our questions.
		this.#servers.all.find(({server}) => server === lost)?.refresh();
		this.#tray.put({of: 'session', state, since: this.#now()}, true);
	}
}
