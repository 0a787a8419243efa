// What clients ask that takes the leader: sessions that begin, come back and end, and whatever changes the tree.
import {Reader} from '../../zookeeper/records/reader.ts';
import {ops} from '../../zookeeper/wire/op-codes.ts';
import {answered, deleting, endingSession, type Author} from './requests/changes.ts';
import type {Asked, Connection} from './connection.ts';
import {codes} from './requests/operations.ts';
import type {Order, Quorum} from './quorum.ts';
import type {Server} from './server.ts';
import type {Session, Sessions} from './sessions.ts';
import {fadedIn} from './tree.ts';
import {readWrite} from './requests/writes.ts';

/** What the log takes for a transaction without data. */
const headerBytes = 60;
const nobody: Author = {session: 0n, ids: []};
const sweeper: Author = {session: 0n, ids: [{scheme: 'super', id: ''}]};

export class LeaderDesk {
	readonly #sessions: Sessions;
	readonly #quorum: Quorum;

	constructor(sessions: Sessions, quorum: Quorum) {
		this.#sessions = sessions;
		this.#quorum = quorum;
	}

	/** Something came in from a client of this server. */
	heard(server: Server, {session}: Connection): void {
		if (session !== undefined && server.cutSince === undefined && this.#quorum.inStep.has(server)) {
			this.#sessions.touch(session);
		}
	}

	/** A client says whom it takes itself for. (zookeeper.md D.2) */
	enter(server: Server, connection: Connection, hello: Reader): void {
		const [seen, timeoutMs, id] = [Number(BigInt.asIntN(64, hello.long())), hello.int(), hello.long()];
		const password = hello.bytes() ?? Buffer.alloc(0);
		const known = this.#sessions.get(id);
		if (known?.link.cut === true) {
			return;
		}

		if (!server.serving || seen > server.zxid) {
			connection.close();
		} else if (id === 0n) {
			const session = this.#sessions.create(server.id, timeoutMs);
			session.owner = connection;
			const settle = {at: server, done: connection.welcome.bind(connection, session)};
			this.#quorum.propose({judge: () => answered(), author: nobody, bytes: headerBytes, settle});
		} else if (known?.password.equals(password) === true && !known.ending) {
			known.owner = connection;
			server.closeAll(other => other !== connection && other.session === known);
			connection.welcome(known);
		} else {
			connection.welcome(undefined);
		}
	}

	/** A client wants something changed, or all that was. */
	submit(server: Server, connection: Connection, {type, body, settle}: Asked): void {
		const {session, sessionId, ids} = connection;
		if (session?.owner !== connection) {
			settle(answered(codes.SessionMoved));
			return;
		}

		if (type === ops.sync) {
			const path = new Reader(body).text();
			this.#quorum.sync(server, settle.bind(undefined, {code: 0, body: reply => reply.text(path)}));
			return;
		}

		const [judge, author] = [readWrite(type, new Reader(body)), {session: sessionId, ids}];
		const settled = {at: server, done: settle};
		if (judge === undefined) {
			settle(answered(codes.Unimplemented));
		} else if (judge === endingSession) {
			this.#end(author, settled);
		} else {
			this.#quorum.propose({judge, author, bytes: headerBytes + body.length, settle: settled});
		}
	}

	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void {
		session.ending = true;
		this.#quorum.leader?.metrics.count('stale_sessions_expired');
		this.#end({session: session.id, ids: []});
	}

	/** Removes what has lived long enough. */
	sweep(): void {
		for (const path of fadedIn(this.#quorum.head, Date.now())) {
			const bytes = headerBytes + path.length;
			this.#quorum.propose({judge: deleting(path, -1), author: sweeper, bytes});
		}
	}

	#end(author: Author, settle?: Order['settle']): void {
		const order = {judge: endingSession, author, bytes: headerBytes, ended: author.session};
		this.#quorum.propose({...order, ...(settle && {settle})});
		this.#sessions.end(author.session);
	}
}
