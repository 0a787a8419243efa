// Puts the children of open znodes in the order of one of their figures: it reads their Stats within the budget, and sorts in slices.
import {setTimeout as pause} from 'node:timers/promises';
import type {Client} from '../../zookeeper/client.ts';
import {failureOf, passing} from '../../zookeeper/errors.ts';
import {baseName, childOf, parentOf} from '../../zookeeper/paths.ts';
import {sortedPlaces} from '../listing/ordering.ts';
import {Slices} from '../listing/slices.ts';
import type {ReadBudget} from '../read-budget.ts';
import type {SortedArrival, SortWish} from './sorting.ts';
import {Survey} from './survey.ts';
import type {Stat} from '../../zookeeper/stat.ts';

/** Reads in flight at once: enough that a server never waits for us. */
const window = 64;
/** Rows change their places no more often than can be followed, and sorting takes a quarter of the time at most: a million take seconds. */
const everyMs = 3000;
const restPerMs = 3;
const retryMs = 250;

export type SorterOptions = {
	readonly client: Pick<Client, 'exists'>;
	readonly budget: Pick<ReadBudget, 'turn'>;
	readonly deliver: (arrival: SortedArrival) => void;
};

class Sorting {
	wish: SortWish;
	readonly survey: Survey;
	readonly ended = new AbortController();
	/** Of a run, or of the rest before the next one. */
	timer: NodeJS.Timeout | undefined;
	running = false;
	/** What the last sort took, ms. */
	tookMs = 0;
	/** Something changed during a run. */
	again = false;

	constructor(wish: SortWish) {
		this.wish = wish;
		this.survey = new Survey(wish.names);
	}

	/** Until rows may change their places again, ms. */
	get restMs(): number {
		return Math.max(everyMs, this.tookMs * restPerMs);
	}

	end(): void {
		this.ended.abort();
		clearTimeout(this.timer);
	}
}

export class Sorter {
	readonly #options: SorterOptions;
	readonly #sortings = new Map<string, Sorting>();

	constructor(options: SorterOptions) {
		this.#options = options;
	}

	/** Sorts what is wished for; what is not any more is forgotten. */
	follow(wishes: readonly SortWish[]): void {
		const wanted = new Set(wishes.map(({path}) => path));
		for (const [path, sorting] of this.#sortings) {
			if (!wanted.has(path)) {
				sorting.end();
				this.#sortings.delete(path);
			}
		}

		for (const wish of wishes) {
			this.#wish(wish);
		}
	}

	/** A Stat was read for another reason. */
	note(path: string, stat: Stat | undefined): void {
		const [sorting, place] = this.#find(path);
		if (place !== undefined && sorting?.survey.set(place, stat) === true) {
			this.#runSoon(sorting);
		}
	}

	/** The znode is not what it was. */
	changed(path: string): void {
		const [sorting, place] = this.#find(path);
		if (sorting !== undefined && place !== undefined) {
			sorting.survey.forget(place);
			this.#runSoon(sorting);
		}
	}

	close(): void {
		this.follow([]);
	}

	#find(path: string): readonly [Sorting | undefined, number | undefined] {
		const sorting = this.#sortings.size === 0 ? undefined : this.#sortings.get(parentOf(path));
		return [sorting, sorting?.survey.placeOf(baseName(path))];
	}

	#wish(wish: SortWish): void {
		const known = this.#sortings.get(wish.path);
		if (known === undefined || known.wish.names !== wish.names) {
			known?.end();
			const sorting = new Sorting(wish);
			if (known !== undefined) {
				sorting.survey.take(known.survey);
			}

			this.#sortings.set(wish.path, sorting);
			void this.#run(sorting);
		} else if (!isSame(known.wish, wish)) {
			known.wish = wish;
			known.again = known.running;
			void this.#run(known);
		}
	}

	#runSoon(sorting: Sorting): void {
		sorting.again = sorting.running;
		if (!sorting.running) {
			sorting.timer ??= setTimeout(() => {
				void this.#run(sorting);
			}, sorting.restMs);
		}
	}

	async #run(sorting: Sorting): Promise<void> {
		clearTimeout(sorting.timer);
		sorting.timer = undefined;
		if (sorting.running) {
			return;
		}

		sorting.running = true;
		try {
			do {
				sorting.again = false;
				await this.#read(sorting);
				await this.#tell(sorting, false);
			} while (sorting.again as boolean);
		} catch (error) {
			// Nobody wishes for it any more.
			if (!sorting.ended.signal.aborted) {
				throw error;
			}
		} finally {
			sorting.running = false;
		}
	}

	/** Reads what is not known, and shows in between what it has come to. */
	async #read(sorting: Sorting): Promise<void> {
		const {wish, survey} = sorting;
		if (wish.by === 'subtree' || wish.by === 'bytes') {
			return;
		}

		const places = unread(survey);
		let toldAt = performance.now();
		const work = async (): Promise<void> => {
			for (const place of places) {
				await this.#readOne(sorting, place);
				if (performance.now() - toldAt >= sorting.restMs) {
					toldAt = Infinity; // one at a time
					await this.#tell(sorting, true);
					toldAt = performance.now();
				}
			}
		};
		await Promise.all(Array.from({length: window}, work));
	}

	async #readOne({wish, survey, ended: {signal}}: Sorting, place: number): Promise<void> {
		const {client, budget} = this.#options;
		const path = childOf(wish.path, survey.names[place] ?? '');
		for (let isRead = false; !isRead;) {
			await budget.turn();
			signal.throwIfAborted();
			const result = await client.exists(path).catch(failureOf);
			signal.throwIfAborted();
			isRead = result === undefined || 'czxid' in result || !passing.has(result.kind);
			if (isRead) {
				survey.set(place, result !== undefined && 'czxid' in result ? result : undefined);
			} else {
				await pause(retryMs, undefined, {signal});
			}
		}
	}

	async #tell(sorting: Sorting, going: boolean): Promise<void> {
		const {wish, survey, ended} = sorting;
		const startedAt = performance.now();
		const slices = new Slices(ended.signal);
		const order = await sortedPlaces(survey.names.length, survey.comparing(wish), slices);
		// A list that grows leaves behind twice what it takes at last.
		const sorted = new Array<string>(order.length);
		const ranks = new Uint32Array(order.length);
		for (const [rank, place] of order.entries()) {
			sorted[rank] = survey.names[place] ?? '';
			ranks[place] = rank;
			if (slices.isOver) {
				await slices.pause();
			}
		}

		ended.signal.throwIfAborted();
		sorting.tookMs = performance.now() - startedAt;
		const {path, by, reversed, names} = wish;
		const read = by === 'subtree' || by === 'bytes' ? names.length : survey.read;
		this.#options.deliver({of: 'sorted', path, by, reversed, names, sorted, ranks, read, going});
	}
}

/** The places that are to be read; each is given to one reader. */
function* unread(survey: Survey): Generator<number, undefined> {
	for (let place = 0; place < survey.names.length; place++) {
		if (!survey.isRead(place)) {
			yield place;
		}
	}
}

const isSame = (a: SortWish, b: SortWish): boolean =>
	a.by === b.by &&
	a.reversed === b.reversed &&
	(!('counted' in a) || !('counted' in b) || a.counted === b.counted);
