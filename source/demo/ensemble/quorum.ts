// Who leads, what a majority has stored, who has to catch up: atomic broadcast as the clients of an ensemble see it. (zookeeperInternals.md)
import {superuser} from './requests/access.ts';
import {answerOf, type Answer, type Reply} from './requests/answers.ts';
import {endSession, takeBack, type Author, type Draft} from './requests/writes.ts';
import type {Server} from './server.ts';
import type {Session, Sessions} from './sessions.ts';
import {Tree} from './tree.ts';

/** What is to be proposed. */
export type Order = {
	readonly author: Author;
	readonly write: (draft: Draft) => Reply;
	/** Of the request; undefined: it is no transaction, and waits for those before it. */
	readonly bytes: number | undefined;
	/** Called when the server that has passed it on has the transaction. */
	readonly done?: (answer: Answer) => void;
};

const syncLimit = 5;
/** How long servers look for a leader, ms: at least, and up to so much longer. */
const electionMs = [300, 500] as const;
const joinMs = 200;
const wellFsyncMs = 2;
const epochSize = 2 ** 32;
/** What the log takes for a transaction without data. */
const headerBytes = 60;

export class Quorum {
	readonly servers: readonly Server[];
	readonly sessions: Sessions;
	leader: Server | undefined;
	/** Those that the leader counts on, itself among them. */
	readonly inStep = new Set<Server>();
	epoch = 0;
	/** The tree with all that was proposed. */
	head = new Tree();
	readonly #random: () => number;
	/** What has not reached the leader yet, and from where. */
	#orders: (readonly [at: Server, order: Order])[] = [];
	/** Of the last transaction that was proposed. */
	#zxid = 0;
	#electionAt = 0;

	/** @param random Gives numbers in [0, 1). */
	constructor(servers: readonly Server[], sessions: Sessions, random: () => number) {
		this.servers = servers;
		this.sessions = sessions;
		this.#random = random;
	}

	get isAlone(): boolean {
		return this.servers.length === 1;
	}

