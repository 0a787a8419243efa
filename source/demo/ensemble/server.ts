// One server of the ensemble: its sockets, its copy of the tree, its disk, and what reaches it from its leader.
import {createServer, type Server as Listener} from 'node:net';
import {isAllowed, permissions} from './access.ts';
import {Disk} from './disk.ts';
import {Connection, type Body, type Host} from './connection.ts';
import type {Hello} from './hello.ts';
import {Metrics, noteSpace} from './metrics.ts';
import type {TreeEvent} from './prepare.ts';
import {eventTypes} from './reads.ts';
import type {Write} from './requests.ts';
import type {Transaction} from './transaction.ts';
import {Tree} from './tree.ts';
import {WatchTable} from './watch-table.ts';

export type Role = 'leader' | 'follower' | 'standalone' | 'looking';

/** What a server asks of the ensemble around it. */
export type Surroundings = {
	enter(server: Server, connection: Connection, hello: Hello): void;
	submit(
		server: Server,
		connection: Connection,
		write: Write,
		settle: (code: number, body: Body) => void,
	): void;
	word(server: Server, word: string, asking: Connection): string | undefined;
	/** Something came in from this client. */
	heard(server: Server, connection: Connection): void;
	/** The pause of a disk that is well, ms. */
	fsyncMs(): number;
};

export class Server implements Host {
	readonly id: number;
	readonly metrics = new Metrics();
	readonly data = new WatchTable<Connection>();
	readonly child = new WatchTable<Connection>();
	readonly connections = new Set<Connection>();
	tree = new Tree();
	role: Role = 'looking';
	/** By the monotonic clock: since when it has its role, and since when it stands still. */
	roleSince = performance.now();
	frozenSince: number | undefined;
	running = false;
	readonly disk: Disk;
	port = 0;
	readonly startedAt = performance.now();
	readonly #around: Surroundings;
	#listener: Listener | undefined;
	#mailbox: (() => void)[] = [];

	constructor(id: number, around: Surroundings) {
		this.id = id;
		this.#around = around;
		this.disk = new Disk(this.metrics, around.fsyncMs.bind(around), this.deliver.bind(this));
	}

	get serving(): boolean {
		return this.role !== 'looking';
	}

	/** Listens on loopback; on any free port when it is 0. */
	async start(port: number): Promise<void> {
		const listener = createServer({pauseOnConnect: true}, socket => {
			const connection = new Connection(socket, this);
			this.connections.add(connection);
			this.metrics.count('connection_request_count');
			if (this.frozenSince === undefined) {
				connection.resume();
			}
		});
		await new Promise<void>((resolve, reject) => {
			listener.once('error', reject);
			listener.listen(port, '127.0.0.1', resolve);
		});
		const address = listener.address();
		this.port = typeof address === 'object' && address !== null ? address.port : port;
		this.#listener = listener;
		this.running = true;
		this.#become('looking');
	}

	/** As kill -9 does; its disk stays. */
	stop(): void {
		this.running = false;
		this.frozenSince = undefined;
		this.#mailbox = [];
		this.disk.forget();
		this.#listener?.close();
		this.#hangUp();
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

	/** Goes on with what has come meanwhile; a leader that has gone on without it has nothing for it any more. */
	thaw(isForgotten: boolean): void {
		this.frozenSince = undefined;
		const mail = this.#mailbox;
		this.#mailbox = [];
		if (isForgotten) {
			this.look();
		} else {
			for (const letter of mail) {
				letter();
			}
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

	/** Serves from now on, with this tree. */
	serve(role: Exclude<Role, 'looking'>, tree: Tree): void {
		this.tree = tree;
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

		this.#hangUp();
	}

	apply({zxid, changes, events, ended, settle}: Transaction): void {
		this.tree.apply(changes);
		this.tree.zxid = zxid;
		this.metrics.count('commit_count');
		events.forEach(this.#trigger.bind(this));

		for (const {path, node} of changes) {
			if (node?.mzxid === zxid) {
				noteSpace(this.metrics, 'write', path, path.length + (node.data?.length ?? 0));
			}
		}

		if (settle?.server === this.id) {
			settle.done();
		}

		if (ended !== undefined) {
			for (const connection of this.connections) {
				if (connection.session?.id === ended) {
					connection.close();
				}
			}
		}
	}

	word(word: string, asking: Connection): string | undefined {
		return this.#around.word(this, word, asking);
	}

	enter(connection: Connection, hello: Hello): void {
		this.#around.enter(this, connection, hello);
	}

	submit(connection: Connection, write: Write, settle: (code: number, body: Body) => void): void {
		this.#around.submit(this, connection, write, settle);
	}

	heard(connection: Connection): void {
		this.#around.heard(this, connection);
	}

	left(connection: Connection): void {
		this.connections.delete(connection);
		this.data.forget(connection);
		this.child.forget(connection);
	}

	#become(role: Role): void {
		this.role = role;
		this.roleSince = performance.now();
	}

	#hangUp(): void {
		for (const connection of this.connections) {
			connection.close();
		}
	}

	/** A watcher that is told of the end by its data watch is not told again by the other one. */
	#trigger({type, path, acl}: TreeEvent): void {
		const told = type === 'children' ? new Set<Connection>() : this.data.trigger(path, false);
		const others =
			type === 'children' || type === 'deleted'
				? this.child.trigger(path, type === 'children')
				: new Set<Connection>();
		for (const {size} of [told, others]) {
			if (size > 0) {
				this.metrics.add(`node_${type}_watch_count`, size);
			}
		}

		for (const connection of new Set([...told, ...others])) {
			if (isAllowed(acl, permissions.read, connection.ids)) {
				connection.tell(eventTypes[type], path);
			}
		}
	}
}
