// One GET over one connection, http or https; one deadline for all of it. (node:http: fetch has neither our limits nor our errors)
import type http from 'node:http';
import type {ClientRequest, IncomingMessage} from 'node:http';
import {createRequire} from 'node:module';
import type {Socket} from 'node:net';
import {dial, openEvent} from '../access/dial.ts';
import {closedInHandshake, isNoTls, isTlsRecord} from '../access/tls-errors.ts';
import {UnsupportedError, ZooKeeperError} from '../errors.ts';
import type {Tls} from '../security.ts';
import {garbled} from '../text/garbled.ts';
import {abandoned, late, limit, stopped, tooLarge, type ExchangeOptions} from '../wire/exchange.ts';
import {connectError, isClosedByPeer, securityError} from '../wire/socket-errors.ts';
import {OtherSchemeError} from './scheme.ts';

/** Where an AdminServer listens. */
export type AdminDoor = {
	/** Host name or address without brackets. */
	readonly host: string;
	/** `admin.serverPort`. */
	readonly port: number;
	/** Undefined: plain http. */
	readonly tls?: Tls;
};

export type GetOptions = Omit<ExchangeOptions, 'tls'> & {
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

const defaultLimitBytes = 64 * 1024 * 1024;

/** TCP stands; the question can be sent; so much came back. */
type Progress = {reached: boolean; connected: boolean; bytes: number};

/**
 * The whole answer, whatever its status; the socket never outlives the call. Throws UnsupportedError where nothing listens,
 * and ZooKeeperError: `unreachable`, `silent`, `tls`, `too-large`, `disconnected` (as `exchange` does), `garbled` for what is no HTTP;
 * OtherSchemeError where the port may speak the other scheme.
 */
export const httpGet = async (door: AdminDoor, path: string, options: GetOptions): Promise<HttpAnswer> => {
	const {deadlineMs, signal, limitBytes = defaultLimitBytes} = options;
	if (signal?.aborted === true) {
		throw abandoned();
	}

	const progress: Progress = {reached: false, connected: false, bytes: 0};
	const request = requestFor(door, path, options.authInfo);
	let release = (): void => undefined;
	try {
		return await new Promise<HttpAnswer>((resolve, reject) => {
			release = limit(deadlineMs, signal, reject, () => late(progress, deadlineMs));
			const fail = (error: Error): void => {
				reject(broken(door, progress, error));
			};

			request.on('socket', socket => {
				socket.once('connect', () => {
					progress.reached = true;
				});
				socket.once(openEvent(door.tls), () => {
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

/** Not imported: that would load undici too, 40 ms of each start. */
const loadHttp = (): typeof http => createRequire(import.meta.url)('node:http') as typeof http;

const requestFor = ({host, port, tls}: AdminDoor, path: string, authInfo?: string): ClientRequest => {
	const headers = {accept: 'application/json', ...(authInfo !== undefined && {authorization: authInfo})};
	// Without an agent there is one connection for one request.
	const createConnection = (): Socket => dial({name: `${host}:${port}`, host, port}, tls);
	return loadHttp().request({host, port, path, headers, createConnection});
};

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
			reject(tooLarge(limitBytes));
		}
	});
	response.on('end', () => {
		const text = Buffer.concat(chunks).toString('utf8');
		const {statusCode = 0, headers} = response;
		resolve({status: statusCode, location: headers.location, text, bytes: progress.bytes});
	});
};

const broken = (
	door: AdminDoor,
	{connected, bytes}: Progress,
	error: Error & {readonly code?: unknown},
): Error => {
	const code = String(error.code);
	if (bytes > 0) {
		return new ZooKeeperError('silent', stopped(bytes, 'connection closed'));
	}

	if (code.startsWith('HPE_')) {
		return noHttp(error);
	}

	const insecure = securityError(error, door.tls);
	if (insecure !== undefined) {
		return isNoTls(error) ? new OtherSchemeError('tls', insecure.message) : insecure;
	}

	if (isClosedByPeer(error)) {
		return closed(door, connected);
	}

	const failure = connectError(error);
	return failure.kind === 'refused' ? shut(door) : failure;
};

const closed = ({tls}: AdminDoor, connected: boolean): ZooKeeperError => {
	if (tls === undefined) {
		const says = "closed without an answer: no AdminServer's port, or one that speaks only https";
		return new OtherSchemeError('garbled', says);
	}

	return connected
		? new ZooKeeperError('garbled', "closed without an answer: no AdminServer's port")
		: new OtherSchemeError('tls', closedInHandshake);
};

/** The parser kept what it could not read: a TLS alert, or another service's greeting. */
const noHttp = (error: Error & {readonly rawPacket?: unknown}): ZooKeeperError => {
	const beginning = Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
	return isTlsRecord(beginning)
		? new OtherSchemeError('tls', 'answered with a TLS alert: this AdminServer speaks https')
		: garbled('GET', beginning.toString('latin1'));
};

const shut = ({port}: AdminDoor): UnsupportedError =>
	new UnsupportedError(
		`no AdminServer listens on port ${port}; zoo.cfg opens it: admin.enableServer=true and admin.serverPort=${port}`,
	);
