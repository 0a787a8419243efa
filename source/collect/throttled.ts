// Many reasons to do one thing: it is done at once, then at most once in a while, and the last reason is never lost.

/** Runs at once, then at most once in `ms`, until the signal is aborted. */
export const throttled = (run: () => void, ms: number, signal: AbortSignal): (() => void) => {
	let pending: NodeJS.Timeout | undefined;
	let again = false;
	const attempt = (): void => {
		if (pending !== undefined) {
			again = true;
			return;
		}

		if (signal.aborted) {
			return;
		}

		// Before it runs: it may be a reason itself.
		pending = setTimeout(() => {
			pending = undefined;
			if (again) {
				again = false;
				attempt();
			}
		}, ms);
		run();
	};

	return attempt;
};
