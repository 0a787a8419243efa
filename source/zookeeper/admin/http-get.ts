// One GET over one connection, http or https; one deadline for all of it. (node:http: fetch has neither our limits nor our errors)
import {request as plainRequest, type ClientRequest, type IncomingMessage} from 'node:http';
import {request as tlsRequest} from 'node:https';
import {UnsupportedError, ZooKeeperError} from '../errors.ts';
import type {Tls} from '../security.ts';
import {garbled} from '../text/garbled.ts';
import type {ExchangeOptions} from '../wire/exchange.ts';
import {connectError, isClosedByPeer} from '../wire/socket-errors.ts';

/** Where an AdminServer listens. */
export type AdminDoor = {
	/** Host name or address without brackets. */
	readonly host: string;
	/** `admin.serverPort`. */
	readonly port: number;
	/** Undefined: plain http. */
	readonly tls?: Tls;
};

export type GetOptions = ExchangeOptions & {
	/** The `Authorization` header: scheme, blank, credentials (`digest user:password`). */
	readonly authInfo?: string;
};

export type HttpAnswer = {
	readonly status: number;
	/** Where a redirection leads. */
	readonly location: string | undefined;
	readonly text: string;
	readonly bytes: number;
};

const mebibyte = 1024 * 1024;

type Progress = {connected: boolean; bytes: number};

/**
 * The whole answer, whatever its status; the socket never outlives the call. Throws UnsupportedError where nothing listens,
 * and ZooKeeperError: `unreachable`, `silent`, `too-large`, `disconnected` (as `exchange` does), `garbled` for what is no HTTP.
 */
export const httpGet = async (door: AdminDoor, path: string, options: GetOptions): Promise<HttpAnswer> => {
	const {deadlineMs, signal, limitBytes = 64 * mebibyte} = options;
	if (signal?.aborted === true) {
		throw abandoned();
	}

	const progress: Progress = {connected: false, bytes: 0};
	const request = requestFor(door, path, options.authInfo);
	let release = (): void => undefined;
	try {
		return await new Promise<HttpAnswer>((resolve, reject) => {
			release = limit(deadlineMs, signal, reject, progress);
			const fail = (error: Error): void => {
				reject(broken(door, progress, error));
			};

			request.on('socket', socket => {
				socket.once('connect', () => {
					progress.connected = true;
				});
			});
			request.on('error', fail);
			request.on('response', response => {
				response.on('error', fail);
				collect(response, progress, limitBytes, {resolve, reject});
			});
			request.end();
		});
	} finally {
		release();
		request.destroy();
	}
};

/** Rejects at the deadline or when aborted; returns what takes both back. */
const limit = (
	deadlineMs: number,
	signal: AbortSignal | undefined,
	reject: (error: Error) => void,
	progress: Progress,
): (() => void) => {
	// Were we ourselves busy past the deadline, the answer lies in the socket: it is read before the immediate runs.
	const judge = (): void => {
		reject(late(progress, deadlineMs));
	};
	const timer = setTimeout(() => setImmediate(judge), deadlineMs);
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

const late = ({connected, bytes}: Progress, deadlineMs: number): ZooKeeperError => {
	const inTime = `in ${deadlineMs / 1000} s`;
	return connected
		? new ZooKeeperError('silent', bytes === 0 ? `no answer ${inTime}` : stopped(bytes, inTime))
		: new ZooKeeperError('unreachable', `no connection ${inTime}`);
};

const stopped = (bytes: number, how: string): string => `answer stopped after ${bytes} bytes (${how})`;

const requestFor = ({host, port, tls}: AdminDoor, path: string, authInfo?: string): ClientRequest => {
	const headers = {accept: 'application/json', ...(authInfo !== undefined && {authorization: authInfo})};
	const where = {host, port, path, headers, agent: false as const};
	return tls === undefined ? plainRequest(where) : tlsRequest({...where, ...handshakeOf(tls)});
};

const handshakeOf = ({ca, cert, key, pfx, passphrase, servername, insecure}: Tls): object => ({
	...(ca.length > 0 && {ca: [...ca]}),
	...(cert && {cert}),
	...(key && {key}),
	...(pfx && {pfx}),
	...(passphrase !== undefined && {passphrase}),
	...(servername !== undefined && {servername}),
	rejectUnauthorized: !insecure,
});

type Settle = {readonly resolve: (answer: HttpAnswer) => void; readonly reject: (error: Error) => void};

const collect = (
	response: IncomingMessage,
	progress: Progress,
	limitBytes: number,
	{resolve, reject}: Settle,
): void => {
	const chunks: Buffer[] = [];
	response.on('data', (chunk: Buffer) => {
		chunks.push(chunk);
		progress.bytes += chunk.length;
		if (progress.bytes > limitBytes) {
			const most = `${limitBytes / mebibyte} MiB`;
			reject(new ZooKeeperError('too-large', `the answer is larger than ${most}, which is all zktop reads`));
		}
	});
	response.on('end', () => {
		const text = Buffer.concat(chunks).toString('utf8');
		const {statusCode = 0, headers} = response;
		resolve({status: statusCode, location: headers.location, text, bytes: progress.bytes});
	});
};

const broken = (door: AdminDoor, {bytes}: Progress, error: Error & {readonly code?: unknown}): Error => {
	const code = String(error.code);
	if (bytes > 0) {
		return new ZooKeeperError('silent', stopped(bytes, 'connection closed'));
	}

	if (code.startsWith('HPE_')) {
		return noHttp(error);
	}

	if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
		return new ZooKeeperError('garbled', 'no TLS there: an AdminServer of plain http, or another service');
	}

	if (isClosedByPeer(error)) {
		return new ZooKeeperError(
			'garbled',
			"closed without an answer: no AdminServer's port, or one that speaks only https",
		);
	}

	const failure = connectError(error);
	return failure.kind === 'refused' ? shut(door) : failure;
};

/** The parser kept what it could not read: a TLS alert, or another service's greeting. */
const noHttp = (error: Error & {readonly rawPacket?: unknown}): ZooKeeperError => {
	const beginning = Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
	return beginning[0] === 0x15 && beginning[1] === 0x03
		? new ZooKeeperError('garbled', 'answered with a TLS alert: this AdminServer speaks https')
		: garbled('GET', beginning.toString('latin1'));
};

const shut = ({port}: AdminDoor): UnsupportedError =>
	new UnsupportedError(
		`no AdminServer listens on port ${port}; zoo.cfg opens it: admin.enableServer=true and admin.serverPort=${port}`,
	);
