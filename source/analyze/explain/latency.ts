// How long reads, writes and syncs took in a span, and as long before it. Each number is the mean of one interval, never one since start.
import type {ExplainedMoment, ExplainedServer} from './moment.ts';

export type Latency = {readonly meanMs: number; readonly samples: number};

export type LatencyShift = {
	readonly server: string;
	readonly figure: 'readMs' | 'writeMs' | 'fsyncMs';
	/** As long before the span; undefined: nothing was measured then. */
	readonly before: Latency | undefined;
	readonly now: Latency | undefined;
};

const figures = ['readMs', 'writeMs', 'fsyncMs'] as const;

/** All servers' latencies of which anything is known. */
export const latencyShifts = (from: ExplainedMoment, to: ExplainedMoment): readonly LatencyShift[] => {
	const ticks = to.clock.tick - from.clock.tick;
	return to.servers
		.filter(({twinOf, many}) => twinOf === undefined && !many)
		.flatMap(server =>
			figures.map(figure => ({
				server: server.name,
				figure,
				before: latencyOf(server, figure, from.clock.tick - 1, ticks),
				now: latencyOf(server, figure, to.clock.tick - 1, ticks),
			})),
		)
		.filter(({before, now}) => before !== undefined || now !== undefined);
};

const latencyOf = (
	{history}: ExplainedServer,
	figure: LatencyShift['figure'],
	tick: number,
	ticks: number,
): Latency | undefined => {
	const known = history.newest(figure, tick, ticks).filter(value => !Number.isNaN(value));
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
