// Selectors that compute: their last result is kept.

/** Remembers the last result as long as the arguments are the same by identity. */
export const remember = <A extends readonly unknown[], R>(
	compute: (...args: A) => R,
): ((...args: A) => R) => {
	let last: {readonly args: A; readonly result: R} | undefined;
	return (...args) => {
		if (last === undefined || !args.every((arg, index) => arg === last?.args[index])) {
			last = {args, result: compute(...args)};
		}

		return last.result;
	};
};
