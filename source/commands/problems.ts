// What a twin could not learn: which source of which server, and why.
import type {Interests} from '../collect/interests.ts';
import type {Reading} from '../analyze/reading.ts';
import type {Znode} from '../analyze/znode.ts';
import type {FailureKind} from '../zookeeper/errors.ts';
import type {Data, ServerState} from '../store/state.ts';

export type Problem = {
	/** A server as in the connect string; absent for the session. */
	readonly server?: string;
	/** A znode that it is about, of several. */
	readonly path?: string;
	readonly source: string;
	readonly kind: FailureKind | 'unsupported' | 'unasked' | 'no-metric';
	readonly message: string;
};

/** Problems of all sources that were wanted. */
export const problemsOf = (data: Data, interests: Interests): readonly Problem[] => {
	const {servers, session} = data;
	const {client} = session;
	const needsSession = [interests.open, interests.once, interests.jobs].some(wanted => wanted.length > 0);
	const noSession: readonly Problem[] =
		needsSession && client.kind === 'connecting'
			? [
					{
						source: 'session',
						kind: client.failure?.kind ?? 'disconnected',
						message: client.failure?.message ?? 'not connected yet',
					},
				]
			: [];
	return [
		...servers.flatMap(server => problemsOfServer(server, interests)),
		...noSession,
		...problemsOfZnodes(data, interests),
		...problemsOfData(data, interests),
	];
};

/** Znodes that are not there, or may not be listed. A root that is not is a chroot that does not exist: then that of all others is no news. */
const problemsOfZnodes = ({znodes, session}: Data, {stats}: Interests): readonly Problem[] => {
	if (session.client.kind !== 'connected') {
		return [];
	}

	const problems = [...new Set(stats)].flatMap(path => problemOfZnode(path, znodes.get(path)) ?? []);
	return stats[0] === '/' && znodes.get('/')?.failureKind === 'no-node' ? problems.slice(0, 1) : problems;
};

/** Data that was wanted and is not told: what these znodes say of themselves is missing. */
const problemsOfData = ({grouping, session}: Data, {contents, values}: Interests): readonly Problem[] => {
	if (session.client.kind !== 'connected') {
		return [];
	}

	const {contents: known, shut} = grouping;
	const unread = [...new Set([...contents, ...values])].filter(path => !known.has(path));
	const late = unread.filter(path => !shut.has(path));
	const refused = unread.filter(path => shut.get(path)?.kind === 'no-auth');
	return [
		...ofFirst(refused, 'no-auth', path => shut.get(path)?.message ?? ''),
		...ofFirst(late, 'unasked', () => 'its data was not read within the time of this run'),
	];
};

const ofFirst = (
	paths: readonly string[],
	kind: Problem['kind'],
	why: (path: string) => string,
): readonly Problem[] =>
	paths.slice(0, 1).map(path => ({
		path,
		source: 'znode',
		kind,
		message: `${naming(path, why(path))}${andMore(paths.length)}`,
	}));

/** How many beside the one that is told. */
export const andMore = (count: number): string => (count > 1 ? ` (and ${count - 1} more like it)` : '');

/** What a server refuses names the path itself. */
const naming = (path: string, message: string): string =>
	path === '/' || message.startsWith(`${path}: `) ? message : `${path}: ${message}`;

const problemOfZnode = (path: string, znode: Znode | undefined): Problem | undefined => {
	const {failure, failureKind} = znode ?? {};
	return failure === undefined
		? undefined
		: {
				// What is wrong with the root is about the chroot.
				...(path !== '/' && {path}),
				source: 'znode',
				kind: failureKind ?? 'unsupported',
				message: naming(path, failure),
			};
};

const problemsOfServer = (server: ServerState, interests: Interests): readonly Problem[] => {
	if (server.found?.guessed === true && !server.hasAnswered) {
		return []; // that nobody answers at an address which is a guess is no failure
	}

	const down = problemOf(server, 'srvr');
	if (down !== undefined) {
		return [down];
	}

	const words = [
		'mntr',
		...(interests.connections ? (['cons'] as const) : []),
		...(interests.ephemerals && server.dump.kind !== 'unasked' ? (['dump'] as const) : []),
	] as const;
	return words.flatMap(word => problemOf(server, word) ?? []);
};

const problemOf = (server: ServerState, source: 'srvr' | 'mntr' | 'cons' | 'dump'): Problem | undefined => {
	const reading: Reading<unknown> = server[source];
	switch (reading.kind) {
		case 'fresh':
			return undefined;
		case 'unasked':
			return {
				server: server.name,
				source,
				kind: 'unasked',
				message: 'not answered within the time of this run',
			};
		case 'unsupported':
			return {server: server.name, source, kind: 'unsupported', message: reading.why};
		case 'failed':
		case 'stale':
			return {server: server.name, source, kind: reading.failure.kind, message: reading.failure.message};
	}
};
