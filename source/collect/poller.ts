// The only polling clock: asks what is due and wanted, and cuts a sample from what has arrived. It waits for nothing.
import type {Client} from '../zookeeper/client.ts';
import type {Host} from '../zookeeper/hosts.ts';
import {noInterests, type Interests} from './interests.ts';
import {createLedger} from './own-load.ts';
import type {Arrival, PolledWord, Sample, WordArrival} from './sample.ts';
import {createWordPoller} from './word-poller.ts';
import {createZnodeFollower} from './znode-follower.ts';

/** Answers that somebody waits for are dispatched within a frame, ms. */
const frameMs = 16;

export type PollerOptions = {
	readonly hosts: readonly Host[];
	readonly chroot: string;
	/** The session's client; undefined where nothing needs the tree: then no session is opened. */
	readonly client: Client | undefined;
	readonly intervalMs: number;
	readonly deliver: (sample: Sample) => void;
	readonly now?: () => number;
};

export type Poller = {
	readonly start: () => void;
	/** Says what is on screen now; what is new is asked at once. */
	readonly want: (interests: Interests) => void;
	/** Asks everything again now. */
	readonly refresh: () => void;
	readonly stop: () => void;
};

export const createPoller = ({
	hosts,
	chroot,
	client,
	intervalMs,
	deliver,
	now = Date.now,
}: PollerOptions): Poller => {
	const ledger = createLedger(client);
	const stopped = new AbortController();
	const {signal} = stopped;
	const answeredOnce = new Set<string>();
	const leaders = createDumpChooser(hosts.map(({name}) => name));
	let arrivals: Arrival[] = [];
	let interests = noInterests;
	let tick = 0;
	let timer: NodeJS.Timeout | undefined;
	let frame: NodeJS.Timeout | undefined;

	const cut = (): void => {
		clearTimeout(frame);
		frame = undefined;
		const sample: Sample = {tick, at: now(), arrivals, own: ledger.total()};
		arrivals = [];
		deliver(sample);
	};

	const soon = (): void => {
		if (!signal.aborted) {
			frame ??= setTimeout(cut, frameMs);
		}
	};

	const arrive = (arrival: Arrival, urgent: boolean): void => {
		arrivals.push(arrival);
		if (urgent) {
			soon();
		}
	};

	const arriveWord = (arrival: WordArrival): void => {
		leaders.note(arrival);
		const key = `${arrival.word} ${arrival.server}`;
		const first = !answeredOnce.has(key);
		answeredOnce.add(key);
		arrive(arrival, first);
		if (first && arrival.word === 'srvr') {
			// Now its role is known: whether it is asked for `dump` does not wait for the next tick.
			ask();
		}
	};

	const follower =
		client &&
		createZnodeFollower({
			client,
			now,
			deliver: arrival => {
				arrive(arrival, true);
			},
			wake: () => follow(),
		});
	const follow = throttled(() => follower?.follow(interests), frameMs, signal);

	const words = hosts.map(host => ({
		name: host.name,
		poller: createWordPoller({host, chroot, ledger, now, signal, deliver: arriveWord}),
	}));

	const ask = (): void => {
		for (const {name, poller} of words) {
			poller.tick(tick, wantedWords(interests, leaders.isChosen(name)));
		}

		follow();
	};

	const beat = (due: number): void => {
		timer = setTimeout(
			() => {
				tick += 1;
				cut();
				ask();
				// A stalled event loop skips beats; it does not make up for them.
				const missed = Math.max(0, Math.floor((now() - due) / intervalMs));
				beat(due + (missed + 1) * intervalMs);
			},
			Math.max(0, due - now()),
		);
	};

	let session: string | undefined;
	const unsubscribe = client?.onState(state => {
		if (state.kind === 'connected') {
			if (session !== state.session) {
				// A new session has no watches yet.
				follower?.refresh();
			}

			({session} = state);
			follow();
		}

		arrive({of: 'session', state, since: now()}, true);
	});

	return {
		start: () => {
			ask();
			beat(now() + intervalMs);
		},
		want: next => {
			if (next !== interests) {
				const grew = next.connections !== interests.connections || next.ephemerals !== interests.ephemerals;
				interests = next;
				follow();
				if (grew && timer !== undefined) {
					ask();
				}
			}
		},
		refresh: () => {
			for (const {poller} of words) {
				poller.refresh();
			}

			follower?.refresh();
			ask();
		},
		stop: () => {
			stopped.abort();
			clearTimeout(timer);
			clearTimeout(frame);
			unsubscribe?.();
		},
	};
};

const wantedWords = (interests: Interests, dumps: boolean): ReadonlySet<PolledWord> =>
	new Set<PolledWord>([
		'mntr',
		'srvr',
		'conf',
		...(interests.connections ? (['cons'] as const) : []),
		...(interests.ephemerals && dumps ? (['dump'] as const) : []),
	]);

/** `dump` is dear and the same everywhere: it is asked of the leader, who knows expiry times, and one follower (facts.md M15). */
const createDumpChooser = (
	names: readonly string[],
): {readonly note: (arrival: WordArrival) => void; readonly isChosen: (server: string) => boolean} => {
	const modes = new Map<string, string>();
	return {
		note: ({word, server, answer}) => {
			if (word !== 'srvr') {
				return;
			}

			if (answer.kind === 'fresh') {
				modes.set(server, answer.value.mode);
			} else {
				modes.delete(server);
			}
		},
		isChosen: server => {
			const mode = modes.get(server);
			const firstOther = names.find(name => modes.has(name) && modes.get(name) !== 'leader');
			return mode === 'leader' || server === firstOther;
		},
	};
};

/** Runs at once, then at most once in `ms`, with the last call never lost. */
const throttled = (run: () => void, ms: number, signal: AbortSignal): (() => void) => {
	let pending: NodeJS.Timeout | undefined;
	let again = false;
	const attempt = (): void => {
		if (signal.aborted) {
			return;
		}

		if (pending !== undefined) {
			again = true;
			return;
		}

		run();
		pending = setTimeout(() => {
			pending = undefined;
			if (again) {
				again = false;
				attempt();
			}
		}, ms);
	};

	return attempt;
};
