// One server of the ensemble: its sockets, its disk, what it has of the tree, and what reaches it from its leader.
import {createServer as createHttpServer} from 'node:http';
import {createServer, type Server as Listener} from 'node:net';
import {isAllowed, permissions} from './requests/access.ts';
import type {Judged, TreeEvent} from './requests/changes.ts';
import {Connection, type Handlers, type Host} from './connection.ts';
import {Disk} from './disk.ts';
import {Metrics} from './metrics.ts';
import {Tree} from './tree.ts';
import {eventTypes, WatchTable} from './watch-table.ts';

export type Role = 'leader' | 'follower' | 'standalone' | 'looking';

/** One entry of the log. */
export type Transaction = Pick<Judged, 'changes' | 'events'> & {
	readonly zxid: number;
	/** A session that ends with it. */
	readonly ended: bigint | undefined;
	/** Called where its author is connected. */
	readonly settle: {readonly at: Server; readonly done: () => void} | undefined;
};

export type ServerOptions = {
	/** The pause of a disk that is well, ms. */
	readonly fsyncMs: () => number;
	/** Who answers a new client what a server does not answer alone. */
	readonly handlersOf: (server: Server, connection: Connection) => Handlers;
	/** What its AdminServer answers to `/commands/NAME`. */
	readonly answer: (server: Server, command: string) => string;
};

export class Server implements Host {
	readonly id: number;
	readonly metrics = new Metrics();
	readonly data = new WatchTable();
	readonly child = new WatchTable();
	readonly connections = new Set<Connection>();
	readonly disk: Disk;
	/** Shared with all that are in step. */
	tree = new Tree();
	zxid = 0;
	role: Role = 'looking';
	/** By the monotonic clock: since when it has its role, stands still, or is cut off from the others. */
	roleSince = performance.now();
	frozenSince: number | undefined;
	cutSince: number | undefined;
	running = false;
	port = 0;
	/** Of its AdminServer. */
	adminPort = 0;
	readonly #options: ServerOptions;
	#listeners: readonly Listener[] = [];
	/** What waits for it to go on, and for it not to be cut off any more. */
	#mailbox: (() => void)[] = [];
	#held: (() => void)[] = [];
	/** What the others have while it is cut off. */
	#shared = this.tree;

	constructor(id: number, options: ServerOptions) {
		this.id = id;
		this.#options = options;
		this.disk = new Disk(this.metrics, options.fsyncMs, this.deliver.bind(this));
	}

	get serving(): boolean {
		return this.role !== 'looking';
	}

	/** Listens on loopback; on any free port where one is 0. */
	async start(port: number, adminPort: number): Promise<void> {
		const {handlersOf, answer} = this.#options;
		const listener = createServer({pauseOnConnect: true}, socket => {
			const connection = new Connection(socket, this, it => handlersOf(this, it));
			this.connections.add(connection);
			this.metrics.count('connection_request_count');
			if (this.frozenSince === undefined) {
				connection.resume();
			}
		});
		const admin = createHttpServer(({url = ''}, response) => {
			this.deliver(() => response.end(answer(this, url.replace('/commands/', ''))));
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
		this.#mailbox = [];
		this.disk.forget();
		for (const listener of this.#listeners) {
			listener.close();
		}

		this.closeAll();
	}

	/** Stands still, with all its sockets open, as SIGSTOP makes it. */
	freeze(): void {
		if (!this.running) {
			return;
		}

		this.frozenSince ??= performance.now();
		for (const connection of this.connections) {
			connection.pause();
		}
	}

	/** No other server hears of it, nor it of them; its clients do, and what it has of the tree stays as it is. */
	cut(): void {
		if (this.cutSince === undefined) {
			this.cutSince = performance.now();
			this.#shared = this.tree;
			this.tree = this.tree.copy();
		}
	}

	/** What is on the way from it or to it while it is cut off. */
	hold(send: () => void): void {
		this.#held.push(send);
	}

	/** Brings what was held, unless the leader has gone on without it. */
	mend(isForgotten: boolean): void {
		const held = this.#held.splice(0);
		this.cutSince = undefined;
		this.tree = this.#shared;
		for (const send of isForgotten ? [] : held) {
			send();
		}
	}

	/** Goes on with what has come meanwhile; a leader that has gone on without it has nothing for it any more. */
	thaw(isForgotten: boolean): void {
		this.frozenSince = undefined;
		const mail = this.#mailbox.splice(0);
		if (isForgotten) {
			this.look();
		}

		for (const letter of isForgotten ? [] : mail) {
			letter();
		}

		for (const connection of this.connections) {
			connection.resume();
		}
	}

	/** Something from another server; a frozen one gets it later. */
	deliver(letter: () => void): void {
		if (this.frozenSince !== undefined) {
			this.#mailbox.push(letter);
		} else if (this.running) {
			letter();
		}
	}

	/** Serves from now on, with all up to this transaction. */
	serve(role: Exclude<Role, 'looking'>, tree: Tree, zxid: number): void {
		this.tree = tree;
		this.zxid = zxid;
		this.metrics.restart();
		this.#become(role);
	}

	/** Looks for a leader, and serves nobody meanwhile. */
	look(): void {
		this.disk.forget();
		if (this.serving) {
			this.metrics.count('looking_count');
			this.#become('looking');
		}

		this.closeAll();
	}

	/** What a majority has stored, and is in the tree. */
	hear({zxid, changes, events, ended, settle}: Transaction): void {
		this.zxid = zxid;
		this.metrics.count('commit_count');
		events.forEach(this.#trigger.bind(this));
		for (const {path, node} of changes) {
			if (node?.mzxid === zxid) {
				this.metrics.addSpace('write', path, path.length + (node.data?.length ?? 0));
			}
		}

		if (settle?.at === this) {
			settle.done();
		}

		this.closeAll(({sessionId}) => sessionId === ended);
	}

	/** Hangs up on these clients; on all of them. */
	closeAll(which: (connection: Connection) => boolean = () => true): void {
		for (const connection of [...this.connections].filter(which)) {
			connection.close();
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

	/** A watcher that is told of the end by its data watch is not told again by the other one. */
	#trigger({type, path, acl}: TreeEvent): void {
		const {data, child} = this;
		const tables = {created: [data], changed: [data], children: [child], deleted: [data, child]}[type];
		const told = tables.map(table => table.trigger(path, type === 'children'));
		for (const {size} of told.filter(({size}) => size > 0)) {
			this.metrics.add(`node_${type}_watch_count`, size);
		}

		for (const watcher of new Set(told.flatMap(set => [...set]))) {
			if (isAllowed(acl, permissions.read, watcher.ids)) {
				watcher.tell(eventTypes[type], path);
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
