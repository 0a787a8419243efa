// One server of the ensemble: its sockets, its disk, what it has of the tree, and what its leader has sent it.
import {createServer as createHttpServer} from 'node:http';
import {createServer, type Server as Listener} from 'node:net';
import {Connection, type Clerk, type Host} from './connection.ts';
import {Disk} from './disk.ts';
import {Metrics} from './metrics.ts';
import {isAllowed, permissions} from './requests/access.ts';
import type {Change} from './requests/changes.ts';
import {Tree} from './tree.ts';
import {WatchTable} from './watch-table.ts';

export type Role = 'leader' | 'follower' | 'standalone' | 'looking';

/** One entry of the log. */
export type Transaction = {
	/** That of the one before where it changes nothing. */
	readonly zxid: number;
	readonly changes: readonly Change[];
	/** Where its author is connected: `done` is called when it has the transaction. */
	readonly at: Server;
	readonly done: () => void;
};

export type ServerOptions = {
	/** The pause of a disk that is well, ms. */
	readonly fsyncMs: () => number;
	/** Something is stored. */
	readonly stored: () => void;
	readonly clerkOf: (server: Server) => Clerk & {
		/** What its AdminServer answers to `/commands/NAME`. */
		readonly command: (name: string) => string;
	};
};

export class Server implements Host {
	readonly id: number;
	readonly metrics = new Metrics();
	readonly data = new WatchTable();
	readonly child = new WatchTable();
	readonly connections = new Set<Connection>();
	readonly disk: Disk;
	readonly clerk: ReturnType<ServerOptions['clerkOf']>;
	tree = new Tree();
	/** Of the last transaction in its tree. */
	zxid = 0;
	/** What it has been sent, and is not in its tree yet. */
	log: Transaction[] = [];
	role: Role = 'looking';
	/** By the monotonic clock: since when it has its role, stands still, or is cut off from the others. */
	roleSince = performance.now();
	frozenSince: number | undefined;
	cutSince: number | undefined;
	running = false;
	port = 0;
	/** Of its AdminServer. */
	adminPort = 0;
	#listeners: readonly Listener[] = [];

	constructor(id: number, {fsyncMs, stored, clerkOf}: ServerOptions) {
		this.id = id;
		this.disk = new Disk(this.metrics, fsyncMs, stored);
		this.clerk = clerkOf(this);
	}

	get serving(): boolean {
		return this.role !== 'looking';
	}

	/** Listens on loopback; on any free port where one is 0. */
	async start(port: number, adminPort: number): Promise<void> {
		const listener = createServer({pauseOnConnect: true}, socket => {
			const connection = new Connection(socket, this);
			this.connections.add(connection);
			this.metrics.count('connection_request_count');
			if (this.frozenSince === undefined) {
				connection.resume();
			}
		});
		const admin = createHttpServer(({url = ''}, response) => {
			if (this.frozenSince === undefined) {
				response.end(this.clerk.command(url.replace('/commands/', '')));
			}
		});
		this.#listeners = [listener, admin];
		this.port = await listening(listener, port);
		this.adminPort = await listening(admin, adminPort);
		this.running = true;
		this.#become('looking');
	}

	/** As kill -9 does; its disk stays. */
	stop(): void {
		this.running = false;
		this.frozenSince = undefined;
		for (const listener of this.#listeners) {
			listener.close();
		}

		this.#closeAll();
	}

	/** Stands still, with all its sockets open, as SIGSTOP makes it. */
	freeze(): void {
		this.frozenSince ??= this.running ? performance.now() : undefined;
		for (const connection of this.connections) {
			connection.pause();
		}
	}

	/** As SIGCONT does. */
	thaw(): void {
		this.frozenSince = undefined;
		for (const connection of this.connections) {
			connection.resume();
		}
	}

	/** Serves from now on, with all that the leader has. */
	serve(role: Exclude<Role, 'looking'>, {tree, zxid, log}: Server): void {
		this.tree = new Tree(tree.nodes);
		this.zxid = Math.max(zxid, this.zxid);
		this.log = [...log];
		this.disk.begin(this.zxid);
		this.disk.store(log.at(-1)?.zxid ?? this.zxid);
		this.metrics.restart();
		this.#become(role);
	}

	/** Looks for a leader, and serves nobody meanwhile. */
	look(): void {
		if (this.serving) {
			this.metrics.count('looking_count');
			this.#become('looking');
		}

		this.#closeAll();
	}

	/** What the leader proposes. */
	take(transaction: Transaction): void {
		this.log.push(transaction);
		this.disk.store(transaction.zxid);
	}

	/** A majority has stored all up to this transaction. */
	commit(zxid: number): void {
		for (let next = this.log[0]; next !== undefined && next.zxid <= zxid; next = this.log[0]) {
			this.log.shift();
			this.#apply(next);
		}
	}

	/** A connection that is gone. */
	forget(connection: Connection): void {
		this.connections.delete(connection);
		this.data.forget(connection);
		this.child.forget(connection);
	}

	#become(role: Role): void {
		this.role = role;
		this.roleSince = performance.now();
	}

	#closeAll(): void {
		for (const connection of [...this.connections]) {
			connection.close();
		}
	}

	#apply({zxid, changes, at, done}: Transaction): void {
		this.metrics.count('commit_count', zxid > this.zxid ? 1 : 0);
		this.zxid = zxid;
		for (const change of changes) {
			const {path, node, event} = change;
			this.tree.put(path, node);
			this.#trigger(change);
			if (event === 'created' || event === 'changed') {
				this.metrics.addSpace('write', path, path.length + (node?.data?.length ?? 0));
			}
		}

		if (at === this) {
			done();
		}
	}

	/** Tells who may read it (CVE-2024-23944); who is told of the end by its data watch is not told again by the other one. */
	#trigger({path, node, old, event}: Change): void {
		if (event === undefined) {
			return;
		}

		const {data, child} = this;
		const tables = {created: [data], changed: [data], children: [child], deleted: [data, child]}[event];
		const told = tables.map(table => table.trigger(path, event));
		for (const {length} of told.filter(({length}) => length > 0)) {
			this.metrics.add(`node_${event}_watch_count`, length);
		}

		for (const watcher of new Set(told.flat())) {
			if (isAllowed((old ?? node)?.acl ?? [], permissions.read, watcher.ids)) {
				watcher.tell(event, path);
			}
		}
	}
}

/** Resolves with the port. */
const listening = async (listener: Listener, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		listener.once('error', reject);
		listener.listen(port, '127.0.0.1', () => {
			const address = listener.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
