// Follows the znodes that are on screen: read once, then again when their watch fires or they have become old.
import type {Client} from '../zookeeper/client.ts';
import type {Interests} from './interests.ts';
import {probeZnode, type ZnodeQuestion} from './probes/znodes.ts';
import type {ZnodeArrival} from './sample.ts';

/** Rows on screen are read again after this time: a watch on each would be dearer. */
const statEveryMs = 5000;
/** Stats read in one tick at most. */
const statsPerTick = 200;
/** Listings are read again at most this often, however fast their watch fires. */
const listEveryMs = 250;

export type ZnodeFollower = {
	/** Asks what is wanted and not known, not in flight, or too old. */
	readonly follow: (interests: Interests) => void;
	/** Forgets what is known: after an expired session all watches are gone. */
	readonly refresh: () => void;
};

type Followed = {readonly state: 'asking' | 'watched' | 'read' | 'wanted'; readonly at: number};

export type ZnodeFollowerOptions = {
	readonly client: Client;
	readonly now: () => number;
	readonly deliver: (arrival: ZnodeArrival) => void;
	/** A watch fired: follow again soon. */
	readonly wake: () => void;
};

export const createZnodeFollower = ({client, now, deliver, wake}: ZnodeFollowerOptions): ZnodeFollower => {
	const followed = new Map<string, Followed>();

	const ask = async (of: ZnodeQuestion, path: string, watched: boolean): Promise<void> => {
		const key = `${of} ${path}`;
		const asked: Followed = {state: 'asking', at: now()};
		followed.set(key, asked);
		const watch = (): void => {
			followed.set(key, {state: 'wanted', at: asked.at});
			wake();
		};

		const arrival = await probeZnode(of, {client, path, now, ...(watched ? {watch} : {})});
		if (followed.get(key) === asked) {
			const {kind} = arrival.answer;
			followed.set(key, {state: kind === 'fresh' ? (watched ? 'watched' : 'read') : 'wanted', at: now()});
		}

		deliver(arrival);
	};

	const stateOf = (of: ZnodeQuestion, path: string): Followed | undefined => followed.get(`${of} ${path}`);
	const isDue = (of: ZnodeQuestion, path: string, everyMs: number): boolean => {
		const known = stateOf(of, path);
		return known === undefined || (known.state === 'wanted' && now() - known.at >= everyMs);
	};

	return {
		follow: ({open, stats, once, described}) => {
			if (client.state().kind !== 'connected') {
				return;
			}

			for (const path of open.filter(path => isDue('children', path, listEveryMs))) {
				void ask('children', path, true);
			}

			const old = now() - statEveryMs;
			const isOld = (path: string): boolean => {
				const known = stateOf('stat', path);
				return known !== undefined && known.state !== 'asking' && known.at <= old;
			};
			const due = [
				...stats.filter(path => stateOf('stat', path) === undefined || isOld(path)),
				...once.filter(path => isDue('stat', path, statEveryMs)),
			];
			for (const path of new Set(due.slice(0, statsPerTick))) {
				void ask('stat', path, false);
			}

			if (described !== undefined) {
				for (const of of (['data', 'acl'] as const).filter(of => isDue(of, described, listEveryMs))) {
					void ask(of, described, of === 'data');
				}
			}

			forgetUnwanted(followed, [...open, ...stats, ...once, ...(described === undefined ? [] : [described])]);
		},
		refresh: () => {
			followed.clear();
		},
	};
};

const keptPaths = 5000;

/** The record does not grow with everything that was ever on screen. Watched paths stay: their watch is still out. */
const forgetUnwanted = (followed: Map<string, Followed>, wanted: readonly string[]): void => {
	if (followed.size <= keptPaths) {
		return;
	}

	const kept = new Set(wanted);
	for (const [key, {state}] of followed) {
		if (state === 'read' && !kept.has(key.slice(key.indexOf(' ') + 1))) {
			followed.delete(key);
		}
	}
};
