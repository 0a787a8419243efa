// What benchmarks print: one line of JSON per figure, and the numbers in it.

export type Figure = Readonly<Record<string, string | number>>;

const rounded = (value: string | number): string | number =>
	typeof value === 'number' ? Number(value.toPrecision(4)) : value;

/** Prints one figure. */
export const report = (bench: string, figure: Figure): void => {
	console.log(
		JSON.stringify({
			bench,
			...Object.fromEntries(Object.entries(figure).map(([name, value]) => [name, rounded(value)])),
		}),
	);
};

/** The value below which a share of the values lies; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
	Number.NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);
