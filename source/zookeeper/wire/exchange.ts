// One question over one TCP connection: connect, send, read until the server closes; one deadline for all of it.
import {ZooKeeperError} from '../errors.ts';
import type {Host} from '../hosts.ts';
import type {Tls} from '../security.ts';
import {dial, openEvent} from '../access/dial.ts';
import {connectError, isClosedByPeer, securityError} from './socket-errors.ts';
import {closedInHandshake} from '../access/tls-errors.ts';

export type ExchangeOptions = {
	/** From now to the last byte, name resolution included. */
	readonly deadlineMs: number;
	/** Gives up at once when aborted: fails with `disconnected`. */
	readonly signal?: AbortSignal;
	/** Largest answer that is read; 64 MiB unless told. */
	readonly limitBytes?: number;
	/** Undefined: plain TCP. */
	readonly tls?: Tls | undefined;
	/**
	 * Sends a line feed, which ZooKeeper does not mind, after half of the time without an answer: a TLS port waits for the five
	 * bytes of its header, and then closes. Not for long answers: what is unread when a server closes makes it break them off.
	 */
	readonly nudges?: boolean;
};

const mebibyte = 1024 * 1024;

/**
 * The server's whole answer, at least one byte; the socket never outlives the call. Throws ZooKeeperError: `refused`,
 * `unreachable` (no connection in time), `silent` (no answer, or only a part of it, in time), `connection-limit`
 * (closed or reset without a byte), `tls`, `too-large`, `disconnected` (aborted).
 */
export const exchange = async (host: Host, request: Buffer, options: ExchangeOptions): Promise<Buffer> => {
	const {deadlineMs, signal, limitBytes = 64 * mebibyte, tls, nudges = false} = options;
	if (signal?.aborted === true) {
		throw abandoned();
	}

	const progress: Progress = {reached: false, connected: false, bytes: 0};
	const socket = dial(host, tls);
	let release = (): void => undefined;
	const nudge = setTimeout(() => {
		if (nudges && tls === undefined && progress.connected && progress.bytes === 0) {
			progress.nudged = true;
			socket.write('\n');
		}
	}, deadlineMs / 2);
	try {
		return await new Promise<Buffer>((resolve, reject) => {
			release = limit(deadlineMs, signal, reject, () => late(progress, deadlineMs));
			const chunks: Buffer[] = [];
			socket.on('connect', () => {
				progress.reached = true;
			});
			socket.on(openEvent(tls), () => {
				progress.connected = true;
				socket.write(request);
			});
			socket.on('data', (chunk: Buffer) => {
				chunks.push(chunk);
				progress.bytes += chunk.length;
				if (progress.bytes > limitBytes) {
					reject(tooLarge(limitBytes));
				}
			});
			socket.on('end', () => {
				if (progress.bytes === 0) {
					reject(ended(progress, tls));
				} else {
					resolve(Buffer.concat(chunks));
				}
			});
			socket.on('error', error => {
				reject(broken(progress, error, tls));
			});
		});
	} finally {
		release();
		clearTimeout(nudge);
		socket.destroy();
	}
};

/** TCP stands; the question can be sent; so much came back; we sent one byte more. */
type Progress = {reached: boolean; connected: boolean; bytes: number; nudged?: boolean};

/** Rejects at the deadline or when aborted; returns what takes both back. */
export const limit = (
	deadlineMs: number,
	signal: AbortSignal | undefined,
	reject: (error: Error) => void,
	reason: () => Error,
): (() => void) => {
	// Were we ourselves busy past the deadline, the answer lies in the socket: it is read before the immediate runs.
	const timer = setTimeout(
		() =>
			setImmediate(() => {
				reject(reason());
			}),
		deadlineMs,
	);
	const abandon = (): void => {
		reject(abandoned());
	};

	signal?.addEventListener('abort', abandon);
	return () => {
		clearTimeout(timer);
		signal?.removeEventListener('abort', abandon);
	};
};

/** The error of a question that nobody waits for any more. */
export const abandoned = (): ZooKeeperError => new ZooKeeperError('disconnected', 'zktop stopped asking');

/** The error of an answer that is not read to its end. */
export const tooLarge = (limitBytes: number): ZooKeeperError =>
	new ZooKeeperError(
		'too-large',
		`the answer is larger than ${limitBytes / mebibyte} MiB, which is all zktop reads`,
	);

/** The server closed of its own accord. */
const ended = (progress: Progress, tls: Tls | undefined): ZooKeeperError =>
	progress.nudged === true
		? new ZooKeeperError(
				'tls',
				'waits for more than four letters, and closes then: a TLS port; connect with --tls',
			)
		: closedAtOnce(progress, tls);

const closedAtOnce = ({connected}: Progress, tls: Tls | undefined): ZooKeeperError => {
	if (tls !== undefined && !connected) {
		return new ZooKeeperError('tls', closedInHandshake);
	}

	const orTls = tls === undefined ? ', or a TLS port' : '';
	return new ZooKeeperError(
		'connection-limit',
		`hung up without an answer: connection limit of this host reached (maxClientCnxns)${orTls}`,
	);
};

/** The error at the deadline, by how far we had come. */
export const late = ({reached, connected, bytes}: Progress, deadlineMs: number): ZooKeeperError => {
	const seconds = `${deadlineMs / 1000} s`;
	if (!reached) {
		return new ZooKeeperError('unreachable', `no connection in ${seconds}`);
	}

	if (!connected) {
		return new ZooKeeperError('silent', `no TLS handshake in ${seconds}`);
	}

	return new ZooKeeperError(
		'silent',
		bytes === 0 ? `no answer in ${seconds}` : stopped(bytes, `in ${seconds}`),
	);
};

const broken = (progress: Progress, error: Error, tls: Tls | undefined): ZooKeeperError => {
	const {connected, bytes} = progress;
	if (bytes > 0) {
		return new ZooKeeperError('silent', stopped(bytes, 'connection reset'));
	}

	return (
		securityError(error, tls) ??
		(connected || isClosedByPeer(error) ? closedAtOnce(progress, tls) : connectError(error))
	);
};

/** What is said of an answer that came in part. */
export const stopped = (bytes: number, how: string): string => `answer stopped after ${bytes} bytes (${how})`;
