// What "now" means: the difference of two samples. A counter that went backwards was reset; then there is no rate.

/** Growth per second of a counter; undefined when it went backwards or no time passed. */
export const rateOf = (
	before: number | undefined,
	after: number | undefined,
	elapsedMs: number,
): number | undefined => {
	if (before === undefined || after === undefined || elapsedMs <= 0 || after < before) {
		return undefined;
	}

	return ((after - before) * 1000) / elapsedMs;
};

type Totals = ReadonlyMap<string, number>;

/**
 * The mean of a summary between two samples, Δsum/Δcnt (`sum_NAME`, `cnt_NAME` of mntr, since ZooKeeper 3.6).
 * Undefined when nothing happened in between, when the server was reset, or when it does not tell.
 */
export const meanBetween = (before: Totals, after: Totals, name: string): number | undefined => {
	const count = growthOf(before, after, `cnt_${name}`);
	const sum = growthOf(before, after, `sum_${name}`);
	return count === undefined || sum === undefined || count <= 0 || sum < 0 ? undefined : sum / count;
};

const growthOf = (before: Totals, after: Totals, name: string): number | undefined => {
	const [start, end] = [before.get(name), after.get(name)];
	return start === undefined || end === undefined ? undefined : end - start;
};
