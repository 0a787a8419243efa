// Numbers that look random and are the same in each run.

/** A linear congruential generator: whole numbers from 0 and below the one it is asked for. */
export const createRandom = (seed: number): ((below: number) => number) => {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
};
