// The embedded ensemble: real sockets, simulated disks and elections. It keeps nothing on disk, and is no ZooKeeper.
import {once} from 'node:events';
import {createServer as createHttpServer} from 'node:http';
import {createServer, type AddressInfo, type Server as Listener} from 'node:net';
import {Connection, type Twist} from './connection.ts';
import {hear} from './dialogue.ts';
import {Quorum} from './quorum.ts';
import {superuser} from './requests/access.ts';
import {deleteNode, type Draft} from './requests/writes.ts';
import {Server, type ServerFault} from './server.ts';
import {Sessions} from './sessions.ts';
import {answerCommand} from './telling/admin.ts';
import {configPath, fadedIn} from './tree.ts';

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

export class Ensemble {
	readonly servers: readonly Server[];
	readonly sessions: Sessions;
	readonly quorum: Quorum;
	/** What all servers send, to programs that are tested with lies. */
	twist: Twist = bytes => bytes;
	readonly #options: EnsembleOptions;
	#timers: readonly NodeJS.Timeout[] = [];

	constructor(options: EnsembleOptions) {
		const {servers, random = Math.random, tickMs = 1000} = options;
		this.servers = Array.from({length: servers}, (_, index) => new Server(index + 1));
		this.sessions = new Sessions(tickMs);
		this.quorum = new Quorum(this.servers, this.sessions, random);
		this.#options = options;
	}

	/** `127.0.0.1:port,…` */
	get connectString(): string {
		return this.servers.map(({port}) => `127.0.0.1:${port}`).join(',');
	}

	/** Listens, elects, serves. Rejects when a port is taken. */
	async start(): Promise<void> {
		const {port = 0, sweepEveryMs = 60_000} = this.#options;
		const count = this.servers.length;
		for (const [index, server] of this.servers.entries()) {
			await this.#listen(server, port && port + index, port && port + count + index);
		}

		this.#configure();
		this.quorum.elect();
		this.#timers = [
			setInterval(this.quorum.tick.bind(this.quorum), watchEveryMs),
			setInterval(this.#sweep.bind(this), sweepEveryMs),
		];
	}

	stop(): void {
		this.#timers.forEach(clearInterval);
		for (const server of this.servers) {
			server.stop();
		}
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

		await this.#listen(server, server.port, server.adminPort);
	}

	/** Who stands alone has nobody to be cut off from. */
	suffer(server: Server, fault: ServerFault): void {
		if (fault === 'frozen' || !this.quorum.isAlone) {
			server.suffer(fault);
		}
	}

	/** Takes a fault back; whom the leader has gone on without looks for one anew. */
	heal(server: Server, fault: ServerFault): void {
		server.faults.delete(fault);
		server.flow();
		if (server.running && !this.quorum.inStep.has(server)) {
			server.look();
		}

		this.quorum.advance();
	}

	/** Opens a server's doors on loopback; any free ports where they are 0. */
	async #listen(server: Server, port: number, adminPort: number): Promise<void> {
		const clients = createServer({pauseOnConnect: true}, socket => {
			const connection = new Connection(socket, server.metrics, bytes => this.twist(bytes));
			server.connections.add(connection);
			server.metrics.add('connection_request_count');
			socket.on('data', hear.bind(undefined, {connection, server, quorum: this.quorum}));
			socket.on('close', server.forget.bind(server, connection));
			server.flow();
		});
		const admin = createHttpServer(({url = ''}, response) => {
			if (!server.frozen) {
				response.end(answerCommand(url.replace('/commands/', ''), server, this.quorum));
			}
		});
		server.port = await listening(clients, port);
		server.adminPort = await listening(admin, adminPort);
		server.listeners = [clients, admin];
		server.become('looking');
	}

	/** Tells all servers who is a member. */
	#configure(): void {
		const lines = this.servers.map(
			({id, port}) => `server.${id}=127.0.0.1:${port + 1000}:${port + 2000}:participant;127.0.0.1:${port}\n`,
		);
		const data = Buffer.from(`${lines.join('')}version=0`);
		for (const {tree} of this.quorum.isAlone ? [] : this.servers) {
			const node = tree.nodes.get(configPath);
			tree.put(configPath, node && {...node, data});
		}
	}

	/** Removes what has lived long enough. */
	#sweep(): void {
		const {leader, head} = this.quorum;
		for (const path of fadedIn(head, Date.now())) {
			const write = (draft: Draft) => deleteNode(draft, path);
			this.quorum.propose(leader, {author: {session: 0n, ids: [superuser]}, write, bytes: path.length});
		}
	}
}

/** Gives the port. */
const listening = async (listener: Listener, port: number): Promise<number> => {
	await once(listener.listen(port, '127.0.0.1'), 'listening');
	return (listener.address() as AddressInfo).port;
};
