// A poller at work in a test: what it delivers, and waiting for it.
import {onTestFinished} from 'vitest';
import {noInterests, type Interests} from '../../source/collect/interests.ts';
import {Poller, type PollerOptions} from '../../source/collect/poller.ts';
import type {Answer, PolledWord, Sample, WordArrival, WordValues} from '../../source/collect/sample.ts';

export type Polling = {
	readonly poller: Poller;
	readonly samples: readonly Sample[];
	/** The answers of a server to a word so far. */
	answers<W extends PolledWord>(word: W, server: string): ReadonlyArray<WordArrival<W>>;
	/** Resolves with the first sample that holds this, from the one on that was waited for last; rejects when none does in time. */
	until(what: string, holds: (sample: Sample) => boolean): Promise<Sample>;
	/** Resolves when this many beats have come from now on: on a busy machine there are fewer of them than ticks. */
	beats(count: number): Promise<Sample>;
	/** How many beats there were, the start included. */
	readonly beatsSoFar: () => number;
};

const patienceMs = 4500;

/** Starts a poller, which stops with the test. */
export const startPolling = (
	options: Partial<PollerOptions> & Pick<PollerOptions, 'hosts'>,
	interests: Partial<Interests> = {},
): Polling => {
	const samples: Sample[] = [];
	const waiting = new Set<() => void>();
	const poller = new Poller({
		chroot: '/',
		client: undefined,
		intervalMs: 50,
		wordsPerSecond: Infinity,
		...options,
		deliver: sample => {
			samples.push(sample);
			options.deliver?.(sample);
			for (const look of waiting) {
				look();
			}
		},
	});
	let seen = 0;
	const until: Polling['until'] = async (what, holds) =>
		new Promise((resolve, reject) => {
			const look = (): void => {
				const at = samples.findIndex((sample, index) => index >= seen && holds(sample));
				if (at !== -1) {
					seen = at;
					clearTimeout(timer);
					waiting.delete(look);
					resolve(samples[at] as Sample);
				}
			};
			const timer = setTimeout(() => {
				reject(new Error(`not within ${patienceMs} ms: ${what}`));
			}, patienceMs);
			waiting.add(look);
			look();
		});
	onTestFinished(() => {
		poller.stop();
	});
	poller.want({...noInterests, ...interests});
	poller.start();
	const beatsSoFar = (): number => new Set(samples.map(({tick}) => tick)).size;
	return {
		poller,
		samples,
		until,
		answers: <W extends PolledWord>(word: W, server: string) =>
			samples
				.flatMap(({arrivals}) => arrivals)
				.filter(
					arrival => arrival.of === 'word' && arrival.word === word && arrival.server === server,
				) as unknown as ReadonlyArray<WordArrival<W>>,
		beatsSoFar,
		beats: async count => {
			const from = beatsSoFar();
			await until(`${count} more beats`, () => beatsSoFar() >= from + count);
			seen = samples.length - 1;
			return samples[seen] as Sample;
		},
	};
};

/** Whether a sample brings a server's answer of this kind to a word. */
export const brings =
	(word: PolledWord, server: string, kind: Answer<WordValues[PolledWord]>['kind']) =>
	({arrivals}: Sample): boolean =>
		arrivals.some(
			arrival =>
				arrival.of === 'word' &&
				arrival.word === word &&
				arrival.server === server &&
				arrival.answer.kind === kind,
		);
