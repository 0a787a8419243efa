// The words of one server: which are due in a tick, never one that is still in flight, and gently when it is in trouble.
import type {Failure} from '../zookeeper/errors.ts';
import {failedAnswer} from './answer.ts';
import {probeWord, type Asked, type WordProbe} from './probes/words.ts';
import type {PolledWord, WordArrival} from './sample.ts';

/** Ticks until a question is asked again. */
const configEvery = 60;
const shutDoorEvery = 60;
const limitBackoffAtMost = 32;
/** A large answer is asked for so rarely that it costs no more than this in a tick. */
const bytesPerTick = 262_144;
/** How long one word waits for the one before it, ms. */
const staggerMs = 100;

export type WordPoller = {
	/** Starts the questions that are due; answers go to `deliver`, whenever they come. */
	readonly tick: (tick: number, wanted: ReadonlySet<PolledWord>) => void;
	/** Makes everything due again. */
	readonly refresh: () => void;
};

export type WordPollerOptions = Omit<WordProbe, 'word' | 'tick'> & {
	readonly deliver: (arrival: WordArrival) => void;
};

/** mntr goes first and alone, so that the own packets it is compared with are known exactly. */
const order: readonly PolledWord[] = ['mntr', 'srvr', 'cons', 'dump', 'conf'];

export const createWordPoller = (options: WordPollerOptions): WordPoller => {
	const {host, now, signal, deliver} = options;
	const dueAt = new Map<PolledWord, number>();
	/** Asked or in line to be asked. */
	const inFlight = new Set<PolledWord>();
	let down: Failure | undefined;
	let refusals = 0;
	let tickNow = 0;

	const settle = ({arrival, bytes}: Asked): void => {
		const {word, answer} = arrival;
		inFlight.delete(word);
		dueAt.set(word, tickNow + periodOf(word, answer.kind, bytes));
		if (word === 'srvr') {
			const failure = answer.kind === 'failed' ? answer.failure : undefined;
			refusals = failure?.kind === 'connection-limit' ? refusals + 1 : 0;
			if (refusals > 0) {
				// Each probe raises connection_rejected there (facts.md M13).
				dueAt.set('srvr', tickNow + Math.min(2 ** refusals, limitBackoffAtMost));
			}

			if (down !== undefined && failure === undefined) {
				dueAt.clear();
			}

			down = failure;
		}

		if (!signal.aborted) {
			deliver(arrival);
		}
	};

	const ask = async (word: PolledWord): Promise<void> => {
		settle(await probeWord({...options, word, tick: tickNow}));
	};

	const start = async (words: readonly PolledWord[]): Promise<void> => {
		for (const word of words) {
			inFlight.add(word);
		}

		for (const word of words) {
			const asked = ask(word);
			await Promise.race([asked, pause(staggerMs)]);
			if (signal.aborted) {
				return;
			}
		}
	};

	return {
		tick: (tick, wanted) => {
			tickNow = tick;
			const due = order.filter(
				word => wanted.has(word) && !inFlight.has(word) && (dueAt.get(word) ?? 0) <= tick,
			);
			if (down === undefined) {
				void start(due);
				return;
			}

			// A server that does not answer srvr is not pestered with more; the other questions fail for the same reason.
			const failure = down;
			for (const word of due.filter(word => word !== 'srvr')) {
				deliver({
					of: 'word',
					word,
					server: host.name,
					answer: failedAnswer(failure, now()),
					tick,
					tookMs: 0,
					ownPackets: 0,
				});
			}

			void start(due.filter(word => word === 'srvr'));
		},
		refresh: () => {
			dueAt.clear();
		},
	};
};

const periodOf = (word: PolledWord, kind: WordArrival['answer']['kind'], bytes: number): number => {
	if (kind === 'unsupported') {
		return shutDoorEvery;
	}

	return word === 'conf' && kind === 'fresh' ? configEvery : Math.max(1, Math.ceil(bytes / bytesPerTick));
};

const pause = async (ms: number): Promise<void> =>
	new Promise(resolve => {
		setTimeout(resolve, ms).unref();
	});
