// What the chart draws: the metric under the cursor, of one server or of all, over the chosen span.
import type {Point} from '../analyze/history/ring.ts';
import {columnTicks} from '../analyze/history/window.ts';
import {spanMs} from './chart.ts';
import type {Metric} from './metrics.ts';
import {shown, type Data, type ServerState, type State} from './state.ts';

export type {Point};

export type ChartedServer = {
	readonly server: string;
	/** A point a column, oldest first; undefined is a gap. */
	readonly points: readonly (Point | undefined)[];
};

export type Charted = {
	readonly metric: Metric;
	readonly servers: readonly ChartedServer[];
	/** Ticks of a column. */
	readonly columnTicks: number;
	/** The first tick of the first column. */
	readonly firstTick: number;
	/** The column of the moment that is looked at. */
	readonly cursor: number | undefined;
};

/** Each server once, however often it is named, and only those that have figures of their own. */
export const comparedServers = ({servers}: Data): readonly ServerState[] =>
	servers.filter(({twinOf, many}) => twinOf === undefined && !many);

/** Those that the chart shows: the chosen one, or all. */
export const chartServers = (state: State): readonly ServerState[] => {
	const servers = comparedServers(shown(state));
	const chosen = servers.filter(({name}) => name === state.view.chart.server);
	return chosen.length === 0 ? servers : chosen;
};

/** The moment of the chart that is looked at: live again, nobody does. */
const cursorOf = ({frozen, view}: State): State['view']['chart']['cursor'] =>
	frozen === undefined ? undefined : view.chart.cursor;

/** The newest tick of the chart: the last complete one, unless a moment of it is looked at. */
export const chartEnd = (state: State): number => cursorOf(state)?.end ?? shown(state).clock.tick - 1;

/** The ticks of the chosen span; while less is recorded, those since the start, so that they have the room. */
export const spanTicks = (state: State): number => {
	const {intervalMs} = state.live.clock;
	const chosen = Math.round(spanMs(state.view.chart.span) / intervalMs);
	const shortest = Math.round(spanMs('1m') / intervalMs);
	return Math.max(1, Math.min(chosen, Math.max(shortest, chartEnd(state) + 1)));
};

/** How long it is recorded so far, ms; undefined where that is as long as the chosen span. */
export const recordedMs = (state: State): number | undefined => {
	const ms = (chartEnd(state) + 1) * state.live.clock.intervalMs;
	return ms < spanMs(state.view.chart.span) ? Math.max(0, ms) : undefined;
};

/** The chart of a metric in so many columns. */
export const chartedOf = (state: State, metric: Metric, columns: number): Charted => {
	const [to, ticks] = [chartEnd(state), spanTicks(state)];
	const width = columnTicks({ticks, columns});
	const first = Math.floor(to / width) - columns + 1;
	const cursor = cursorOf(state);
	return {
		metric,
		columnTicks: width,
		firstTick: first * width,
		cursor: cursor && Math.floor(cursor.tick / width) - first,
		servers: chartServers(state).map(({name, history}) => ({
			server: name,
			points: bridged(history.pointsOf(metric.name, {to, ticks, columns}), width),
		})),
	};
};

/** A slow server is asked in every other tick: a single tick between two numbers is as the one before. */
const bridged = (points: ChartedServer['points'], columnTicks: number): ChartedServer['points'] =>
	columnTicks > 1
		? points
		: points.map((point, index) => (points[index + 1] === undefined ? point : (point ?? points[index - 1])));

/** The least and greatest number of the chart's servers in its span; undefined where there is none. */
export const extentOf = (state: State, {name}: Metric): Point | undefined => {
	const to = chartEnd(state);
	const points = chartServers(state).flatMap(
		({history}) => history.pointOf(name, to - spanTicks(state) + 1, to) ?? [],
	);
	return points.reduce<Point | undefined>(
		(all, {min, max, mean}) =>
			all === undefined ? {min, max, mean} : {min: Math.min(all.min, min), mean, max: Math.max(all.max, max)},
		undefined,
	);
};

/** When a tick was over, our clock: what it brought is known then. */
export const timeOf = ({clock}: Data, tick: number): number =>
	clock.at - (clock.tick - tick - 1) * clock.intervalMs;
