// How long reads, writes and syncs took in a span, and before. Each number is the mean of one interval, never one since start.
import type {ExplainedMoment, ExplainedServer} from './moment.ts';

export type Latency = {readonly meanMs: number; readonly samples: number};

export type LatencyShift = {
	readonly server: string;
	readonly figure: 'readMs' | 'writeMs' | 'fsyncMs';
	/** Undefined: nothing was measured then. */
	readonly before: Latency | undefined;
	readonly now: Latency | undefined;
};

export type Latencies = {
	/** `as-long-before`: what is recorded of it. `first-half`: of the time before the span too little is recorded, so its second half is compared with its first. */
	readonly comparedWith: 'as-long-before' | 'first-half';
	/** All of which anything is known. */
	readonly shifts: readonly LatencyShift[];
};

const figures = ['readMs', 'writeMs', 'fsyncMs'] as const;

/** Of the time before, so much of the span's length has to be recorded. */
const leastBefore = 1 / 4;

type Ticks = {readonly last: number; readonly count: number};

/** All servers' latencies. */
export const latenciesIn = (from: ExplainedMoment, to: ExplainedMoment): Latencies => {
	const ticks = to.clock.tick - from.clock.tick;
	const isRecorded =
		from.clock.at - from.clock.startedAt >= leastBefore * (to.clock.at - from.clock.at) && ticks > 0;
	// What a tick asked is known at the next one.
	const [before, now]: readonly [Ticks, Ticks] = isRecorded
		? [
				{last: from.clock.tick - 1, count: ticks},
				{last: to.clock.tick - 1, count: ticks},
			]
		: halvesOf({last: to.clock.tick - 1, count: ticks});
	return {
		comparedWith: isRecorded ? 'as-long-before' : 'first-half',
		shifts: to.servers
			.filter(({twinOf, many}) => twinOf === undefined && !many)
			.flatMap(server =>
				figures.map(figure => ({
					server: server.name,
					figure,
					before: latencyOf(server, figure, before),
					now: latencyOf(server, figure, now),
				})),
			)
			.filter(({before, now}) => before !== undefined || now !== undefined),
	};
};

const halvesOf = ({last, count}: Ticks): readonly [Ticks, Ticks] => {
	const first = Math.floor(count / 2);
	return [
		{last: last - (count - first), count: first},
		{last, count: count - first},
	];
};

const latencyOf = (
	{history}: ExplainedServer,
	figure: LatencyShift['figure'],
	{last, count}: Ticks,
): Latency | undefined => {
	const known = history.newest(figure, last, count).filter(value => !Number.isNaN(value));
	return known.length === 0
		? undefined
		: {meanMs: known.reduce((sum, value) => sum + value, 0) / known.length, samples: known.length};
};

/** Whether it takes so much longer, or shorter, that it is worth a sentence. */
export const isShift = ({before, now}: LatencyShift): boolean => {
	if (before === undefined || now === undefined) {
		return false;
	}

	const [less, more] = [Math.min(before.meanMs, now.meanMs), Math.max(before.meanMs, now.meanMs)];
	return more >= 2 * less && more - less >= 5;
};
