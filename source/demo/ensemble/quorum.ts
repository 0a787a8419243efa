// Who leads, what a majority has stored, who has to catch up: atomic broadcast as the clients of an ensemble see it. (zookeeperInternals.md)
import {judgedBy, type Answer, type Author, type Judge} from './requests/changes.ts';
import type {Server, Transaction} from './server.ts';
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
	readonly judge: Judge;
	readonly author: Author;
	/** What the log takes for it. */
	readonly bytes: number;
	/** A session that ends with it. */
	readonly ended?: bigint;
	readonly settle?: {readonly at: Server; readonly done: (answer: Answer) => void};
};

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
	/** With all that was proposed. */
	head = new Tree();
	/** With all that a majority has. */
	readonly #tree = new Tree();
	readonly #servers: readonly Server[];
	readonly #options: QuorumOptions;
	#open: Proposal[] = [];
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

	get majority(): number {
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
			if (now >= this.#electionAt && this.#ready().length >= this.majority) {
				this.elect();
			}
		} else if (this.leader.frozenSince === undefined) {
			for (const server of this.#ready().filter(({roleSince}) => now - roleSince > joinMs)) {
				this.#join(server, 'follower');
			}
		}
	}

	/** The leader hears nothing of this server any more. */
	lose(server: Server): void {
		this.inStep.delete(server);
		if (server.running && server.frozenSince === undefined) {
			server.look();
		}

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
		for (const server of this.#servers) {
			if (server.frozenSince === undefined) {
				server.look();
			}
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
		if (this.epoch === 1) {
			this.#configure();
		}

		this.head = this.#tree.copy();
		this.#join(leader, isAlone ? 'standalone' : 'leader');
		for (const server of this.#ready()) {
			this.#join(server, 'follower');
		}

		leader.zxid = this.#zxid; // the others have it with the first write (facts.md M10)
		this.#options.elected();
	}

	/** Orders a write behind all others: all servers log it, and when a majority has it is made. */
	propose(order: Order): void {
		this.leader?.deliver(() => {
			this.#propose(order); // later, where the leader stands still
		});
	}

	/** Calls when this server has all that was proposed so far. */
	sync(at: Server, then: () => void): void {
		this.leader?.deliver(() => {
			const last = this.#open.at(-1);
			if (last === undefined) {
				at.deliver(then);
			} else {
				last.then.push(at.deliver.bind(at, then));
			}
		});
	}

	/** Leaves so many transactions in this epoch. */
	wind(left: number): void {
		this.#zxid = Math.max(this.#zxid, (this.epoch + 1) * epochSize - 1 - left);
	}

	#propose({judge, author, bytes, ended, settle}: Order): void {
		const zxid = ++this.#zxid;
		const judged = judgedBy(judge, {tree: this.head, author, stamp: {zxid, at: Date.now()}});
		this.head.apply(judged.changes);
		this.leader?.metrics.add('proposal_size', bytes);
		const done = settle && {at: settle.at, done: settle.done.bind(undefined, judged)};
		const transaction = {...judged, zxid, ended, settle: done};
		const proposal: Proposal = {transaction, at: performance.now(), stored: new Set(), then: []};
		this.#open.push(proposal);
		for (const server of this.inStep) {
			this.#replicate(proposal, server);
		}

		if (zxid % epochSize === epochSize - 1) {
			this.abdicate(); // the counter is used up: a new epoch has to begin
		}
	}

	#commit(): void {
		for (let first = this.#open[0]; first && first.stored.size >= this.majority; first = this.#open[0]) {
			const {transaction, at, then} = first;
			this.#open.shift();
			this.#tree.apply(transaction.changes);
			this.leader?.metrics.add('quorum_ack_latency', Math.round(performance.now() - at));
			for (const server of this.inStep) {
				this.#send(this.leader, server, () => {
					server.hear(transaction);
				});
			}

			then.forEach(call => {
				call();
			});
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
		this.leader?.metrics.count('diff_count', role === 'follower' ? 1 : 0);
		this.inStep.add(server);
		server.serve(role, this.#tree, Math.max(server.zxid, this.leader?.zxid ?? 0));
		for (const proposal of this.#open) {
			this.#replicate(proposal, server);
		}
	}

	/** A server stores it and tells the leader. */
	#replicate(proposal: Proposal, server: Server): void {
		this.#send(this.leader, server, () => {
			server.disk.store(() => {
				this.#send(server, this.leader, () => {
					proposal.stored.add(server);
					this.#commit();
				});
			});
		});
	}

	/** What is sent to or by a server that is cut off is held until it is no more. */
	#send(from: Server | undefined, to: Server | undefined, letter: () => void): void {
		const cut = from === to ? undefined : [from, to].find(server => server?.cutSince !== undefined);
		if (cut === undefined) {
			to?.deliver(letter);
		} else {
			cut.hold(() => to?.deliver(letter));
		}
	}

	#configure(): void {
		const lines = this.#servers.map(
			({id, port}) => `server.${id}=127.0.0.1:${port + 1000}:${port + 2000}:participant;127.0.0.1:${port}\n`,
		);
		const data = Buffer.from(`${lines.join('')}version=${this.#zxid.toString(16)}`);
		const node = this.#tree.get(configPath);
		this.#tree.apply(node ? [{path: configPath, node: {...node, data, mzxid: this.#zxid}}] : []);
	}
}
