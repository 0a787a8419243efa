// Waiting for a condition of the outside world that sends no event.

export type Patience = {readonly withinMs?: number; readonly everyMs?: number};

/**
 * Asks `look` again and again until it gives something other than undefined.
 * Rejects with `what` (a sentence, built at the end) when it takes too long.
 */
export const until = async <T>(
	look: () => Promise<T | undefined> | T | undefined,
	what: () => string,
	{withinMs = 15_000, everyMs = 50}: Patience = {},
): Promise<T> => {
	const deadline = performance.now() + withinMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) {
			return found;
		}

		if (performance.now() > deadline) {
			throw new Error(`not within ${withinMs} ms: ${what()}`);
		}

		await new Promise(resolve => {
			setTimeout(resolve, everyMs);
		});
	}
};
