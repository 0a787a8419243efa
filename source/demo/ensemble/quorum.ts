// Who leads, what a majority has stored, who has to catch up: atomic broadcast as the clients of an ensemble see it. (zookeeperInternals.md)
import {takeBack, type Author, type Draft} from './requests/changes.ts';
import {answerOf, type Answer, type Reply} from './requests/operations.ts';
import type {Server} from './server.ts';
import {configPath, Tree} from './tree.ts';

export type QuorumOptions = {
	readonly tickMs: number;
	/** Gives numbers in [0, 1). */
	readonly random: () => number;
	/** Somebody leads from now on. */
	readonly elected: () => void;
};

/** What is to be proposed. */
export type Order = {
	/** The server that passes it on, the leader unless given; `done` is called when it has the transaction. */
	readonly at?: Server | undefined;
	readonly author: Author;
	readonly write: (draft: Draft) => Reply;
	/** What the log takes for it; 0: it is no transaction, and waits for those before it. */
	readonly bytes: number;
	readonly done?: (answer: Answer) => void;
};

const syncLimit = 5;
/** How long servers look for a leader, ms: at least, and up to so much longer. */
const electionMs = [300, 500] as const;
const joinMs = 200;
const epochSize = 2 ** 32;

export class Quorum {
	leader: Server | undefined;
	/** Those that the leader counts on, itself among them. */
	readonly inStep = new Set<Server>();
	epoch = 0;
	/** The tree with all that was proposed. */
	head = new Tree();
	readonly #servers: readonly Server[];
	readonly #options: QuorumOptions;
	/** What has not reached the leader yet. */
	#orders: (Order & {readonly at: Server})[] = [];
	#zxid = 0;
	#electionAt = 0;

	constructor(servers: readonly Server[], options: QuorumOptions) {
		this.#servers = servers;
		this.#options = options;
	}

	/** Of all voters. */
	get size(): number {
		return this.#servers.length;
	}

	get #majority(): number {
		return Math.floor(this.size / 2) + 1;
	}

	/** Leaves silent servers behind, takes in those that look for a leader, and elects one where there is none. */
	tick(): void {
		const now = performance.now();
		for (const server of this.inStep) {
			if (now - (server.frozenSince ?? server.cutSince ?? now) > syncLimit * this.#options.tickMs) {
				this.lose(server);
			}
		}

		if (this.leader === undefined) {
			if (now >= this.#electionAt && this.#ready().length >= this.#majority) {
				this.elect();
			}
		} else if (this.leader.frozenSince === undefined) {
			for (const server of this.#ready().filter(({roleSince}) => now - roleSince > joinMs)) {
				this.#join(server, 'follower');
			}
		}

		this.advance();
	}

	/** The leader hears nothing of this server any more. */
	lose(server: Server): void {
		this.inStep.delete(server);
		this.#orders = this.#orders.filter(({at}) => at !== server);
		if (server.running && server.frozenSince === undefined) {
			server.look();
		}

		if (server === this.leader || this.inStep.size < this.#majority) {
			this.#abdicate();
		}
	}

	/** The one with the newest transaction leads, of several the one with the highest id. */
	elect(): void {
		const [leader] = this.#ready().toSorted((a, b) => b.zxid - a.zxid || b.id - a.id);
		if (leader === undefined) {
			return;
		}

		const isAlone = this.size === 1;
		this.leader = leader;
		this.epoch += isAlone ? 0 : 1;
		this.#zxid = Math.max(leader.zxid, this.epoch * epochSize);
		leader.log = []; // what no majority has stored is gone
		if (this.epoch === 1) {
			this.#configure(leader.tree);
		}

		this.head = new Tree(leader.tree.nodes);
		this.#join(leader, isAlone ? 'standalone' : 'leader');
		for (const server of this.#ready()) {
			this.#join(server, 'follower');
		}

		leader.zxid = this.#zxid; // the others have it with the first write (facts.md M10)
		this.#options.elected();
	}

	/** Orders a write behind all others: all servers log it, and when a majority has it is made. */
	propose({at = this.leader, ...order}: Order): void {
		if (at !== undefined) {
			this.#orders.push({at, ...order});
			this.advance();
		}
	}

	/** Whether this server and the leader hear each other. */
	isNear(server: Server): boolean {
		const {leader} = this;
		return (
			leader?.frozenSince === undefined &&
			server.frozenSince === undefined &&
			this.inStep.has(server) &&
			(server === leader || (leader?.cutSince === undefined && server.cutSince === undefined))
		);
	}

	/** All that can be told now, in either direction: what is to be proposed, what is stored, what is made. */
	advance(): void {
		for (const order of this.#orders.splice(0)) {
			if (this.isNear(order.at)) {
				this.#propose(order);
			} else if (this.leader !== undefined) {
				this.#orders.push(order);
			}
		}

		const near = [...this.inStep].filter(this.isNear.bind(this));
		const stored = near.map(({disk}) => disk.stored).toSorted((a, b) => b - a)[this.#majority - 1];
		for (const server of near) {
			server.commit(stored ?? 0);
		}
	}

	/** Leaves so many transactions in this epoch. */
	wind(left: number): void {
		this.#zxid = Math.max(this.#zxid, (this.epoch + 1) * epochSize - 1 - left);
	}

	#propose({at, author, write, bytes, done}: Order & {readonly at: Server}): void {
		this.#zxid += bytes === 0 ? 0 : 1;
		const zxid = this.#zxid;
		const draft: Draft = {...author, zxid, at: Date.now(), tree: this.head, changes: []};
		const [answer, start] = [answerOf(() => write(draft)), performance.now()];
		if (answer.code !== 0) {
			takeBack(draft);
		}

		if (bytes > 0) {
			this.leader?.metrics.add('proposal_size', bytes);
		}

		const made = (): void => {
			at.metrics.add('quorum_ack_latency', Math.round(performance.now() - start));
			done?.(answer);
		};
		for (const server of this.inStep) {
			server.take({zxid, changes: draft.changes, at, done: made});
		}

		if (zxid % epochSize === epochSize - 1) {
			this.#abdicate(); // the counter is used up: a new epoch has to begin
		}
	}

	/** Nobody leads any more, and nobody serves until somebody does. */
	#abdicate(): void {
		const [least, more] = electionMs;
		this.leader = undefined;
		this.#orders = [];
		this.inStep.clear();
		this.#electionAt = performance.now() + least + this.#options.random() * more;
		for (const server of this.#servers) {
			if (server.frozenSince === undefined) {
				server.look();
			}
		}
	}

	/** Who runs and looks for a leader. */
	#ready(): readonly Server[] {
		return this.#servers.filter(
			({running, frozenSince, cutSince, serving}) =>
				running && frozenSince === undefined && cutSince === undefined && !serving,
		);
	}

	#join(server: Server, role: 'leader' | 'follower' | 'standalone'): void {
		const leader = this.leader ?? server;
		leader.metrics.count('diff_count', role === 'follower' ? 1 : 0);
		this.inStep.add(server);
		server.serve(role, leader);
	}

	#configure(tree: Tree): void {
		const lines = this.#servers.map(
			({id, port}) => `server.${id}=127.0.0.1:${port + 1000}:${port + 2000}:participant;127.0.0.1:${port}\n`,
		);
		const data = Buffer.from(`${lines.join('')}version=${this.#zxid.toString(16)}`);
		const node = tree.nodes.get(configPath);
		tree.put(configPath, node && {...node, data, mzxid: this.#zxid});
	}
}
