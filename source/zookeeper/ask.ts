// One question on its way: asked on the live connection, answered once, by the server or by its deadline.
import type Exception from 'node-zookeeper-client/lib/Exception.js';
import {missingChroot, rooted} from './chroot.ts';
import {notAuthorisedAs} from './access/not-authorised.ts';
import type {Connection} from './connection.ts';
import {ZooKeeperError, errorOf, type Failure} from './errors.ts';
import {pathProblem} from './paths.ts';
import type {Credentials} from './security.ts';
import type {ClientState, Sessions} from './sessions.ts';
import type {Operation} from './wire/operations.ts';
import type {WatchKind, WatchListener} from './wire/watches.ts';

export type Question<T> = {
	readonly operation: Operation<T>;
	/** As the caller knows it. */
	readonly path: string;
	readonly chroot: string;
	readonly deadlineMs: number;
	readonly watch?: WatchListener;
};

const noNode = -101;
const noAuth = -102;
const connectionLoss = -4;

/**
 * The server's answer. Rejects with a ZooKeeperError: `disconnected` at once when there is no connection and as soon as it
 * is lost, `silent` at the deadline, `no-node` for what cannot be a path and for `/` where the chroot is not there (of all
 * questions: a root is never absent), else by the server's code.
 */
export const ask = async <T>(sessions: Sessions, question: Question<T>): Promise<T> => {
	const {operation, path, chroot, deadlineMs, watch} = question;
	const problem = pathProblem(path);
	if (problem !== undefined) {
		throw new ZooKeeperError('no-node', `${path}: ${problem}`);
	}

	const connection = sessions.live;
	if (connection === undefined) {
		throw notConnected(sessions.state);
	}

	const request = operation.request(rooted(chroot, path), watch !== undefined);
	return new Promise<T>((resolve, reject) => {
		const answeredInTime = deadline(deadlineMs, () => {
			reject(new ZooKeeperError('silent', `${path}: no answer in ${deadlineMs / 1000} s`));
		});
		connection.queue(request, (error, response) => {
			const absent = error?.getCode() === noNode && !isChroot(question) ? operation.absent : undefined;
			if (!answeredInTime()) {
				return; // a watch that this reply may have left is nobody's: its owner was told of a failure
			}

			if (error !== null && absent === undefined) {
				reject(errorFor(error, connection.failure, question, sessions.credentials));
				return;
			}

			leaveWatch(connection, question, absent?.watch ?? operation.watch);
			resolve(absent === undefined ? operation.read(response?.payload) : absent.value);
		});
	});
};

/** Calls `late` after `ms`, unless the function it returns is called before; that says whether it was in time. */
const deadline = (ms: number, late: () => void): (() => boolean) => {
	let open = true;
	const close = (): boolean => {
		const inTime = open;
		open = false;
		clearTimeout(timer);
		return inTime;
	};

	const judge = (): void => {
		if (close()) {
			late();
		}
	};
	// After a stall of ours the answer may lie in the socket unread: read first, judge then.
	const timer = setTimeout(() => setImmediate(judge), ms);
	return close;
};

/** At once, with the reply: the event may come in the next packet. */
const leaveWatch = (
	{watches}: Connection,
	{path, chroot, watch}: Question<unknown>,
	kind: WatchKind | undefined,
): void => {
	if (watch !== undefined && kind !== undefined) {
		watches.add(kind, rooted(chroot, path), watch, path);
	}
};

const notConnected = (state: ClientState): ZooKeeperError => {
	const why = state.kind === 'connecting' ? state.failure?.message : 'the client is closed';
	return new ZooKeeperError(
		'disconnected',
		why === undefined ? 'not connected yet' : `not connected: ${why}`,
	);
};

const errorFor = (
	error: Exception,
	loss: Failure | undefined,
	question: Question<unknown>,
	credentials: readonly Credentials[],
): ZooKeeperError => {
	const {path, chroot} = question;
	if (error.cause instanceof ZooKeeperError) {
		return error.cause;
	}

	const code = error.getCode();
	if (code === connectionLoss && loss !== undefined) {
		return new ZooKeeperError('disconnected', `${path}: the connection was lost: ${loss.message}`, code);
	}

	if (code === noNode && isChroot(question)) {
		return new ZooKeeperError('no-node', missingChroot(chroot), code);
	}

	const what = isChroot(question) ? `the chroot ${chroot}` : path;
	const denial = code === noAuth ? notAuthorisedAs(credentials) : undefined;
	return denial === undefined
		? errorOf(code, what)
		: new ZooKeeperError('no-auth', `${what}: ${denial}`, code);
};

const isChroot = ({path, chroot}: Question<unknown>): boolean => path === '/' && chroot !== '/';
