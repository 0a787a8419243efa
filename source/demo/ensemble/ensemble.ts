// The embedded ensemble: real sockets, simulated disks and elections. It keeps nothing on disk, and is no ZooKeeper.
import {codeOf} from '../../zookeeper/errors.ts';
import {Reader} from '../../zookeeper/records/reader.ts';
import {ops} from '../../zookeeper/wire/op-codes.ts';
import type {Connection} from './connection.ts';
import {Quorum} from './quorum.ts';
import {deleteNode, endSession, type Author, type Draft} from './requests/changes.ts';
import {nothing, type Answer} from './requests/operations.ts';
import {writes} from './requests/writes.ts';
import {Server} from './server.ts';
import {Sessions, type Session} from './sessions.ts';
import {answerCommand} from './telling/admin.ts';
import type {View} from './telling/facts.ts';
import {answerWord} from './telling/words.ts';
import {fadedIn} from './tree.ts';

export type EnsembleOptions = {
	/** 1 is standalone. */
	readonly servers: number;
	/** The first client port, the others follow, and behind them those of the AdminServers; any free ones when it is 0. */
	readonly port?: number;
	/** Gives numbers in [0, 1). */
	readonly random?: () => number;
	readonly tickMs?: number;
	/** How often containers and znodes that have lived long enough are looked for. As ZooKeeper, once a minute. */
	readonly sweepEveryMs?: number;
};

const watchEveryMs = 100;
const wellFsyncMs = 2;
/** What the log takes for a transaction without data. */
const headerBytes = 60;
const sweeper: Author = {session: 0n, ids: [{scheme: 'super', id: ''}]};

export class Ensemble {
	readonly servers: readonly Server[];
	readonly sessions: Sessions;
	readonly quorum: Quorum;
	readonly tickMs: number;
	/** What all servers send in place of what they would, to programs that are tested with lies; undefined: nothing. */
	twist: (bytes: Buffer) => Buffer | undefined = bytes => bytes;
	readonly #firstPort: number;
	readonly #sweepEveryMs: number;
	#timers: readonly NodeJS.Timeout[] = [];

	constructor(options: EnsembleOptions) {
		const {servers, port = 0, random = Math.random, tickMs = 1000, sweepEveryMs = 60_000} = options;
		const how = {
			fsyncMs: () => random() * wellFsyncMs,
			stored: () => {
				this.quorum.advance();
			},
			clerkOf: this.#clerkOf.bind(this),
		};
		this.servers = Array.from({length: servers}, (_, index) => new Server(index + 1, how));
		this.sessions = new Sessions(tickMs);
		const elected = this.sessions.renew.bind(this.sessions);
		this.quorum = new Quorum(this.servers, {tickMs, random, elected});
		this.tickMs = tickMs;
		this.#firstPort = port;
		this.#sweepEveryMs = sweepEveryMs;
	}

	/** `127.0.0.1:port,…` */
	get connectString(): string {
		return this.servers.map(({port}) => `127.0.0.1:${port}`).join(',');
	}

	/** `port,…` of the AdminServers, in the same order. */
	get adminPorts(): string {
		return this.servers.map(({adminPort}) => adminPort).join(',');
	}

