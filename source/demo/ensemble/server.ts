// One server of the ensemble: what it has of the tree, what its leader has sent it, who is connected, and how it fares.
import type {Server as Listener} from 'node:net';
import type {Connection} from './connection.ts';
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

export class Server {
	readonly id: number;
	readonly metrics = new Metrics();
	readonly data = new WatchTable();
	readonly child = new WatchTable();
	readonly connections = new Set<Connection>();
	tree = new Tree();
	/** Of the last transaction in its tree, and of the last one on its disk. */
	zxid = 0;
	stored = 0;
	/** What it has been sent, and is not in its tree yet. */
	log: Transaction[] = [];
	/** While something is stored. */
	fsync: NodeJS.Timeout | undefined;
	/** How long that takes; undefined: as on a disk that is well. Nothing is really written. */
	slowDiskMs: number | undefined;
	role: Role = 'looking';
	/** By the monotonic clock: since when it has its role, stands still, or is cut off from the others. */
	roleSince = performance.now();
	frozenSince: number | undefined;
	cutSince: number | undefined;
	/** None while it does not run. */
	listeners: readonly Listener[] = [];
	port = 0;
	/** Of its AdminServer. */
	adminPort = 0;

	constructor(id: number) {
		this.id = id;
	}

	get running(): boolean {
		return this.listeners.length > 0;
	}

	get serving(): boolean {
		return this.role !== 'looking';
	}

	/** As kill -9 does; its disk stays. */
	stop(): void {
		for (const listener of this.listeners) {
			listener.close();
		}

		this.listeners = [];
		this.frozenSince = undefined;
		this.#closeAll();
	}

	/** Stands still, with all its sockets open, as SIGSTOP makes it. */
	freeze(): void {
		this.frozenSince ??= this.running ? performance.now() : undefined;
		for (const {socket} of this.connections) {
			socket.pause();
		}
	}

	/** As SIGCONT does. */
	thaw(): void {
		this.frozenSince = undefined;
		for (const {socket} of this.connections) {
			socket.resume();
		}
	}

	/** Serves from now on, with all that the leader has. */
	serve(role: Exclude<Role, 'looking'>, {tree, zxid, log}: Server): void {
		this.tree = new Tree(tree.nodes);
		this.zxid = Math.max(zxid, this.zxid);
		this.stored = this.zxid;
		this.log = [...log];
		clearTimeout(this.fsync);
		this.fsync = undefined;
		this.metrics.restart();
		this.become(role);
	}

	/** Looks for a leader, and serves nobody meanwhile. */
	look(): void {
		if (this.serving) {
			this.metrics.add('looking_count');
			this.become('looking');
		}

		this.#closeAll();
	}

	become(role: Role): void {
		this.role = role;
		this.roleSince = performance.now();
	}

	/** A majority has stored all up to this transaction. */
	commit(last: number): void {
		for (let next = this.log[0]; next !== undefined && next.zxid <= last; next = this.log[0]) {
			const {zxid, changes, at, done} = next;
			this.log.shift();
			this.metrics.add('commit_count', zxid > this.zxid ? 1 : 0);
			this.zxid = zxid;
			changes.forEach(this.#make.bind(this));
			if (at === this) {
				done();
			}
		}
	}

	/** A connection that is gone. */
	forget(connection: Connection): void {
		this.connections.delete(connection);
		this.data.forget(connection);
		this.child.forget(connection);
	}

	#closeAll(): void {
		for (const connection of this.connections) {
			connection.close();
		}
	}

	/** Tells who may read it (CVE-2024-23944); who is told of the end by its data watch is not told again by the other one. */
	#make({path, node, old, event}: Change): void {
		this.tree.put(path, node);
		if (event === undefined) {
			return;
		}

		if (event === 'created' || event === 'changed') {
			this.metrics.addSpace('write', path, path.length + (node?.data?.length ?? 0));
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
