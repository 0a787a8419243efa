// Runs the long work that is wished for, each within the same budget, and says at most ten times a second how far it has come.
import type {Client} from '../../zookeeper/client.ts';
import type {Failure} from '../../zookeeper/errors.ts';
import {outermost} from '../../zookeeper/paths.ts';
import type {ReadBudget} from '../read-budget.ts';
import type {Found, JobArrival, JobWish, Progress} from './job.ts';
import {ChangeCount} from './changes.ts';
import {readPair} from './pair.ts';
import {matcherOf} from './pattern.ts';
import {Scan} from './scan.ts';
import {UsageCount, type Branch} from './usage.ts';
import {Walk, type WalkOptions} from './walk.ts';

export type JobsOptions = {
	readonly client: Pick<Client, 'listing' | 'data'> & Partial<Pick<Client, 'exists'>>;
	readonly budget: Pick<ReadBudget, 'turn'>;
	readonly deliver: (arrival: JobArrival) => void;
};

const everyMs = 100;
/** Of more that are found the number alone is kept. */
const keptFound = 10_000;

type Brought = JobArrival['brought'];
type Work = {readonly run: () => Promise<boolean>; readonly pause: () => void; readonly told: () => Told};
type Told = {
	readonly progress: Omit<Progress, 'tookMs'>;
	/** `isGoing`: there will be more. */
	readonly brought: (wish: JobWish, isGoing: boolean) => Brought;
};

type Job = {
	wish: JobWish;
	readonly work: Work;
	state: JobArrival['state'];
	/** Of earlier runs, and since when this one goes. */
	tookMs: number;
	since: number;
};

export class Jobs {
	readonly #options: JobsOptions;
	readonly #jobs = new Map<string, Job>();
	#timer: NodeJS.Timeout | undefined;

	constructor(options: JobsOptions) {
		this.#options = options;
	}

	/** Begins what is new, stops and goes on, and forgets what nobody wishes for any more. */
	follow(wishes: readonly JobWish[]): void {
		for (const [id, {work}] of this.#jobs) {
			if (!wishes.some(wish => wish.id === id)) {
				work.pause();
				this.#jobs.delete(id);
			}
		}

		for (const wish of wishes) {
			this.#wish(wish);
		}
	}

	close(): void {
		this.follow([]);
		clearInterval(this.#timer);
	}

	#wish(wish: JobWish): void {
		const known = this.#jobs.get(wish.id);
		if (known === undefined && !wish.going) {
			return;
		}

		const job: Job = known ?? {
			wish,
			work: workOf(wish, this.#options),
			state: 'stopped',
			tookMs: 0,
			since: 0,
		};
		this.#jobs.set(wish.id, job);
		const isOther = isOfOtherRow(job.wish, wish);
		job.wish = wish;
		if (wish.going && job.state === 'stopped') {
			void this.#run(job);
		} else if (!wish.going && job.state === 'going') {
			job.work.pause();
		} else if (isOther) {
			this.#tell(job);
		}
	}

	async #run(job: Job): Promise<void> {
		job.state = 'going';
		job.since = performance.now();
		this.#timer ??= setInterval(() => {
			this.#tellAll();
		}, everyMs);
		const isDone = await job.work.run();
		job.tookMs += performance.now() - job.since;
		job.state = isDone ? 'done' : 'stopped';
		this.#tell(job);
		if (!isDone && job.wish.going) {
			void this.#run(job); // it was stopped and told to go on before it stood still
		}
	}

	#tellAll(): void {
		const going = [...this.#jobs.values()].filter(({state}) => state === 'going');
		for (const job of going) {
			this.#tell(job);
		}

		if (going.length === 0) {
			clearInterval(this.#timer);
			this.#timer = undefined;
		}
	}

	#tell({wish, work, state, tookMs, since}: Job): void {
		if (this.#jobs.has(wish.id)) {
			const {progress, brought} = work.told();
			const goneMs = state === 'going' ? performance.now() - since : 0;
			this.#options.deliver({
				of: 'job',
				id: wish.id,
				state,
				progress: {...progress, tookMs: tookMs + goneMs},
				brought: brought(wish, state === 'going'),
			});
		}
	}
}

/** What is told of it is another part of what was done. */
const isOfOtherRow = (before: JobWish, wish: JobWish): boolean =>
	before.kind === 'usage' && wish.kind === 'usage' && before.at !== wish.at;

/** What a wish takes. */
const workOf = (wish: JobWish, options: Pick<JobsOptions, 'client' | 'budget'>): Work => {
	switch (wish.kind) {
		case 'usage': {
			const count = new UsageCount();
			return walking<Branch>({...options, root: wish.path, visit: count.add.bind(count)}, wish => {
				const at = wish.kind === 'usage' ? wish.at : '/';
				return {kind: 'usage', at, usage: count.at(at)};
			});
		}

		case 'find': {
			const isMeant = matcherOf(wish.pattern);
			const found: Found[] = [];
			let count = 0;
			const visit: WalkOptions<true>['visit'] = (path, stat) => {
				if (isMeant(path)) {
					count += 1;
					if (found.length < keptFound) {
						found.push({path, stat});
					}
				}

				return true;
			};
			return walking({...options, root: wish.under, visit}, () => ({kind: 'find', found: [...found], count}));
		}

		case 'changes': {
			const count = new ChangeCount(wish.since);
			return walking({...options, root: wish.under, visit: count.add.bind(count)}, () => ({
				kind: 'changes',
				changes: count.told(),
			}));
		}

		case 'scan':
			return scanning(wish.under, options);
		case 'pair':
			return pairing(options.client, wish.paths);
	}
};

const scanning = (roots: readonly string[], options: Pick<JobsOptions, 'client' | 'budget'>): Work => {
	const scan = new Scan(() => performance.now());
	const {exists} = options.client;
	return walking({...options, ...scan.steps, exists, root: '/', roots: outermost(roots)}, (_, isGoing) => ({
		kind: 'scan',
		under: roots,
		found: scan.told(isGoing),
	}));
};

const nothingRead = {read: 0, vanished: 0, left: 2, failed: 0, failure: undefined} as const;

/** It is over before anybody can stop it. */
const pairing = (client: Pick<Client, 'data'>, paths: readonly [string, string]): Work => {
	let sides: Awaited<ReturnType<typeof readPair>> | undefined;
	return {
		run: async () => {
			sides = await readPair(client, paths);
			return true;
		},
		pause: () => undefined,
		told: () => ({
			progress: sides === undefined ? nothingRead : {...nothingRead, read: 2, left: 0},
			brought: () => ({kind: 'pair', sides}),
		}),
	};
};

const walking = <Node>(
	options: Omit<WalkOptions<Node>, 'fail'> & Partial<Pick<WalkOptions<Node>, 'fail'>>,
	brought: Told['brought'],
): Work => {
	let failed = 0;
	let failure: (Failure & {readonly path: string}) | undefined;
	const walk = new Walk({
		...options,
		fail: (path, reason, stat) => {
			failed += 1;
			failure ??= {...reason, path};
			options.fail?.(path, reason, stat);
		},
	});
	return {
		run: async () => walk.run(),
		pause: () => {
			walk.pause();
		},
		told: () => ({progress: {...walk.progress, failed, failure}, brought}),
	};
};
