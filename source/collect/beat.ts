// A clock that does not drift. A stalled event loop skips beats; it does not make up for them.

/** Calls `onBeat` every `intervalMs` from now on; gives a function that ends this. */
export const startBeat = (intervalMs: number, now: () => number, onBeat: () => void): (() => void) => {
	let timer: NodeJS.Timeout;
	const schedule = (due: number): void => {
		timer = setTimeout(
			() => {
				onBeat();
				const missed = Math.max(0, Math.floor((now() - due) / intervalMs));
				schedule(due + (missed + 1) * intervalMs);
			},
			Math.max(0, due - now()),
		);
	};

	schedule(now() + intervalMs);
	return () => {
		clearTimeout(timer);
	};
};
