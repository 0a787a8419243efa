// What must be undone however this process ends; only SIGKILL gets past it (see child.ts for that).

const endings = new Set<() => void>();
let listening = false;

const endAll = (): void => {
	for (const end of endings) {
		end();
	}

	endings.clear();
};

const listen = (): void => {
	listening = true;
	process.on('exit', endAll);
	// The runner was killed and left us, its worker, behind.
	process.on('disconnect', endAll);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			endAll();
			process.kill(process.pid, signal);
		});
	}
};

/** Runs `end` (synchronous) when this process ends; gives a function that takes it back. */
export const atExit = (end: () => void): (() => void) => {
	if (!listening) {
		listen();
	}

	endings.add(end);
	return () => {
		endings.delete(end);
	};
};
