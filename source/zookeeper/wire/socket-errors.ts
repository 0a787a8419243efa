// What a socket's error says about the way to a server, before and after the connection stands.
import {ZooKeeperError} from '../errors.ts';
import type {Tls} from '../security.ts';
import {tlsError} from '../access/tls-errors.ts';

/** Error codes of getaddrinfo(3) and connect(2), in words. */
const reasons: ReadonlyMap<string, string> = new Map([
	['ENOTFOUND', 'host name unknown'],
	['EAI_AGAIN', 'the name service does not answer'],
	['EHOSTUNREACH', 'no route to the host'],
	['ENETUNREACH', 'network unreachable'],
	['EHOSTDOWN', 'the host is down'],
	['ENETDOWN', 'the network is down'],
	['ETIMEDOUT', 'the host does not answer'],
	['EACCES', 'a firewall forbids it'],
	['EPERM', 'a firewall forbids it'],
	['EMFILE', 'zktop has too many open files'],
	['EADDRNOTAVAIL', 'no local address or port left'],
]);

/**
 * The failure of a connection that did not come about. A name with several addresses fails with all their errors: one
 * refusal among them is the word of the machine itself, and wins.
 */
export const connectError = (error: Error): ZooKeeperError => {
	if (error instanceof ZooKeeperError) {
		return error; // our own files are wrong
	}

	const codes = (error instanceof AggregateError ? error.errors : [error]).map(codeOf);
	if (codes.includes('ECONNREFUSED')) {
		return new ZooKeeperError('refused', 'connection refused: nothing listens there');
	}

	const known = [...new Set(codes.map(code => reasons.get(code) ?? code))].join('; ');
	return new ZooKeeperError('unreachable', `no connection: ${known}`);
};

/** The failure that TLS itself names; undefined on plain connections and for what has other reasons. */
export const securityError = (error: Error | undefined, tls: Tls | undefined): ZooKeeperError | undefined =>
	error === undefined || tls === undefined ? undefined : tlsError(error, tls);

/** Closed by the other side. Seen before `connect` is told too: the reset may come before the news of the connection. */
export const isClosedByPeer = (error: Error): boolean =>
	['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(codeOf(error));

/** The error code of the system, e.g. `ECONNRESET`; the message where there is none. */
const codeOf = (error: unknown): string => {
	if (!(error instanceof Error)) {
		return String(error);
	}

	return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};
