// All metrics of one server over time: what rules, charts and explanations read. Written in place: readers say up to which tick.
//
//   history.valueAt('fsyncMs', tick)               the number of a tick, NaN for a gap
//   history.newest('fsyncMs', tick, 60)            the last 60 ticks up to `tick`, oldest first
//   history.pointsOf('fsyncMs', {to: tick, ticks: 3600, columns: 80})   the last hour in 80 columns
//   history.usualOf('fsyncMs', tick)               what it usually is: the median of the hour before the last minute
//
// Names are those of `figures.ts` (`requestsPerSecond`, …, `answerMs`) and mntr's without `zk_`; what a number of a metric
// is tells `metrics/catalogue.ts`: gauges as they are, counters per second, `X` of `cnt_X` and `sum_X` the mean of the interval.
import type {Point} from './ring.ts';
import {Series} from './series.ts';
import {tiersOf, type Tier} from './tiers.ts';
import {columnTicks, type Window} from './window.ts';

/** Names of namespaces are metrics' names: their number has no bound but this. */
const seriesAtMost = 2000;

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** What is usual is not told from less than this. */
const leastUsualMs = 30_000;
const leastUsualPoints = 5;
const usualColumns = 120;
/** Ticks that a server may take to answer, or be left alone because it is slow. */
const notLongAgo = 5;

export class History {
	readonly intervalMs: number;
	readonly #tiers: readonly Tier[];
	readonly #series = new Map<string, Series>();
	/** 1 for each tick in which the server was heard. */
	readonly #heard: Series;
	#firstTick: number | undefined;
	#leftOut = 0;

	constructor(intervalMs: number) {
		this.intervalMs = intervalMs;
		this.#tiers = tiersOf(intervalMs);
		this.#heard = new Series(this.#tiers);
	}

	/** The metrics that the server has told, also those of which nothing has happened yet. */
	names(): readonly string[] {
		return [...this.#series.keys()];
	}

	/** Metrics that are not kept, because there are too many. */
	get leftOut(): number {
		return this.#leftOut;
	}

	/** The newest tick that was filed; −1 while none was. */
	get lastTick(): number {
		return this.#heard.lastTick;
	}

	/** The newest tick up to this one in which the server was heard, if that was not long ago; undefined: it was silent. */
	heardUpTo(tick: number): number | undefined {
		if (tick >= this.lastTick) {
			return this.lastTick === -1 ? undefined : this.lastTick;
		}

		const back = Array.from({length: notLongAgo}, (_, index) => tick - index);
		return back.find(heard => !Number.isNaN(this.#heard.valueAt(heard)));
	}

	/** Bytes that the numbers take. */
	get bytes(): number {
		return [...this.#series.values()].reduce((sum, {bytes}) => sum + bytes, this.#heard.bytes);
	}

	/** Files what was told in a tick; undefined, and a metric that is missing, is a gap. */
	record(tick: number, values: Iterable<readonly [name: string, value: number | undefined]>): void {
		let leftOut = 0;
		for (const [name, value] of values) {
			const series = this.#seriesOf(name, this.#heard);
			if (series === undefined) {
				leftOut++;
			} else if (value !== undefined) {
				series.record(tick, value);
			}
		}

		this.#leftOut = leftOut;
		this.#firstTick ??= tick;
		this.#heard.record(tick, 1);
	}

	/** Files a metric that comes by another way than the others, and has gaps of its own. */
	recordAlone(tick: number, name: string, value: number): void {
		this.#firstTick ??= tick;
		this.#seriesOf(name, undefined)?.record(tick, value);
	}

	/** The number of a tick; once the tick itself is forgotten, the mean of the slot that it is in. NaN for a gap. */
	valueAt(name: string, tick: number): number {
		return this.#series.get(name)?.valueAt(tick) ?? Number.NaN;
	}

	/** Whether it still has the numbers of this very tick, not only the means of the slot that it is in. */
	keepsTick(tick: number): boolean {
		return this.lastTick - tick < (this.#tiers[0]?.slots ?? 0) - 1;
	}

	/** The numbers of `count` ticks up to `tick`, oldest first, gaps as NaN. */
	newest(name: string, tick: number, count: number): readonly number[] {
		const series = this.#series.get(name);
		return Array.from({length: count}, (_, index) => series?.valueAt(tick - count + 1 + index) ?? Number.NaN);
	}

	/** The ticks `from` to `to`, both included, as one point; undefined where all of it is a gap. */
	pointOf(name: string, from: number, to: number): Point | undefined {
		return this.#series.get(name)?.pointOf(from, to + 1);
	}

	/**
	 * A span of time in columns, oldest first, from the finest tier that still holds each; undefined is a gap. Columns stand
	 * at whole multiples of their width, so that they do not change while time goes on: the last one is of less at first.
	 */
	pointsOf(name: string, {to, ticks, columns}: Window): readonly (Point | undefined)[] {
		const series = this.#series.get(name);
		const width = columnTicks({ticks, columns});
		const first = Math.floor(to / width) - columns + 1;
		return Array.from({length: columns}, (_, index) => {
			const from = (first + index) * width;
			return series?.pointOf(from, Math.min(to + 1, from + width));
		});
	}

	/** What a metric usually is: the median of up to an hour before the last minute. Undefined while too little is known. */
	usualOf(name: string, tick: number): number | undefined {
		const to = tick - Math.ceil(minuteMs / this.intervalMs);
		const from = Math.max(this.#firstTick ?? to, tick - Math.floor(hourMs / this.intervalMs));
		const ticks = to - from + 1;
		if (ticks < 1) {
			return undefined;
		}

		const known = this.pointsOf(name, {to, ticks, columns: Math.min(ticks, usualColumns)})
			.flatMap(point => (point === undefined ? [] : [point.mean]))
			.sort((a, b) => a - b);
		const knownMs = known.length * columnTicks({ticks, columns: usualColumns}) * this.intervalMs;
		return known.length < leastUsualPoints || knownMs < leastUsualMs
			? undefined
			: known[Math.floor(known.length / 2)];
	}

	#seriesOf(name: string, heard: Series | undefined): Series | undefined {
		const known = this.#series.get(name);
		if (known !== undefined || this.#series.size >= seriesAtMost) {
			return known;
		}

		const made = new Series(this.#tiers, heard);
		this.#series.set(name, made);
		return made;
	}
}
