// Why a connection ended, in the words of errors.ts: what the end of a socket means depends on how far we had come.
import type {Failure, FailureKind} from '../errors.ts';
import {connectError, isClosedByPeer} from './socket-errors.ts';

/** dialling: no TCP connection yet; greeting: the connect request is not answered yet; live: we have a session. */
export type Phase = 'dialling' | 'greeting' | 'live';

type Ending = {readonly kind: FailureKind; readonly says: string};

const closed: Readonly<Record<Exclude<Phase, 'dialling'>, Ending>> = {
	greeting: {
		kind: 'not-serving',
		says: 'closed without an answer: no quorum, still starting, or the connection limit of this host is reached',
	},
	live: {kind: 'disconnected', says: 'the server closed the connection'},
};

const late: Readonly<Record<Phase, Ending>> = {
	dialling: {kind: 'unreachable', says: 'no connection'},
	greeting: {kind: 'silent', says: 'takes the connection, but does not answer'},
	live: {kind: 'silent', says: 'nothing heard'},
};

/** The socket was closed, by an error or without one. */
export const closedIn = (phase: Phase, server: string, error?: Error): Failure => {
	if (phase === 'dialling' && error !== undefined && !isClosedByPeer(error)) {
		const {kind, message} = connectError(error);
		return {kind, message: `${server}: ${message}`};
	}

	const {kind, says} = closed[phase === 'live' ? 'live' : 'greeting'];
	return {kind, message: `${server}: ${says}`};
};

/** Nothing came for so long that we closed the socket. */
export const lateIn = (phase: Phase, server: string, waitedMs: number): Failure => {
	const {kind, says} = late[phase];
	return {kind, message: `${server}: ${says} in ${(waitedMs / 1000).toFixed(1)} s`};
};
