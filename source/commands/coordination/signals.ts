// Signals to us: they end our waiting, or go on to the program we run.
import {constants} from 'node:os';
import process from 'node:process';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
export type SignalName = (typeof names)[number];

/** We were told to end. */
export class Interrupted extends Error {
	override readonly name = 'Interrupted';
	/** As shells have it: 128 and the signal's number. */
	readonly exitCode: number;

	/** SIGPIPE stands for: nobody reads our output any more. */
	constructor(signal: SignalName | 'SIGPIPE') {
		super(`ended by ${signal}`);
		this.exitCode = 128 + constants.signals[signal];
	}
}

export type Signals = {
	/** Aborted with Interrupted by a signal that is passed on to nobody. */
	readonly signal: AbortSignal;
	/** From now on signals go there. Returns how to stop that. */
	passTo(receiver: (name: SignalName) => void): () => void;
	/** Signals do again what they do by themselves. */
	release(): void;
};

export const takeSignals = (): Signals => {
	const controller = new AbortController();
	const interrupt = (name: SignalName | 'SIGPIPE'): void => {
		controller.abort(new Interrupted(name));
	};
	let receive: (name: SignalName) => void = interrupt;
	const handlers = names.map(name => {
		const handler = (): void => {
			receive(name);
		};

		process.on(name, handler);
		return {name, handler};
	});
	const unread = (): void => {
		interrupt('SIGPIPE');
	};

	process.stdout.on('error', unread);
	return {
		signal: controller.signal,
		passTo(receiver) {
			receive = receiver;
			return () => {
				receive = interrupt;
			};
		},
		release() {
			process.stdout.off('error', unread);
			for (const {name, handler} of handlers) {
				process.off(name, handler);
			}
		},
	};
};
