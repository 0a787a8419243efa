// Why a connection ended, in the words of errors.ts: what the end of a socket means depends on how far we had come.
import type {Failure, FailureKind} from '../errors.ts';
import type {Tls} from '../security.ts';
import {connectError, isClosedByPeer, securityError} from './socket-errors.ts';
import {closedInHandshake} from '../access/tls-errors.ts';

/**
 * dialling: no TCP connection yet; securing: no TLS on it yet; greeting: the connect request is not answered yet;
 * login: it is, now we say who we are; live: we have a session.
 */
export type Phase = 'dialling' | 'securing' | 'greeting' | 'login' | 'live';

type Ending = {readonly kind: FailureKind; readonly says: string};

const closed: Readonly<Record<Exclude<Phase, 'dialling'>, Ending>> = {
	securing: {kind: 'tls', says: closedInHandshake},
	greeting: {
		kind: 'not-serving',
		says: 'closed without an answer: no quorum, still starting, or the connection limit of this host is reached',
	},
	login: {
		kind: 'disconnected',
		says: 'closed the connection while we said who we are; it may not know this kind of credentials',
	},
	live: {kind: 'disconnected', says: 'the server closed the connection'},
};

/** What else it can be that a connection is closed before the connect request is answered. */
const greetingHint = (tls: Tls | undefined): string => {
	if (tls === undefined) {
		return '; or a TLS port, then connect with --tls';
	}

	return tls.cert === undefined && tls.pfx === undefined
		? '; or it wants a client certificate (--cert, --key)'
		: '';
};

const late: Readonly<Record<Phase, Ending>> = {
	dialling: {kind: 'unreachable', says: 'no connection'},
	securing: {kind: 'silent', says: 'takes the connection, but there is no TLS handshake'},
	greeting: {kind: 'silent', says: 'takes the connection, but does not answer'},
	login: {kind: 'silent', says: 'no answer to who we are'},
	live: {kind: 'silent', says: 'nothing heard'},
};

/** Whose connection it was. */
export type Peer = {readonly name: string; readonly tls: Tls | undefined};

/** The socket was closed in the middle of a packet. */
export const brokenOff = (bytes: number): string =>
	`the connection broke off after ${bytes} bytes of a packet`;

/** The socket was closed between two packets, by an error or without one. */
export const closedIn = (phase: Phase, {name, tls}: Peer, error?: Error): Failure => {
	const known = reasonOf(phase, tls, error);
	if (known !== undefined) {
		return {kind: known.kind, message: `${name}: ${known.message}`};
	}

	// The reset of a connection may come before the news of it.
	const reached = phase === 'dialling' ? (tls === undefined ? 'greeting' : 'securing') : phase;
	const {kind, says} = closed[reached];
	return {kind, message: `${name}: ${says}${reached === 'greeting' ? greetingHint(tls) : ''}`};
};

/** What the error itself tells, beyond that the connection is closed. */
const reasonOf = (phase: Phase, tls: Tls | undefined, error: Error | undefined): Failure | undefined =>
	securityError(error, tls) ??
	(phase === 'dialling' && error !== undefined && !isClosedByPeer(error) ? connectError(error) : undefined);

/** Nothing came for so long that we closed the socket. */
export const lateIn = (phase: Phase, server: string, waitedMs: number): Failure => {
	const {kind, says} = late[phase];
	return {kind, message: `${server}: ${says} in ${(waitedMs / 1000).toFixed(1)} s`};
};
