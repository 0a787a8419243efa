// Whatever ends the program, the terminal is given back first and the reason printed on it, once.
import process from 'node:process';

export type Guard = {
	/** Ends the program for a defect. */
	readonly report: (error: unknown) => void;
	/** Stops guarding. */
	readonly release: () => void;
};

const signals = {SIGINT: 2, SIGTERM: 15, SIGHUP: 1} as const;

/** The code of a program that its terminal has left alone. */
const hungUp = 128 + signals.SIGHUP;

/** Whoever meets it first: Ink hears the errors of what it writes to, too. Nothing but terminals fails with EIO here. */
const isOfGoneTerminal = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'EIO';

/** @param leave Gives the terminal back and ends the program with this code; further calls do nothing. */
export const guardTerminal = (leave: (code: number) => void): Guard => {
	// A terminal that has gone answers each write with an error; to report that on it would go on for ever.
	const gone = (): void => {
		leave(hungUp);
	};

	let reported = false;
	const report = (error: unknown): void => {
		if (isOfGoneTerminal(error)) {
			gone();
			return;
		}

		leave(1);
		if (!reported) {
			reported = true;
			process.stderr.write(
				`zktop: a defect of zktop, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
			);
		}
	};

	const handlers = Object.entries(signals).map(([signal, number]) => {
		const handler = (): void => {
			leave(128 + number);
		};

		process.on(signal, handler);
		return {signal, handler};
	});
	process.on('uncaughtException', report);
	process.on('unhandledRejection', report);
	for (const stream of [process.stdin, process.stdout, process.stderr]) {
		stream.on('error', gone);
	}

	return {
		report,
		release: () => {
			process.off('uncaughtException', report);
			process.off('unhandledRejection', report);
			for (const {signal, handler} of handlers) {
				process.off(signal, handler);
			}
		},
	};
};
