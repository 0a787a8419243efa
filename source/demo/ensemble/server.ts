// One server of the ensemble: what it has of the tree, what its leader has sent it, who is connected, and how it fares.
import type {Server as Listener} from 'node:net';
import {permissions} from '../../zookeeper/acl.ts';
import type {Connection} from './connection.ts';
import {Metrics} from './metrics.ts';
import {isAllowed} from './requests/access.ts';
import type {Change} from './requests/writes.ts';
import {Tree} from './tree.ts';
import {WatchTable} from './watch-table.ts';

export type Role = 'leader' | 'follower' | 'standalone' | 'looking';

/** It stands still with all its sockets open, as SIGSTOP makes it, or no other server hears of it, nor it of them. */
export type ServerFault = 'frozen' | 'cut';

/** One entry of the log. */
export type Transaction = {
	/** That of the one before where it changes nothing. */
	readonly zxid: number;
	/** Makes its changes in the tree of a server. */
	readonly make: (server: Server) => void;
};

export class Server {
	readonly id: number;
	readonly metrics = new Metrics();
	readonly data = new WatchTable();
	readonly child = new WatchTable();
	readonly connections = new Set<Connection>();
	/** Since when, by the monotonic clock. */
	readonly faults = new Map<ServerFault, number>();
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
	/** By the monotonic clock. */
	roleSince = performance.now();
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

	get frozen(): boolean {
		return this.faults.has('frozen');
	}

	/** As kill -9 does; its disk stays, and so does a switch that fails. */
	stop(): void {
		for (const listener of this.listeners) {
			listener.close();
		}

		this.listeners = [];
		this.faults.delete('frozen');
		this.#closeAll();
	}

	/** What does not run can be cut off, for when it does, but not frozen. */
	suffer(fault: ServerFault): void {
		if (!this.faults.has(fault) && (this.running || fault === 'cut')) {
			this.faults.set(fault, performance.now());
			this.flow();
		}
	}

	/** Hears its clients unless it is frozen. */
	flow(): void {
		for (const {socket} of this.connections) {
			socket[this.frozen ? 'pause' : 'resume']();
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
		for (let [next] = this.log; next !== undefined && next.zxid <= last; [next] = this.log) {
			this.log.shift();
			this.metrics.add('commit_count', next.zxid > this.zxid ? 1 : 0);
			this.zxid = next.zxid;
			next.make(this);
		}
	}

	/** A connection that is gone. */
	forget(connection: Connection): void {
		this.connections.delete(connection);
		this.data.forget(connection);
		this.child.forget(connection);
	}

	/** Leaves a change in its tree, and tells who may read it (CVE-2024-23944); who is told of the end by its data watch is not told again by the other one. */
	make({path, node, old, event}: Change): void {
		this.tree.put(path, node);
		if (event === undefined) {
			return;
		}

		const {data, child, metrics} = this;
		const tables = {created: [data], changed: [data], children: [child], deleted: [data, child]}[event];
		const told = tables.map(table => table.trigger(path, event));
		for (const {size} of told.filter(({size}) => size > 0)) {
			metrics.add(`node_${event}_watch_count`, size);
		}

		if (event === 'created' || event === 'changed') {
			metrics.addSpace('write', path, path.length + (node?.data?.length ?? 0));
		}

		for (const watcher of new Set(told.flatMap(watchers => [...watchers]))) {
			if (isAllowed((old ?? node)?.acl ?? [], permissions.read, watcher.ids)) {
				watcher.tell(event, path);
			}
		}
	}

	#closeAll(): void {
		for (const connection of this.connections) {
			connection.close();
		}
	}
}
