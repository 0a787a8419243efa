// Who leads: the first candidate in line; each of the others is woken by the one before it alone. A term is a leader's znode.
import {openAcl} from '../zookeeper/acl.ts';
import {electionLayouts, strangerOf, type Library} from '../zookeeper/layouts.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Acl} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import type {Holder} from './errors.ts';
import {lookAt, namesOf} from './holder.ts';
import type {Holding} from './holding.ts';
import {contend} from './lock.ts';
import {untilChildren, untilNews} from './news.ts';
import {contendersIn} from './order.ts';
import {persist} from './persist.ts';

export type ElectionOptions = {
	/** Whose elections ours shares the path with; zktop's unless given. kazoo's are its locks, Curator's LeaderLatch. */
	readonly layout?: Library;
	/** What others read of who we are. */
	readonly name?: string;
	readonly acl?: readonly Acl[];
};

export type Election = {
	/** Resolves when we lead; until we resign, or its signal is aborted. */
	lead(options?: {readonly signal?: AbortSignal}): Promise<Holding>;
};

/** A candidate at this path. */
export const createElection = (
	client: WritingClient,
	path: string,
	{layout = 'zktop', name = '', acl = openAcl}: ElectionOptions = {},
): Election => ({
	lead: async (options = {}) =>
		contend(
			{client, path, layout: electionLayouts[layout], acl},
			{mode: 'exclusive', data: Buffer.from(name)},
			options,
		),
});

/** The candidates in the order in which they will lead: the first one does. */
export type Candidates = readonly Holder[];

/** Who stands for election at this path now; nobody where there is no path. */
export const readElection = async (
	client: WritingClient,
	path: string,
	layout: Library = 'zktop',
	signal?: AbortSignal,
): Promise<Candidates> => {
	const names = await persist(client, async () => namesOf(client, path), signal);
	const candidates = contendersIn(electionLayouts[layout], names).map(async name =>
		lookAt(client, childOf(path, name), signal),
	);
	return (await Promise.all(candidates)).filter(candidate => candidate !== undefined);
};

/** A contender at this path that stands for no election of this layout, and whose it is; undefined where there is none. */
export const strangerAt = async (
	client: WritingClient,
	path: string,
	layout: Library,
	signal?: AbortSignal,
): Promise<{readonly name: string; readonly library: Library} | undefined> => {
	const names = await persist(client, async () => namesOf(client, path), signal);
	for (const name of names) {
		const stranger = strangerOf(electionLayouts[layout], name);
		if (stranger !== undefined) {
			return {name, library: stranger.library};
		}
	}

	return undefined;
};

/** The election now, and whenever somebody else leads, or nobody. Watches the leader's znode alone. */
export async function* followElection(
	client: WritingClient,
	path: string,
	layout: Library = 'zktop',
	signal?: AbortSignal,
): AsyncGenerator<Candidates, never> {
	const hasCandidates = (names: readonly string[]): boolean =>
		contendersIn(electionLayouts[layout], names).length > 0;
	let last: string | undefined;
	for (;;) {
		const candidates = await readElection(client, path, layout, signal);
		const [leader] = candidates;
		const term = leader?.fence ?? '';
		if (term !== last) {
			last = term;
			yield candidates;
		}

		await (leader === undefined
			? untilChildren(client, path, hasCandidates, signal)
			: untilNews(client, leader.node, signal));
	}
}