	get #majority(): number {
		return Math.floor(this.servers.length / 2) + 1;
	}

	/** Who runs, is sound, and looks for a leader. */
	get #ready(): readonly Server[] {
		return this.servers.filter(({running, faults, serving}) => running && faults.size === 0 && !serving);
	}

	/** Leaves silent servers behind, takes in those that look for a leader, and elects one where there is none. */
	tick(): void {
		const now = performance.now();
		for (const server of this.isAlone ? [] : this.inStep) {
			if (now - Math.min(...server.faults.values()) > syncLimit * this.sessions.tickMs) {
				this.lose(server);
			}
		}

		if (this.leader === undefined && now >= this.#electionAt) {
			this.elect();
		} else if (this.leader?.frozen === false) {
			for (const server of this.#ready.filter(({roleSince}) => now - roleSince > joinMs)) {
				this.#join(server, this.leader);
			}

			for (const session of this.sessions.overdue()) {
				this.expire(session);
			}
		}

		this.advance();
	}

	/** The leader hears nothing of this server any more. */
	lose(server: Server): void {
		this.inStep.delete(server);
		for (const [, {author}] of this.#orders.filter(([at]) => at === server)) {
			const session = this.sessions.get(author.session);
			if (session !== undefined) {
				session.ending = false; // nobody has heard that it ends
			}
		}

		this.#orders = this.#orders.filter(([at]) => at !== server);
		if (server.running && !server.frozen) {
			server.look();
		}

		if (server === this.leader || this.inStep.size < this.#majority) {
			this.#abdicate();
		}
	}

	/** The one with the newest transaction leads, of several the one with the highest id. */
	elect(): void {
		const [leader, ...others] = this.#ready.toSorted((a, b) => b.zxid - a.zxid || b.id - a.id);
		if (leader === undefined || others.length + 1 < this.#majority) {
			return;
		}

		this.leader = leader;
		this.epoch += this.isAlone ? 0 : 1;
		this.#zxid = Math.max(leader.zxid, this.epoch * epochSize);
		this.#orders = [];
		leader.log = []; // what no majority has stored is gone
		this.head = new Tree(leader.tree.nodes);
		this.inStep.add(leader);
		leader.serve(this.isAlone ? 'standalone' : 'leader', leader);
		for (const server of others) {
			this.#join(server, leader);
		}

		leader.zxid = this.#zxid; // the others have it with the first write (facts.md M10)
		for (const session of this.sessions.values()) {
			session.ending = false;
			this.sessions.touch(session); // all have their full time again (facts.md M9)
		}
	}

	/** Orders a write behind all others: all servers log it, and when a majority has it is made. */
	propose(at: Server | undefined, order: Order): void {
		if (at !== undefined) {
			this.#orders.push([at, order]);
			this.advance();
		}
	}

	/** Ends a session, as its client asks on this server. */
	end(session: Session, at: Server | undefined, done: (answer: Answer) => void): void {
		session.ending = true;
		const ended = (answer: Answer): void => {
			this.sessions.delete(session.id);
			done(answer);
		};
		const author = {session: session.id, ids: [superuser]};
		this.propose(at, {author, write: endSession, bytes: 0, done: ended});
	}

	/** Ends a session as if its client had been silent for too long. */
	expire(session: Session): void {
		this.leader?.metrics.add('stale_sessions_expired');
		this.end(session, this.leader, () => session.connection?.close());
	}

	/** Whether this server and the leader hear each other. */
	isNear(server: Server): boolean {
		const {leader, inStep} = this;
		const isSound =
			server === leader ? !server.frozen : server.faults.size + (leader?.faults.size ?? 0) === 0;
		return isSound && inStep.has(server);
	}

	/** All that can be told now, in either direction: what is to be proposed, what is stored, what is made. */
	advance(): void {
		for (const [at, order] of this.#orders.splice(0)) {
			if (this.isNear(at)) {
				this.#propose(at, order);
			} else {
				this.#orders.push([at, order]);
			}
		}

		const near = [...this.inStep].filter(this.isNear.bind(this));
		const stored = near.map(({stored}) => stored).toSorted((a, b) => b - a)[this.#majority - 1];
		for (const server of near) {
			server.commit(stored ?? 0);
			this.#store(server);
		}
	}

	/** Leaves so many transactions in this epoch. */
	wind(left: number): void {
		this.#zxid = Math.max(this.#zxid, (this.epoch + 1) * epochSize - 1 - left);
	}

	#propose(at: Server, {author, write, bytes, done}: Order): void {
		this.#zxid += bytes === undefined ? 0 : 1;
		const [zxid, start] = [this.#zxid, performance.now()];
		const draft: Draft = {...author, zxid, at: Date.now(), tree: this.head, changes: []};
		const answer = answerOf(() => write(draft));
		if (answer.code !== 0) {
			takeBack(draft);
		}

		if (bytes !== undefined) {
			this.leader?.metrics.add('proposal_size', headerBytes + bytes);
		}

		const make = (server: Server): void => {
			draft.changes.forEach(server.make.bind(server));
			if (server === at) {
				at.metrics.add('quorum_ack_latency', Math.round(performance.now() - start));
				done?.(answer);
			}
		};
		for (const {log} of this.inStep) {
			log.push({zxid, make});
		}

		if (zxid % epochSize === epochSize - 1) {
			this.#abdicate(); // the counter is used up: a new epoch has to begin
		}
	}

	/** All that waits is stored together, and what comes meanwhile behind it. */
	#store(server: Server): void {
		const [last, start] = [server.log.at(-1)?.zxid ?? server.zxid, performance.now()];
		const stored = (): void => {
			server.fsync = undefined;
			server.stored = last;
			server.metrics.add('fsynctime', Math.round(performance.now() - start));
			this.advance();
		};
		if (last > server.stored) {
			server.fsync ??= setTimeout(stored, server.slowDiskMs ?? this.#random() * wellFsyncMs);
		}
	}

	/** Nobody leads any more, and nobody serves until somebody does. */
	#abdicate(): void {
		const [least, more] = electionMs;
		this.leader = undefined;
		this.inStep.clear();
		this.#electionAt = performance.now() + least + this.#random() * more;
		for (const server of this.servers.filter(({frozen}) => !frozen)) {
			server.look();
		}
	}

	#join(server: Server, leader: Server): void {
		leader.metrics.add('diff_count');
		this.inStep.add(server);
		server.serve('follower', leader);
	}
}
