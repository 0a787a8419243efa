// All that changes a tree, in one file: whoever may change anything imports this one (test/house/import-law.ts).
import {ask} from './ask.ts';
import {openAcl} from './acl.ts';
import {rooted, unrooted} from './chroot.ts';
import {clientOn, sessionsOf, type AskOptions, type Client, type ClientOptions} from './client.ts';
import {errorOf, ZooKeeperError} from './errors.ts';
import type {ConnectString} from './hosts.ts';
import {newPathProblem, pathProblem} from './paths.ts';
import {
	changing,
	creating,
	deleting,
	setting,
	syncing,
	type Change,
	type ChangeResult,
	type CreateMode,
} from './records/changes.ts';
import type {Acl, Stat} from './stat.ts';
import type {Operation} from './wire/operations.ts';

export type {Change, ChangeResult};

export type CreateOptions = AskOptions &
	CreateMode & {
		readonly data?: Buffer;
		/** Open to everybody unless given. */
		readonly acl?: readonly Acl[];
	};
export type VersionOptions = AskOptions & {
	/** Only if the znode has this version; any unless given. */
	readonly version?: number;
};

/** A change of several was refused, and with it all of them. */
export class RefusedChange extends ZooKeeperError {
	/** Its place in the list, from 0. */
	readonly index: number;

	constructor(index: number, cause: ZooKeeperError) {
		super(cause.kind, cause.message, cause.code);
		this.index = index;
	}
}

/**
 * A client that changes things. Rejects as the questions of a client do, and with `too-large` where the server would hang up.
 * What was not answered (`disconnected`, `silent`) may have been done.
 */
export type WritingClient = Client & {
	/** The path with its sequence number, and the Stat it begins with. Parents have to be there. ZooKeeper 3.5. */
	create(path: string, options?: CreateOptions): Promise<{readonly path: string; readonly stat: Stat}>;
	remove(path: string, options?: VersionOptions): Promise<void>;
	setData(path: string, data: Buffer, options?: VersionOptions): Promise<Stat>;
	/** All or none, in one transaction. Rejects with RefusedChange where one is refused. */
	multi(changes: readonly Change[], options?: AskOptions): Promise<readonly ChangeResult[]>;
	/** Resolves when our server has all that the leader had when it heard of this. */
	sync(options?: AskOptions): Promise<void>;
	/** The path as the servers know it: with the chroot. */
	realPath(path: string): string;
	/** By `performance.now()`: before this moment no server has given our session up. Undefined while we have none. */
	leaseUntil(): number | undefined;
};

/** `jute.maxbuffer` of a server that nobody configured; it closes the connection on a longer request. */
export const requestLimitBytes = 1_048_575;

/** A client that changes things, on servers with a quorum only. Its deadline for one question is its session timeout. */
export const createWritingClient = (
	target: ConnectString,
	options: Omit<ClientOptions, 'canBeReadOnly'> = {},
): WritingClient => {
	const {chroot} = target;
	const {sessionTimeoutMs: deadlineMs = 10_000} = options;
	const patient = {callDeadlineMs: deadlineMs, ...options, canBeReadOnly: false};
	const sessions = sessionsOf(target, patient);
	const write = async <T>(operation: Operation<T>, path: string, how: AskOptions = {}): Promise<T> =>
		ask(sessions, {operation: limited(operation, path), path, chroot, deadlineMs, ...how});
	return {
		...clientOn(sessions, target, patient),
		async create(path, {data, acl = openAcl, ephemeral, sequential, container, ...how} = {}) {
			const problem = newPathProblem(path);
			if (problem !== undefined) {
				throw unmakeable(path, problem);
			}

			const mode = {ephemeral, sequential, container};
			const {path: real, stat} = await write(creating({path, data, acl, ...defined(mode)}), path, how);
			return {path: unrooted(chroot, real), stat};
		},
		remove: async (path, {version = anyVersion, ...how} = {}) => write(deleting(version), path, how),
		setData: async (path, data, {version = anyVersion, ...how} = {}) =>
			write(setting(data, version), path, how),
		async multi(changes, how) {
			for (const [index, {kind, path}] of changes.entries()) {
				const problem = kind === 'create' ? newPathProblem(path) : pathProblem(path);
				if (problem !== undefined) {
					throw new RefusedChange(index, unmakeable(path, problem));
				}
			}

			const real = changes.map(change => ({...change, path: rooted(chroot, change.path)}));
			const results = await write(changing(real), '/', how);
			refuseFailed(changes, results);
			return results.map(({path, ...result}) =>
				path === undefined ? result : {...result, path: unrooted(chroot, path)},
			);
		},
		sync: async how => write(syncing, '/', how),
		realPath: path => rooted(chroot, path),
		leaseUntil: () => sessions.leaseUntil,
	};
};

const anyVersion = -1;

const unmakeable = (path: string, problem: string): ZooKeeperError =>
	new ZooKeeperError('no-node', `${path}: ${problem}`);

/** exactOptionalPropertyTypes: what is undefined is left out. */
const defined = (mode: {readonly [Key in keyof CreateMode]: CreateMode[Key] | undefined}): CreateMode => ({
	...(mode.ephemeral !== undefined && {ephemeral: mode.ephemeral}),
	...(mode.sequential !== undefined && {sequential: mode.sequential}),
	...(mode.container !== undefined && {container: mode.container}),
});

/** Refuses here what would cost the connection there, and each client of it that shares the session. */
const limited = <T>(operation: Operation<T>, what: string): Operation<T> => ({
	...operation,
	request(path, watch) {
		const request = operation.request(path, watch);
		const bytes = request.toBuffer().length - 4;
		if (bytes > requestLimitBytes) {
			throw new ZooKeeperError(
				'too-large',
				`${what}: the request has ${bytes} bytes with path and header; servers take ${requestLimitBytes} (jute.maxbuffer)`,
			);
		}

		return request;
	},
});

/** The changes before the one that was refused say 0, those behind it −2. */
const refuseFailed = (changes: readonly Change[], results: readonly ChangeResult[]): void => {
	const failed = results.findIndex(({code}) => code !== undefined && code !== 0 && code !== notTried);
	const {code} = results[failed] ?? {};
	if (code !== undefined) {
		throw new RefusedChange(failed, errorOf(code, changes[failed]?.path ?? ''));
	}
};

const notTried = -2;
