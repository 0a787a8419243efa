// The captured trees of real recipes (test/fixtures/recipes): who owns which ephemeral, and who watches whom.
import {readFileSync} from 'node:fs';
import {baseName, parentOf} from '../../source/zookeeper/paths.ts';
import type {Ephemeral} from '../../source/analyze/locks/contender.ts';

type Capture = {
	readonly root: string;
	/** `client0` … by the names that the capture's note uses. */
	readonly sessions: Readonly<Record<string, string>>;
	readonly nodes: ReadonlyArray<{
		readonly path: string;
		readonly ephemeralOwner: string;
		readonly data_base64: string;
	}>;
	/** Sessions with a data watch, by path. */
	readonly data_watches_wchp: Readonly<Record<string, readonly string[]>>;
};

export type Recipe = {
	readonly root: string;
	readonly ephemerals: readonly Ephemeral[];
	/** `client1 → /path` for each data watch on another client's znode, sorted. */
	readonly watches: readonly string[];
	/** What each znode holds. */
	readonly contents: ReadonlyMap<string, Uint8Array>;
	/** The children of each znode. */
	readonly names: ReadonlyMap<string, readonly string[]>;
	/** The sessions that watch a path, as wchp told. */
	readonly watchers: ReadonlyMap<string, readonly string[]>;
	/** The client that owns a session. */
	readonly clientOf: (session: string) => string;
};

/** Reads the capture of this name, e.g. `kazoo-Lock`. */
export const recordedRecipe = (name: string): Recipe => {
	const file = new URL(`../fixtures/recipes/${name}.json`, import.meta.url);
	const {
		root,
		sessions,
		nodes,
		data_watches_wchp: watched,
	} = JSON.parse(readFileSync(file, 'utf8')) as Capture;
	const clients = new Map(Object.entries(sessions).map(([client, session]) => [session, client]));
	const clientOf = (session: string): string => clients.get(session) ?? session;
	const ephemerals = nodes
		.filter(({ephemeralOwner}) => ephemeralOwner !== '0x0')
		.map(({path, ephemeralOwner}) => ({path, session: ephemeralOwner}));
	const owners = new Map(ephemerals.map(({path, session}) => [path, session]));
	const watches = Object.entries(watched).flatMap(([path, watchers]) =>
		watchers.filter(session => owners.get(path) !== session).map(session => `${clientOf(session)} → ${path}`),
	);
	const contents = new Map(nodes.map(node => [node.path, Buffer.from(node.data_base64, 'base64')]));
	const below = Map.groupBy(
		nodes.filter(({path}) => path !== root),
		({path}) => parentOf(path),
	);
	const names = new Map(
		nodes.map(({path}) => [path, (below.get(path) ?? []).map(own => baseName(own.path))]),
	);
	return {
		root,
		ephemerals,
		watches: watches.sort(),
		watchers: new Map(Object.entries(watched)),
		contents,
		names,
		clientOf,
	};
};
