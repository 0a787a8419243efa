// A metric over time: one number a tick in a ring. A tick without a number is a gap, never a zero.

export type Series = {
	/** The ring; NaN is a gap. Written in place: readers compare `lastTick`, not identity. */
	readonly values: Float64Array;
	/** The tick of the newest number; −1 while empty. */
	readonly lastTick: number;
};

/** Ten minutes at the default interval of one second. */
export const seriesTicks = 600;

export const createSeries = (ticks = seriesTicks): Series => ({
	values: new Float64Array(ticks).fill(Number.NaN),
	lastTick: -1,
});

/** Writes the number of a tick; ticks that were skipped become gaps, until their late number comes. */
export const record = (series: Series, tick: number, value: number | undefined): Series => {
	const {values, lastTick} = series;
	if (tick <= lastTick - values.length) {
		return series;
	}

	for (let missed = Math.max(lastTick + 1, tick - values.length + 1); missed < tick; missed++) {
		values[missed % values.length] = Number.NaN;
	}

	values[tick % values.length] = value ?? Number.NaN;
	return {values, lastTick: Math.max(tick, lastTick)};
};

/** The newest `count` numbers up to `tick`, oldest first, gaps as NaN. */
export const newest = (series: Series, tick: number, count: number): readonly number[] =>
	Array.from({length: count}, (_, index) => valueAt(series, tick - count + 1 + index));

/** The number of a tick; NaN for a gap, a tick to come, or one that the ring has forgotten. */
export const valueAt = ({values, lastTick}: Series, tick: number): number =>
	tick < 0 || tick > lastTick || tick <= lastTick - values.length
		? Number.NaN
		: (values[tick % values.length] ?? Number.NaN);

/** The last minute is now, not usual; and less than half a minute before it is no habit. */
const nowTicks = 60;
const habitTicks = 30;

/** What a series usually is: the median of what it was more than a minute before `tick`; undefined until there is enough of it. */
export const usualOf = (series: Series, tick: number): number | undefined => {
	const known = newest(series, tick - nowTicks, series.values.length - nowTicks)
		.filter(value => !Number.isNaN(value))
		.sort((a, b) => a - b);
	return known.length < habitTicks ? undefined : known[Math.floor(known.length / 2)];
};
