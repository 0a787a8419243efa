// One question over one TCP connection: connect, send, read until the server closes; one deadline for all of it.
import {connect} from 'node:net';
import {ZooKeeperError} from '../errors.ts';
import type {Host} from '../hosts.ts';
import {connectError, isClosedByPeer} from './socket-errors.ts';

export type ExchangeOptions = {
	/** From now to the last byte, name resolution included. */
	readonly deadlineMs: number;
	/** Gives up at once when aborted: fails with `disconnected`. */
	readonly signal?: AbortSignal;
	/** Largest answer that is read; 64 MiB unless told. */
	readonly limitBytes?: number;
};

const mebibyte = 1024 * 1024;

/**
 * The server's whole answer, at least one byte; the socket never outlives the call. Throws ZooKeeperError: `refused`,
 * `unreachable` (no connection in time), `silent` (no answer, or only a part of it, in time), `connection-limit`
 * (closed or reset without a byte), `too-large`, `disconnected` (aborted).
 */
export const exchange = async (host: Host, request: Buffer, options: ExchangeOptions): Promise<Buffer> => {
	const {deadlineMs, signal, limitBytes = 64 * mebibyte} = options;
	if (signal?.aborted === true) {
		throw abandoned();
	}

	const progress: Progress = {connected: false, bytes: 0};
	const socket = connect({host: host.host, port: host.port});
	let release = (): void => undefined;
	try {
		return await new Promise<Buffer>((resolve, reject) => {
			release = limit(deadlineMs, signal, reject, () => late(progress, deadlineMs));
			const chunks: Buffer[] = [];
			socket.on('connect', () => {
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
					reject(closedAtOnce());
				} else {
					resolve(Buffer.concat(chunks));
				}
			});
			socket.on('error', error => {
				reject(broken(progress, error));
			});
		});
	} finally {
		release();
		socket.destroy();
	}
};

type Progress = {connected: boolean; bytes: number};

/** Rejects at the deadline or when aborted; returns what takes both back. */
const limit = (
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

const abandoned = (): ZooKeeperError => new ZooKeeperError('disconnected', 'zktop stopped asking');

const tooLarge = (limitBytes: number): ZooKeeperError =>
	new ZooKeeperError(
		'too-large',
		`the answer is larger than ${limitBytes / mebibyte} MiB, which is all zktop reads`,
	);

const closedAtOnce = (): ZooKeeperError =>
	new ZooKeeperError(
		'connection-limit',
		'closed without an answer: connection limit of this host reached (maxClientCnxns), or a TLS port',
	);

const late = ({connected, bytes}: Progress, deadlineMs: number): ZooKeeperError => {
	const seconds = `${deadlineMs / 1000} s`;
	if (!connected) {
		return new ZooKeeperError('unreachable', `no connection in ${seconds}`);
	}

	return new ZooKeeperError(
		'silent',
		bytes === 0 ? `no answer in ${seconds}` : stopped(bytes, `in ${seconds}`),
	);
};

const broken = ({connected, bytes}: Progress, error: Error): ZooKeeperError => {
	if (bytes > 0) {
		return new ZooKeeperError('silent', stopped(bytes, 'connection reset'));
	}

	return connected || isClosedByPeer(error) ? closedAtOnce() : connectError(error);
};

const stopped = (bytes: number, how: string): string => `answer stopped after ${bytes} bytes (${how})`;
