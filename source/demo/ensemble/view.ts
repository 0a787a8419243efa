// What words and the AdminServer tell of, and what they agree on.
import type {Connection} from './connection.ts';
import type {Quorum} from './quorum.ts';
import type {Server} from './server.ts';
import type {Sessions} from './sessions.ts';

export type View = {
	readonly server: Server;
	readonly servers: readonly Server[];
	readonly quorum: Quorum;
	readonly sessions: Sessions;
	readonly tickMs: number;
};

/** What most questions are answered with while nobody leads. */
export const notServing = 'This ZooKeeper instance is not currently serving requests';
/** It is no ZooKeeper, and says so where it can. */
export const version = '3.8.0-zktop-demo, built on 2026-11-25 00:00 UTC';

/** Requests of all clients that wait. */
export const outstandingOf = ({connections}: Server): number =>
	[...connections].reduce((sum, {outstanding}) => sum + outstanding, 0);

/** `ip:port`; with the host that a client plays instead of loopback. */
export const addressOf = ({address, session}: Connection): string =>
	session?.host === undefined ? address : `${session.host}:${address.slice(address.lastIndexOf(':') + 1)}`;