	/** Listens, elects, serves. Rejects when a port is taken. */
	async start(): Promise<void> {
		const portAt = (place: number): number => (this.#firstPort === 0 ? 0 : this.#firstPort + place);
		const starting = this.servers.map(async (server, index) =>
			server.start(portAt(index), portAt(this.servers.length + index)),
		);
		await Promise.all(starting);
		this.quorum.elect();
		this.#timers = [
			setInterval(this.#watch.bind(this), watchEveryMs),
			setInterval(this.#sweep.bind(this), this.#sweepEveryMs),
		];
	}

	stop(): void {
		this.#timers.forEach(clearInterval);
		for (const server of this.servers) {
			server.stop();
		}
	}

	/** As SIGCONT does; whom the leader has gone on without looks for one anew. */
	thaw(server: Server): void {
		server.thaw();
		this.#catchUp(server);
	}

	/** As kill -9 does. */
	kill(server: Server): void {
		server.stop();
		this.quorum.lose(server);
	}

	async restart(server: Server): Promise<void> {
		if (server.running) {
			this.kill(server);
		}

		await server.start(server.port, server.adminPort);
	}

	/** As a switch does that fails: no other server hears of it, nor it of them; its clients do. */
	cut(server: Server): void {
		server.cutSince ??= this.servers.length > 1 ? performance.now() : undefined;
	}

	mend(server: Server): void {
		server.cutSince = undefined;
		this.#catchUp(server);
	}

	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void {
		this.quorum.leader?.metrics.count('stale_sessions_expired');
		this.#end(session, undefined, () => session.connection?.close());
	}

	#catchUp(server: Server): void {
		if (server.running && !this.quorum.inStep.has(server)) {
			server.look();
		}

		this.quorum.advance();
	}

	#viewOf(server: Server): View {
		const {servers, sessions, quorum, tickMs} = this;
		return {server, servers, sessions, quorum, tickMs};
	}

	#clerkOf(server: Server): Server['clerk'] {
		return {
			twist: bytes => this.twist(bytes),
			word: (name, asking) => answerWord(name, this.#viewOf(server), asking),
			command: name => answerCommand(name, this.#viewOf(server)),
			enter: this.#enter.bind(this, server),
			submit: this.#submit.bind(this, server),
			heard: ({session}) => {
				if (session !== undefined && this.quorum.isNear(server)) {
					this.sessions.touch(session);
				}
			},
		};
	}

	/** A client says whom it takes itself for. (zookeeper.md D.2) */
	#enter(server: Server, connection: Connection, hello: Reader): void {
		const [seen, timeoutMs, id] = [Number(BigInt.asIntN(64, hello.long())), hello.int(), hello.long()];
		const password = hello.bytes() ?? Buffer.alloc(0);
		const known = this.sessions.get(id);
		if (known?.link.cut === true) {
			return;
		}

		if (!server.serving || seen > server.zxid) {
			connection.close();
		} else if (id === 0n) {
			const session = this.sessions.create(server.id, timeoutMs);
			session.connection = connection;
			const author = {session: session.id, ids: []};
			const done = connection.welcome.bind(connection, session);
			this.quorum.propose({at: server, author, write: () => nothing, bytes: headerBytes, done});
		} else if (known?.password.equals(password) === true && !known.ending) {
			known.connection?.close();
			known.connection = connection;
			connection.welcome(known);
		} else {
			connection.welcome(undefined);
		}
	}

	/** A client wants something changed, or all that was. */
	#submit(
		server: Server,
		{session, sessionId, ids}: Connection,
		type: number,
		body: Buffer,
		done: (answer: Answer) => void,
	): void {
		const write = writes[type];
		if (write === undefined) {
			done({code: codeOf('Unimplemented'), reply: nothing});
		} else if (type === ops.closeSession && session !== undefined) {
			this.#end(session, server, done);
		} else {
			const bytes = type === ops.sync ? 0 : headerBytes + body.length;
			const author = {session: sessionId, ids};
			this.quorum.propose({at: server, author, write: write.bind(undefined, new Reader(body)), bytes, done});
		}
	}

	#end(session: Session, at: Server | undefined, done: (answer: Answer) => void): void {
		session.ending = true;
		const author = {session: session.id, ids: []};
		const ended = (answer: Answer): void => {
			this.sessions.end(session.id);
			done(answer);
		};
		this.quorum.propose({at, author, write: endSession, bytes: headerBytes, done: ended});
	}

	#watch(): void {
		this.quorum.tick();
		const {leader} = this.quorum;
		if (leader !== undefined && leader.frozenSince === undefined) {
			for (const session of this.sessions.overdue()) {
				this.expire(session);
			}
		}
	}

	/** Removes what has lived long enough. */
	#sweep(): void {
		for (const path of fadedIn(this.quorum.head, Date.now())) {
			const write = (draft: Draft) => deleteNode(draft, path);
			this.quorum.propose({author: sweeper, write, bytes: headerBytes + path.length});
		}
	}
}
