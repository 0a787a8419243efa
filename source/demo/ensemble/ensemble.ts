// The embedded ensemble: real sockets, simulated disks and elections. It keeps nothing on disk, and is no ZooKeeper.
import type {Connection, Handlers} from './connection.ts';
import {LeaderDesk} from './leader-desk.ts';
import {Quorum} from './quorum.ts';
import {Server} from './server.ts';
import {Sessions, type Session} from './sessions.ts';
import {answerCommand} from './telling/admin.ts';
import type {View} from './telling/view.ts';
import {answerWord} from './telling/words.ts';

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

export class Ensemble {
	readonly servers: readonly Server[];
	readonly sessions: Sessions;
	readonly quorum: Quorum;
	readonly tickMs: number;
	/** What all servers send in place of what they would, to programs that are tested with lies; undefined: nothing. */
	twist: (bytes: Buffer) => Buffer | undefined = bytes => bytes;
	readonly #desk: LeaderDesk;
	readonly #firstPort: number;
	readonly #sweepEveryMs: number;
	#timers: readonly NodeJS.Timeout[] = [];

	constructor(options: EnsembleOptions) {
		const {servers, port = 0, random = Math.random, tickMs = 1000, sweepEveryMs = 60_000} = options;
		const how = {
			fsyncMs: () => random() * wellFsyncMs,
			handlersOf: this.#handlersOf.bind(this),
			answer: (server: Server, command: string) => answerCommand(command, this.#viewOf(server)),
		};
		this.servers = Array.from({length: servers}, (_, index) => new Server(index + 1, how));
		this.sessions = new Sessions(tickMs);
		const elected = this.sessions.renew.bind(this.sessions);
		this.quorum = new Quorum(this.servers, {tickMs, random, elected});
		this.tickMs = tickMs;
		this.#desk = new LeaderDesk(this.sessions, this.quorum);
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
			setInterval(this.#desk.sweep.bind(this.#desk), this.#sweepEveryMs),
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

		await server.start(server.port, server.adminPort);
	}

	/** As a switch does that fails: no other server hears of it. */
	cut(server: Server): void {
		if (this.servers.length > 1) {
			server.cut();
		}
	}

	mend(server: Server): void {
		if (server.cutSince !== undefined) {
			server.mend(!this.quorum.inStep.has(server));
		}
	}

	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void {
		this.#desk.expire(session);
	}

	#viewOf(server: Server): View {
		const {servers, sessions, quorum, tickMs} = this;
		return {server, servers, sessions, quorum, tickMs};
	}

	#handlersOf(server: Server, connection: Connection): Handlers {
		const [desk, view] = [this.#desk, this.#viewOf(server)];
		return {
			twist: bytes => this.twist(bytes),
			word: name => answerWord(name, view, connection),
			enter: desk.enter.bind(desk, server, connection),
			submit: desk.submit.bind(desk, server, connection),
			heard: desk.heard.bind(desk, server, connection),
			left: server.forget.bind(server, connection),
		};
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
}
