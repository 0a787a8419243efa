// A client of a test that does the same again and again, so that there is load while something is looked at.
import {setTimeout as pause} from 'node:timers/promises';
import type {Kazoo, KazooCommand} from './kazoo.ts';

export type Doing = {
	/** Resolves when the command under way is over; rejects with what went wrong, lost connections aside. */
	readonly stop: () => Promise<void>;
};

/** As kazoo names them; the client comes back by itself. */
const lostConnection = /^(ConnectionLoss|ConnectionClosedError|SessionExpiredError|OperationTimeoutError):/;

/**
 * Does commands one after the other from now on. A lost connection ends nothing, any other error all.
 * @param pauseMs Between two: what fills a server's memory must not do so as fast as it can.
 */
export const keepDoing = (
	kazoo: Kazoo,
	commandOf: (round: number) => KazooCommand,
	pauseMs?: number,
): Doing => {
	const over = new AbortController();
	const doing = (async (): Promise<Error | undefined> => {
		for (let round = 0; !over.signal.aborted; round++) {
			try {
				await kazoo.do(commandOf(round));
			} catch (error) {
				if (!(error instanceof Error) || !lostConnection.test(error.message)) {
					return error as Error;
				}
			}

			if (pauseMs !== undefined) {
				await pause(pauseMs);
			}
		}

		return undefined;
	})();
	return {
		stop: async () => {
			over.abort();
			const failure = await doing;
			if (failure !== undefined) {
				throw failure;
			}
		},
	};
};
