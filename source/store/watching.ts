// Who watches what, for the watches tab, and what each server told of it or why it did not.
import type {Id} from '../zookeeper/ids.ts';
import type {Watchers} from '../zookeeper/words/wchp.ts';
import {lastValue} from '../analyze/reading.ts';
import type {SessionRow} from '../analyze/sessions.ts';
import {listingBytesOf, pathsOf, watchingIn, type WatchedPath, type Watching} from '../analyze/watching.ts';
import {remember} from './remember.ts';
import {shown, type Data, type ServerState, type State} from './state.ts';

/** What one server told of its watches. */
export type WatchTeller = {
	readonly server: string;
	/** Who watches what: not asked, asked and not answered, answered, not told for a reason. */
	readonly told:
		| {readonly kind: 'unasked' | 'asking'}
		| {readonly kind: 'told'; readonly at: number; readonly count: number}
		| {readonly kind: 'shut' | 'failed'; readonly why: string};
	/** How many watches it would list, and what that takes; undefined: not known. */
	readonly price: {readonly watches: number; readonly bytes: number; readonly at: number} | undefined;
	/** Watches of all kinds but ours. */
	readonly all: number | undefined;
	readonly hidden: ServerState['hiddenWatches'];
};

const merged = remember((own: ReadonlySet<Id>, ...answers: readonly (Watchers | undefined)[]) =>
	watchingIn(
		answers.flatMap(answer => answer ?? []),
		own,
	),
);

/** What all servers told together. */
export const watchingOf = ({servers, session}: Pick<Data, 'servers' | 'session'>): Watching =>
	merged(
		session.ids,
		...servers.map(({twinOf, wchp}) => (twinOf === undefined ? lastValue(wchp) : undefined)),
	);

const asked = remember(pathsOf);

const byPath = remember(
	({paths}: Watching): ReadonlyMap<string, readonly Id[]> =>
		new Map(paths.map(({path, sessions}) => [path, sessions])),
);

/** Who watches a path, of the clients of those servers that told. */
export type PathWatchers = {
	readonly sessions: readonly Id[];
	/** So many servers told, of so many. */
	readonly told: number;
	readonly of: number;
};

/** Who watches a path; undefined: no server has told. */
export const watchersOf = (
	data: Pick<Data, 'servers' | 'session'>,
	path: string,
): PathWatchers | undefined => {
	const servers = data.servers.filter(({twinOf}) => twinOf === undefined);
	const told = servers.filter(({wchp}) => lastValue(wchp) !== undefined).length;
	return told === 0 ? undefined : {sessions: watchersByPath(data).get(path) ?? [], told, of: servers.length};
};

/** Who watches each path, as far as the servers were asked. */
export const watchersByPath = (data: Pick<Data, 'servers' | 'session'>): ReadonlyMap<string, readonly Id[]> =>
	byPath(watchingOf(data));

const matching = remember(
	(paths: readonly WatchedPath[], filter: string, bySession: Data['inspection']['bySession']) =>
		filter === ''
			? paths
			: paths.filter(
					({path, sessions}) =>
						path.toLowerCase().includes(filter) ||
						sessions.some(id => id.includes(filter) || bySession.get(id)?.client.includes(filter) === true),
				),
);

/** The rows of the watches tab. */
export const watchedPathsOf = (state: State): readonly WatchedPath[] => {
	const data = shown(state);
	const paths = asked(watchingOf(data), state.view.watchersOf);
	const filter = state.view.filters.watches.toLowerCase();
	return filter === '' ? paths : matching(paths, filter, data.inspection.bySession);
};

/** The paths that a session watches; undefined where its server was not asked who watches what, or did not tell. */
export const watchedBy = (
	data: Pick<Data, 'servers' | 'session'>,
	{session, server}: Pick<SessionRow, 'session' | 'server'>,
): readonly string[] | undefined => {
	const told = data.servers.find(({name}) => name === server)?.wchp;
	return told === undefined || lastValue(told) === undefined
		? undefined
		: (watchingOf(data).bySession.get(session) ?? []);
};

/** When the oldest of the answers was given; undefined: there is none. */
export const watchersToldAt = ({servers}: Pick<Data, 'servers'>): number | undefined => {
	const times = servers.flatMap(({twinOf, wchp}) =>
		twinOf === undefined && (wchp.kind === 'fresh' || wchp.kind === 'stale') ? [wchp.at] : [],
	);
	return times.length === 0 ? undefined : Math.min(...times);
};

/** What each server told; several names of one server tell once. */
export const watchTellersOf = (state: State): readonly WatchTeller[] =>
	shown(state)
		.servers.filter(({twinOf}) => twinOf === undefined)
		.map(server => tellerOf(server, state.view.watchersAskedAt));

const tellerOf = (server: ServerState, askedAt: number | undefined): WatchTeller => {
	const {name, wchs, figures, hiddenWatches} = server;
	const value = lastValue(wchs);
	const bytes = listingBytesOf(wchs);
	const at = wchs.kind === 'fresh' || wchs.kind === 'stale' ? wchs.at : undefined;
	return {
		server: name,
		told: toldBy(server, askedAt),
		price:
			value === undefined || bytes === undefined || at === undefined
				? undefined
				: {watches: value.watches, bytes, at},
		all: figures?.watches,
		hidden: hiddenWatches,
	};
};

const toldBy = ({wchp}: ServerState, askedAt: number | undefined): WatchTeller['told'] => {
	switch (wchp.kind) {
		case 'unasked':
			return {kind: askedAt === undefined ? 'unasked' : 'asking'};
		case 'fresh':
			return askedAt !== undefined && wchp.at < askedAt
				? {kind: 'asking'}
				: {kind: 'told', at: wchp.at, count: countIn(wchp.value)};
		case 'unsupported':
			return {kind: 'shut', why: wchp.why};
		case 'failed':
			return askedAt !== undefined && wchp.at < askedAt
				? {kind: 'asking'}
				: {kind: 'failed', why: wchp.failure.message};
		case 'stale':
			return {kind: 'failed', why: `${wchp.failure.message}; what it told before is shown`};
	}
};

const countIn = (watchers: Watchers): number =>
	[...watchers.values()].reduce((sum, {length}) => sum + length, 0);
