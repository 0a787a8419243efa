// The embedded ensemble: real sockets, simulated disks and elections. It keeps nothing on disk, and is no ZooKeeper.
import type {Body, Connection} from './connection.ts';
import type {Hello} from './hello.ts';
import {prepare, prepareEnd, type Author} from './prepare.ts';
import {prepareAll} from './prepare-all.ts';
import {Quorum, type Make, type Proposed} from './quorum.ts';
import {codes} from './refusal.ts';
import {ops, type Write} from './requests.ts';
import {Server, type Surroundings} from './server.ts';
import {Sessions, type Session} from './sessions.ts';
import {headerBytes, sizeOf, writeResult, writeResults} from './transaction.ts';
import {fadedIn} from './tree.ts';
import {answerWord} from './words.ts';

export type EnsembleOptions = {
	/** 1 is standalone. */
	readonly servers: number;
	/** The first client port, the others follow; any free ones when it is 0. */
	readonly port?: number;
	/** Gives numbers in [0, 1). */
	readonly random?: () => number;
	readonly tickMs?: number;
	/** How often containers and znodes that have lived long enough are looked for. As ZooKeeper, once a minute. */
	readonly sweepEveryMs?: number;
};

type Settle = (code: number, body: Body) => void;

const watchEveryMs = 100;
const sweeper: Author = {session: 0n, ids: [{scheme: 'super', id: ''}]};
const nothing: Body = () => undefined;
const empty: Proposed = {changes: [], events: [], bytes: headerBytes};

export class Ensemble implements Surroundings {
	readonly servers: readonly Server[];
	readonly sessions: Sessions;
	readonly quorum: Quorum;
	readonly tickMs: number;
	readonly #random: () => number;
	readonly #firstPort: number;
	readonly #sweepEveryMs: number;
	#timers: readonly NodeJS.Timeout[] = [];

	constructor(options: EnsembleOptions) {
		const {servers, port = 0, random = Math.random, tickMs = 1000, sweepEveryMs = 60_000} = options;
		this.servers = Array.from({length: servers}, (_, index) => new Server(index + 1, this));
		this.sessions = new Sessions(tickMs);
		this.tickMs = tickMs;
		this.#random = random;
		this.#firstPort = port;
		this.#sweepEveryMs = sweepEveryMs;
		this.quorum = new Quorum({
			servers: this.servers,
			tickMs,
			random,
			// All sessions get their full time anew. (facts.md M9)
			elected: () => {
				for (const session of this.sessions.all) {
					session.ending = false;
					this.sessions.touch(session);
				}
			},
		});
	}

	/** `127.0.0.1:port,…` */
	get connectString(): string {
		return this.servers.map(({port}) => `127.0.0.1:${port}`).join(',');
	}

	/** Listens, elects, serves. Rejects when a port is taken. */
	async start(): Promise<void> {
		const first = this.#firstPort;
		await Promise.all(
			this.servers.map(async (server, index) => server.start(first === 0 ? 0 : first + index)),
		);
		this.quorum.elect();
		this.#timers = [
			setInterval(() => {
				this.#watch();
			}, watchEveryMs),
			setInterval(() => {
				this.#sweep();
			}, this.#sweepEveryMs),
		];
	}

	stop(): void {
		this.#timers.forEach(clearInterval);
		for (const server of this.servers) {
			server.stop();
		}
	}

	/** As SIGCONT does. */
	thaw(server: Server): void {
		server.thaw(!this.quorum.inStep.has(server));
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

		await server.start(server.port);
	}

	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void {
		session.ending = true;
		this.quorum.leader?.metrics.count('stale_sessions_expired');
		this.#end(session.id);
	}

	fsyncMs(): number {
		return this.#random() * 2;
	}

	word(server: Server, word: string, asking: Connection): string | undefined {
		const {quorum, sessions, servers, tickMs} = this;
		return answerWord(word, {server, asking, quorum, sessions, servers, tickMs});
	}

	heard(server: Server, {session}: Connection): void {
		if (session !== undefined && this.quorum.inStep.has(server)) {
			this.sessions.touch(session);
		}
	}

	enter(server: Server, connection: Connection, hello: Hello): void {
		if (!server.serving || hello.lastZxid > server.tree.zxid) {
			connection.close();
			return;
		}

		const known = this.sessions.get(hello.session);
		if (hello.session !== 0n && (known?.password.equals(hello.password) !== true || known.ending)) {
			connection.welcome(undefined);
			return;
		}

		const session = known ?? this.sessions.create(server.id, hello.timeoutMs);
		if (session.link.cut) {
			return;
		}

		session.owner = connection;
		if (known === undefined) {
			const done = connection.welcome.bind(connection, session);
			this.#propose(() => ({...empty, settle: {server: server.id, done}}));
			return;
		}

		for (const other of server.connections) {
			if (other !== connection && other.session === session) {
				other.close();
			}
		}

		connection.welcome(session);
	}

	submit(server: Server, connection: Connection, write: Write, settle: Settle): void {
		const {session} = connection;
		if (session?.owner !== connection) {
			settle(codes.SessionMoved, nothing);
		} else if (write.kind === 'sync') {
			this.quorum.leader?.deliver(() => {
				this.quorum.behind(() => {
					server.deliver(() => {
						settle(0, reply => reply.text(write.path));
					});
				});
			});
		} else {
			this.#order(server, {session: session.id, ids: connection.ids}, write, settle);
		}
	}

	#order(server: Server, author: Author, write: Exclude<Write, {kind: 'sync'}>, settle: Settle): void {
		if (write.kind === 'close') {
			this.#end(author.session, {server: server.id, done: settle.bind(undefined, 0, nothing)});
			return;
		}

		this.#propose((tree, stamp) => {
			const scene = {tree, author, stamp};
			const to = (code: number, body: Body) => ({
				server: server.id,
				done: settle.bind(undefined, code, body),
			});
			if (write.kind === 'one') {
				const {result, changes, events} = prepare(write.change, scene);
				const code = result.kind === 'refused' ? result.code : 0;
				const answer = to(code, writeResult.bind(undefined, result));
				return {changes, events, bytes: sizeOf([write.change]), settle: answer};
			}

			const {results, ...made} = prepareAll(write.changes, scene);
			const answer = to(0, writeResults.bind(undefined, results));
			return {...made, bytes: sizeOf(write.changes), settle: answer};
		});
	}

	#end(session: bigint, settle?: Proposed['settle']): void {
		this.#propose((tree, stamp) => ({
			...prepareEnd(session, tree, stamp),
			bytes: headerBytes,
			ended: session,
			...(settle && {settle}),
		}));
		this.sessions.end(session);
	}

	/** A leader that stands still gets it when it goes on. */
	#propose(make: Make): void {
		this.quorum.leader?.deliver(() => {
			this.quorum.propose(make);
		});
	}

	#watch(): void {
		const {quorum, sessions} = this;
		quorum.tick();
		if (quorum.leader !== undefined && quorum.leader.frozenSince === undefined) {
			for (const session of sessions.overdue()) {
				this.expire(session);
			}
		}
	}

	/** Removes what has lived long enough. */
	#sweep(): void {
		for (const path of fadedIn(this.quorum.head, Date.now())) {
			const change = {kind: 'delete', type: ops.delete, path, version: -1} as const;
			this.#propose((tree, stamp) => ({
				...prepare(change, {tree, stamp, author: sweeper}),
				bytes: sizeOf([change]),
			}));
		}
	}
}
