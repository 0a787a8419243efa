// A clock that does not drift. A stalled event loop skips beats; it does not make up for them.

/**
 * Calls `onBeat` every `intervalMs` from now on, with the number of beats that are over: more than one after a stall.
 * It goes by the monotonic clock: who sets the time of day back does not stop it. Gives a function that ends this.
 */
export const startBeat = (intervalMs: number, onBeat: (beats: number) => void): (() => void) => {
	let timer: NodeJS.Timeout;
	const schedule = (due: number): void => {
		timer = setTimeout(
			() => {
				const beats = 1 + Math.max(0, Math.floor((performance.now() - due) / intervalMs));
				schedule(due + beats * intervalMs);
				onBeat(beats);
			},
			Math.max(0, due - performance.now()),
		);
	};

	schedule(performance.now() + intervalMs);
	return () => {
		clearTimeout(timer);
	};
};
