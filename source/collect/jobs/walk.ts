// Walks a subtree with many reads in flight, within the budget: it can be paused and go on, and holds no path that it has not come to.
import type {Client} from '../../zookeeper/client.ts';
import {failureOf, passing, type Failure} from '../../zookeeper/errors.ts';
import {childOf} from '../../zookeeper/paths.ts';
import type {PackedNames} from '../../zookeeper/records/listing.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import type {ReadBudget} from '../read-budget.ts';

/** Reads in flight at once: enough that a server never waits for us. */
const window = 256;
/** A giant takes its time. */
const deadlineMs = 60_000;
/** Until it is tried again where the connection is lost. */
export const retryMs = 250;

export type WalkOptions<Node> = {
	readonly client: Pick<Client, 'listing'>;
	readonly budget: Pick<ReadBudget, 'turn'>;
	readonly root: string;
	/** What becomes of a znode; its children get what is returned as their `parent`. */
	readonly visit: (path: string, stat: Stat, parent: Node | undefined) => Node;
	/** A znode that cannot be read; `stat`: it is known to have children, which cannot be listed. */
	readonly fail: (path: string, failure: Failure, stat?: Stat) => void;
	/** Tells the stat of one that may not be listed, which takes no right: it is visited all the same, and fails if something is below it. */
	readonly exists?: Client['exists'] | undefined;
	/** Where there is more than one root: all of them; `root` is not read then. */
	readonly roots?: readonly string[];
	/** Which of the children are read; all unless told. It takes its time where they are many. */
	readonly among?: (node: Node, names: PackedNames) => Promise<readonly string[]>;
	/** One that was gone when it was read. */
	readonly gone?: (path: string, parent: Node) => void;
	/** When all that was known to come is read: what shall be read, too. */
	readonly more?: () => ReadonlyArray<MoreToRead<Node>>;
};

/** Children of a znode that was read before. */
export type MoreToRead<Node> = {
	readonly path: string;
	readonly node: Node;
	readonly names: readonly string[];
};

/** Children that are still to be read. */
type Branch<Node> = {
	readonly path: string;
	readonly node: Node;
	readonly names: Iterator<string>;
	left: number;
};
type Step<Node> = {readonly path: string; readonly parent: Node | undefined};

export class Walk<Node> {
	readonly #options: WalkOptions<Node>;
	readonly #branches: Array<Branch<Node>> = [];
	readonly #again: Array<Step<Node>>;
	#inFlight = 0;
	#read = 0;
	#vanished = 0;
	#paused = true;
	#retry: NodeJS.Timeout | undefined;
	#settle: () => void = () => undefined;

	constructor(options: WalkOptions<Node>) {
		this.#options = options;
		this.#again = (options.roots ?? [options.root]).map(path => ({path, parent: undefined}));
	}

	/** Znodes that were read, those that were gone when they were, and those that are known to come. */
	get progress(): {readonly read: number; readonly vanished: number; readonly left: number} {
		const left = this.#branches.reduce(
			(sum, branch) => sum + branch.left,
			this.#again.length + this.#inFlight,
		);
		return {read: this.#read, vanished: this.#vanished, left};
	}

	/** Begins or goes on; resolves when all is read (true) or it was paused (false). */
	async run(): Promise<boolean> {
		this.#paused = false;
		await new Promise<void>(resolve => {
			this.#settle = resolve;
			this.#pump();
		});
		return !this.#paused;
	}

	/** Asks for nothing more. What is in flight is still taken. */
	pause(): void {
		this.#paused = true;
		clearTimeout(this.#retry);
		this.#retry = undefined;
		this.#pump();
	}

	#pump(): void {
		while (!this.#paused && this.#retry === undefined && this.#inFlight < window) {
			const step = this.#next();
			if (step === undefined) {
				break;
			}

			this.#inFlight += 1;
			const turn = this.#options.budget.turn();
			void (turn === undefined ? this.#ask(step) : turn.then(async () => this.#ask(step)));
		}

		if (this.#inFlight > 0 || this.#retry !== undefined) {
			return;
		}

		if (!this.#paused && this.#goesOn()) {
			this.#pump();
		} else {
			this.#settle();
		}
	}

	/** Whether there is something to read after all. */
	#goesOn(): boolean {
		for (const {path, node, names} of this.#options.more?.() ?? []) {
			this.#branches.push({path, node, names: names[Symbol.iterator](), left: names.length});
		}

		return this.#branches.length > 0;
	}

	/** Depth first: what waits is no more than the children of the znodes on the way. */
	#next(): Step<Node> | undefined {
		for (let branch = this.#branches.at(-1); branch !== undefined; branch = this.#branches.at(-1)) {
			const step = branch.names.next();
			if (step.done !== true) {
				branch.left -= 1;
				return {path: childOf(branch.path, step.value), parent: branch.node};
			}

			this.#branches.pop();
		}

		return this.#again.pop();
	}

	async #ask(step: Step<Node>): Promise<void> {
		try {
			const {names, stat} = await this.#options.client.listing(step.path, {deadlineMs});
			this.#read += 1;
			const node = this.#options.visit(step.path, stat, step.parent);
			const wanted = await this.#options.among?.(node, names);
			const left = wanted?.length ?? names.count;
			if (left > 0) {
				this.#branches.push({path: step.path, node, names: (wanted ?? names)[Symbol.iterator](), left});
			}
		} catch (error) {
			const failure = failureOf(error);
			if (failure === undefined) {
				throw error;
			}

			await this.#failed(step, failure);
		}

		this.#inFlight -= 1;
		this.#pump();
	}

	async #failed(step: Step<Node>, failure: Failure): Promise<void> {
		const {exists} = this.#options;
		if (failure.kind === 'no-auth' && exists !== undefined) {
			await this.#askShut(step, failure, exists);
		} else {
			this.#missed(step, failure);
		}
	}

	/** Of a znode that may not be listed the stat alone. */
	async #askShut(step: Step<Node>, shut: Failure, exists: Client['exists']): Promise<void> {
		try {
			await this.#options.budget.turn();
			const stat = await exists(step.path, {deadlineMs});
			if (stat === undefined) {
				this.#missed(step, {kind: 'no-node', message: 'no such znode'});
				return;
			}

			this.#read += 1;
			this.#options.visit(step.path, stat, step.parent);
			if (stat.children > 0) {
				this.#options.fail(step.path, shut, stat);
			}
		} catch (error) {
			const failure = failureOf(error);
			if (failure === undefined) {
				throw error;
			}

			this.#missed(step, failure);
		}
	}

	#missed(step: Step<Node>, failure: Failure): void {
		if (passing.has(failure.kind)) {
			this.#again.push(step);
			if (!this.#paused) {
				this.#retry ??= setTimeout(() => {
					this.#retry = undefined;
					this.#pump();
				}, retryMs);
			}
		} else if (failure.kind === 'no-node' && step.parent !== undefined) {
			this.#vanished += 1;
			this.#options.gone?.(step.path, step.parent);
		} else {
			this.#options.fail(step.path, failure);
		}
	}
}
