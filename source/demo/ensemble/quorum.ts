// Who leads, what a majority has stored, who has to catch up: atomic broadcast as the clients of an ensemble see it. (zookeeperInternals.md)
import type {Made, Stamp} from './prepare.ts';
import type {Server} from './server.ts';
import type {Transaction} from './transaction.ts';
import {configPath, Tree} from './tree.ts';

export type QuorumOptions = {
	readonly servers: readonly Server[];
	readonly tickMs: number;
	/** Gives numbers in [0, 1). */
	readonly random: () => number;
	/** Somebody leads from now on. */
	readonly elected: () => void;
};

/** What is to be proposed, made on the tree with all that was proposed before. */
export type Proposed = Made & Pick<Transaction, 'ended' | 'settle'> & {readonly bytes: number};

export type Make = (tree: Tree, stamp: Stamp) => Proposed;

/** A write that a majority has not stored yet. */
type Proposal = {
	readonly transaction: Transaction;
	readonly at: number;
	readonly stored: Set<Server>;
	/** Called behind it. */
	readonly then: (() => void)[];
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
	/** Sizes of proposals since the leader leads, bytes. */
	sizes = {last: -1, min: -1, max: -1};
	readonly #options: QuorumOptions;
	#open: Proposal[] = [];
	/** The tree with all that was proposed. */
	#head = new Tree();
	#zxid = 0;
	#electionAt = 0;

	constructor(options: QuorumOptions) {
		this.#options = options;
	}

	/** Of all voters. */
	get size(): number {
		return this.#options.servers.length;
	}

	get majority(): number {
		return Math.floor(this.size / 2) + 1;
	}

	/** How long a server may be silent before the others go on without it. */
	get patienceMs(): number {
		return syncLimit * this.#options.tickMs;
	}

	get head(): Tree {
		return this.#head;
	}

	/** Proposals that are not committed. */
	get outstanding(): number {
		return this.#open.length;
	}

	/** The leader's clock ticks: elects, leaves silent servers behind, takes in those that look for it. */
	tick(): void {
		const now = performance.now();
		if (this.leader === undefined) {
			if (now >= this.#electionAt && this.#ready().length >= this.majority) {
				this.elect();
			}

			return;
		}

		for (const server of this.inStep) {
			if (now - (server.frozenSince ?? now) > this.patienceMs) {
				this.lose(server);
			}
		}

		for (const server of this.leader.frozenSince === undefined ? this.#ready() : []) {
			if (!this.inStep.has(server) && now - server.roleSince > joinMs) {
				this.#join(server);
			}
		}
	}

	/** The leader hears nothing of this server any more. */
	lose(server: Server): void {
		this.inStep.delete(server);
		if (server === this.leader || this.inStep.size < this.majority) {
			this.abdicate();
		}
	}

	/** Nobody leads any more, and nobody serves until somebody does. */
	abdicate(): void {
		const [least, more] = electionMs;
		this.leader = undefined;
		this.#open = [];
		this.inStep.clear();
		this.#electionAt = performance.now() + least + this.#options.random() * more;
		for (const server of this.#options.servers) {
			if (server.frozenSince === undefined) {
				server.look();
			}
		}
	}

	/** The one with the newest transaction leads, of several the one with the highest id. */
	elect(): void {
		const {servers, elected} = this.#options;
		const [leader] = this.#ready().toSorted((a, b) => b.tree.zxid - a.tree.zxid || b.id - a.id);
		if (leader === undefined) {
			return;
		}

		const alone = servers.length === 1;
		this.epoch = alone ? 0 : this.epoch + 1;
		this.#zxid = alone ? leader.tree.zxid : this.epoch * epochSize;
		this.leader = leader;
		this.sizes = {last: -1, min: -1, max: -1};
		if (!alone && this.epoch === 1) {
			leader.tree.apply([{path: configPath, node: this.#config(leader.tree)}]);
		}

		this.#head = new Tree(leader.tree);
		this.inStep.add(leader);
		leader.serve(alone ? 'standalone' : 'leader', leader.tree);
		for (const server of this.#ready()) {
			this.#join(server);
		}

		leader.tree.zxid = this.#zxid; // the others have it with the first write (facts.md M10)
		elected();
	}

	/** Orders a write behind all others: all servers log it, and when a majority has it is made. */
	propose(make: Make): void {
		this.#zxid += 1;
		const zxid = this.#zxid;
		const {bytes, ...made} = make(this.#head, {zxid, at: Date.now()});
		const transaction = {...made, zxid, bytes};
		const {min, max} = this.sizes;
		this.sizes = {last: bytes, min: min === -1 ? bytes : Math.min(min, bytes), max: Math.max(max, bytes)};
		const proposal: Proposal = {transaction, at: performance.now(), stored: new Set(), then: []};
		this.#open.push(proposal);
		for (const server of this.inStep) {
			this.#replicate(proposal, server);
		}

		if (zxid % epochSize === epochSize - 1) {
			this.abdicate(); // the counter is used up: a new epoch has to begin
		}
	}

	/** Calls when all that was proposed so far is committed. */
	behind(then: () => void): void {
		const last = this.#open.at(-1);
		if (last === undefined) {
			then();
		} else {
			last.then.push(then);
		}
	}

	/** Leaves so many transactions in this epoch. */
	wind(left: number): void {
		this.#zxid = Math.max(this.#zxid, (this.epoch + 1) * epochSize - 1 - left);
	}

	#commit(): void {
		for (let first = this.#open[0]; first !== undefined; first = this.#open[0]) {
			if (first.stored.size < this.majority) {
				return;
			}

			this.#open.shift();
			const {transaction, at, then} = first;
			this.leader?.metrics.add('quorum_ack_latency', Math.round(performance.now() - at));
			for (const server of this.inStep) {
				server.deliver(() => {
					server.apply(transaction);
				});
			}

			for (const call of then) {
				call();
			}
		}
	}

	/** Who runs and looks for a leader. */
	#ready(): readonly Server[] {
		return this.#options.servers.filter(
			server => server.running && server.frozenSince === undefined && !server.serving,
		);
	}

	#join(server: Server): void {
		if (this.leader === undefined) {
			return;
		}

		const tree = new Tree(this.leader.tree);
		this.leader.metrics.count('diff_count');
		this.inStep.add(server);
		server.serve('follower', tree);
		for (const proposal of this.#open) {
			this.#replicate(proposal, server);
		}
	}

	/** A server stores it and tells the leader. */
	#replicate(proposal: Proposal, server: Server): void {
		server.deliver(() => {
			server.disk.store(() => {
				this.leader?.deliver(() => {
					proposal.stored.add(server);
					this.#commit();
				});
			});
		});
	}

	#config(tree: Tree) {
		const lines = this.#options.servers.map(
			({id, port}) => `server.${id}=127.0.0.1:${port + 1000}:${port + 2000}:participant;127.0.0.1:${port}\n`,
		);
		const data = Buffer.from(`${lines.join('')}version=${(this.epoch * epochSize).toString(16)}`);
		const node = tree.get(configPath);
		return node && {...node, data, mzxid: this.#zxid};
	}
}
