// Follows the znodes that are on screen: read once, then again when their watch fires or they have become old.
import type {Client} from '../zookeeper/client.ts';
import type {Interests} from './interests.ts';
import {probeZnode, type ZnodeQuestion} from './probes/znodes.ts';
import type {ZnodeArrival} from './sample.ts';

/** Rows on screen are read again after this time: a watch on each would be dearer. */
const statEveryMs = 5000;
/** Stats read in one go at most. */
const statsAtOnce = 200;
/** What a watch says has changed is read again at most this often, however fast it fires. */
const changedEveryMs = 250;
/** And a listing the more rarely the longer it is: a million names are read once in fifty seconds. */
const msPerName = 0.05;
/** The record does not grow with everything that was ever on screen. */
const keptPaths = 5000;

/** What is known of one question. `wanted`: failed, or a watch said that it has changed. */
type Followed = {
	readonly state: 'asking' | 'watched' | 'read' | 'wanted';
	readonly at: number;
	/** Not to be asked again before this time has passed. */
	readonly restMs: number;
};

export type ZnodeFollowerOptions = {
	readonly client: Client;
	readonly now: () => number;
	readonly deliver: (arrival: ZnodeArrival) => void;
	/** A watch fired: follow again soon. */
	readonly wake: () => void;
};

export class ZnodeFollower {
	readonly #options: ZnodeFollowerOptions;
	readonly #followed = new Map<string, Followed>();

	constructor(options: ZnodeFollowerOptions) {
		this.#options = options;
	}

	/** Asks what is wanted and not known, not in flight, or too old. */
	follow({open, stats, once, described}: Interests): void {
		if (this.#options.client.state().kind !== 'connected') {
			return;
		}

		for (const path of open.filter(path => this.#isDue('children', path))) {
			void this.#ask('children', path, true);
		}

		const due = [
			...stats.filter(path => this.#isDue('stat', path) || this.#isOld(path)),
			...once.filter(path => this.#isDue('stat', path)),
		];
		for (const path of new Set(due.slice(0, statsAtOnce))) {
			void this.#ask('stat', path, false);
		}

		if (described !== undefined) {
			for (const of of (['data', 'acl'] as const).filter(of => this.#isDue(of, described))) {
				void this.#ask(of, described, of === 'data');
			}
		}

		this.#forgetUnwanted([...open, ...stats, ...once, ...(described === undefined ? [] : [described])]);
	}

	/** Forgets what is known: with a new session all watches are gone. */
	refresh(): void {
		this.#followed.clear();
	}

	async #ask(of: ZnodeQuestion, path: string, watched: boolean): Promise<void> {
		const {client, now, deliver, wake} = this.#options;
		const key = keyOf(of, path);
		const asking: Followed = {state: 'asking', at: now(), restMs: changedEveryMs};
		this.#followed.set(key, asking);
		let changed = false;
		const watch = (): void => {
			changed = true;
			const known = this.#followed.get(key);
			if (known !== undefined && known.state !== 'asking') {
				this.#followed.set(key, {...known, state: 'wanted'});
				wake();
			}
		};

		const arrival = await probeZnode(of, {client, path, now, ...(watched ? {watch} : {})});
		if (this.#followed.get(key) === asking) {
			const isKnown = arrival.answer.kind === 'fresh' && !changed;
			const state = isKnown ? (watched ? 'watched' : 'read') : 'wanted';
			this.#followed.set(key, {state, at: now(), restMs: restAfter(arrival)});
		}

		deliver(arrival);
	}

	#isDue(of: ZnodeQuestion, path: string): boolean {
		const known = this.#followed.get(keyOf(of, path));
		return (
			known === undefined || (known.state === 'wanted' && this.#options.now() - known.at >= known.restMs)
		);
	}

	#isOld(path: string): boolean {
		const known = this.#followed.get(keyOf('stat', path));
		return known !== undefined && known.state !== 'asking' && this.#options.now() - known.at >= statEveryMs;
	}

	/** Watched paths stay on record: their watch is still out. */
	#forgetUnwanted(wanted: readonly string[]): void {
		if (this.#followed.size <= keptPaths) {
			return;
		}

		const kept = new Set(wanted);
		for (const [key, {state}] of this.#followed) {
			if (state === 'read' && !kept.has(key.slice(key.indexOf(' ') + 1))) {
				this.#followed.delete(key);
			}
		}
	}
}

const keyOf = (of: ZnodeQuestion, path: string): string => `${of} ${path}`;

/** How long a question rests before it is asked again although it has changed or failed. */
const restAfter = ({of, answer}: ZnodeArrival): number => {
	switch (answer.kind) {
		case 'fresh':
			return of === 'children'
				? Math.max(changedEveryMs, answer.value.names.length * msPerName)
				: changedEveryMs;
		case 'failed':
			// Without a connection nothing was asked; what the server denies it will deny for a while.
			return answer.failure.kind === 'disconnected' ? changedEveryMs : statEveryMs;
		case 'unsupported':
			return statEveryMs;
	}
};
