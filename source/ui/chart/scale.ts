// Which row of a chart a number stands in, and what a row says: linear or logarithmic, between numbers that are easy to read.

export type ScaleKind = 'linear' | 'log';

export type Scale = {
	/** 0 at the bottom to 1 at the top; numbers beyond are drawn at the edge. */
	readonly shareOf: (value: number) => number;
	readonly valueOf: (share: number) => number;
};

/**
 * A scale that shows all these numbers, zero at the bottom unless they are all far from it. `steps`: into so many equal ones, that
 * need not be a whole number of them, the axis is divided; each is easy to read.
 */
export const scaleOf = (values: readonly number[], kind: ScaleKind, steps: number): Scale => {
	const highest = Math.max(...values, Number.NEGATIVE_INFINITY);
	const lowest = Math.min(...values, Number.POSITIVE_INFINITY);
	if (!Number.isFinite(highest)) {
		return linear(0, 1);
	}

	const positive = values.filter(value => value > 0);
	if (kind === 'log' && positive.length > 0) {
		return logarithmic(Math.min(...positive), highest);
	}

	// A gauge in the thousands that moves by a few would be a flat line from zero.
	const isFar = lowest > highest / 2 && highest > lowest;
	return isFar ? aroundFar(lowest, highest, steps) : fromZero(Math.min(0, lowest), highest, steps);
};

const easy = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
/** Of which multiples are easy to read as well. */
const easiest = [1, 2, 5, 10];

/** The next number that is easy to read. */
const easyFrom = (value: number, of: readonly number[]): number => {
	const unit = 10 ** Math.floor(Math.log10(value));
	// What is above by no more than a rounding error is not above.
	return unit * (of.find(step => step * unit >= value * 0.999_999) ?? 10);
};

const fromZero = (low: number, highest: number, steps: number): Scale =>
	highest <= low
		? linear(low, low + steps)
		: linear(low, low + easyFrom((highest - low) / steps, easy) * steps);

const aroundFar = (lowest: number, highest: number, steps: number): Scale => {
	const step = easyFrom((highest - lowest) / Math.max(1, steps - 1), easiest);
	const low = Math.floor(lowest / step) * step;
	return low + step * steps >= highest
		? linear(low, low + step * steps)
		: linear(low, low + easyFrom((highest - low) / steps, easiest) * steps);
};

const within = (share: number): number => Math.max(0, Math.min(1, share));

const linear = (low: number, high: number): Scale => ({
	shareOf: value => within((value - low) / (high - low)),
	valueOf: share => low + share * (high - low),
});

/** From a whole power of ten to another one; what is not positive stands at the bottom. */
const logarithmic = (lowest: number, highest: number): Scale => {
	const low = Math.floor(Math.log10(lowest));
	const high = Math.max(low + 1, Math.ceil(Math.log10(highest)));
	return {
		shareOf: value => (value <= 0 ? 0 : within((Math.log10(value) - low) / (high - low))),
		valueOf: share => 10 ** (low + share * (high - low)),
	};
};
