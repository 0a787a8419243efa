// The chart of the metric that the cursor is on, with its title and its times.
import {
	chartedOf,
	chartEnd,
	recordedMs,
	timeOf,
	type Charted,
	type ChartedServer,
} from '../../../store/charted.ts';
import {limitsOfMetric, sayMetric, type Metric} from '../../../store/metrics.ts';
import {type State} from '../../../store/state.ts';
import {rule} from '../../box.ts';
import {axisWidth, chartRows, type Drawn} from '../../chart/chart.ts';
import {timeAxis} from '../../chart/time-axis.ts';
import {escapeText} from '../../escape.ts';
import {formatAge, formatTime} from '../../format.ts';
import {labelsOf} from '../../labels.ts';
import {span, spaces, type Line} from '../../line.ts';
import type {Style} from '../../theme.ts';
import {chartColumns} from './columns.ts';

const traces: readonly Style[] = ['trace1', 'trace2', 'trace3', 'trace4', 'trace5'];

/** Title, chart and times in `height` rows below the title. */
export const chartPart = (state: State, metric: Metric, width: number, height: number): readonly Line[] => {
	const columns = chartColumns(state, width);
	const charted = chartedOf(state, metric, columns);
	const {scale} = state.view.chart;
	const [only] = charted.servers.length === 1 ? charted.servers : [];
	const rows = chartRows(
		{
			series: drawn(state, charted),
			...(only === undefined ? {} : {band: only.points}),
			limits: limitsOfMetric(metric.name, state.judging.limits),
			cursor: charted.cursor,
			scale,
			fromZero: metric.kind !== 'gauge' || metric.unit === 'ms',
			format: value => sayMetric(metric, value),
		},
		columns,
		height - 1,
	);
	return [
		rule(width, {left: titleOf(state, metric), right: readingsOf(state, charted)}),
		...(rows.length === 0
			? [[span('   no figure in this span', 'muted')]]
			: [...rows, times(state, charted, columns)]),
	];
};

/** The one with the greatest number of now lies on top. */
const drawn = (state: State, {servers}: Charted): readonly Drawn[] => {
	const label = labelsOf(state);
	return servers
		.map(({server, points}, index) => ({
			label: label(server),
			style: traces[index % traces.length] ?? 'accent',
			values: points.map(point => point?.mean ?? Number.NaN),
		}))
		.sort((a, b) => lastOf(a.values) - lastOf(b.values));
};

const lastOf = (values: readonly number[]): number =>
	values.findLast(value => !Number.isNaN(value)) ?? Number.NEGATIVE_INFINITY;

/** `fsyncMs  all servers  10m  log` */
const titleOf = (state: State, metric: Metric): Line => {
	const {view} = state;
	const recorded = recordedMs(state);
	return [
		span(escapeText(metric.name), 'heading'),
		span(`  ${view.chart.server === undefined ? 'all servers' : labelsOf(state)(view.chart.server)}`),
		span(`  ${view.chart.span}${recorded === undefined ? '' : `, ${formatAge(recorded)} so far`}`),
		span(view.chart.scale === 'log' ? '  log' : ''),
		span(metric.kind === 'since-start' ? '  since start, not of now' : '', 'warn'),
	];
};

/** What each server had at the moment that is looked at; else the limits. */
const readingsOf = (state: State, {metric, cursor, servers, firstTick, columnTicks}: Charted): Line => {
	const label = labelsOf(state);
	if (cursor === undefined) {
		const limits = limitsOfMetric(metric.name, state.judging.limits);
		return limits.map(limit => span(`╌ finding from ${sayMetric(metric, limit)}`, 'warn'));
	}

	const tick = Math.min(chartEnd(state), firstTick + (cursor + 1) * columnTicks - 1);
	const {frozen, live} = state;
	// Where the panes show this very moment, it is at their time.
	const at = frozen?.clock.tick === tick + 1 ? frozen.clock.at : timeOf(live, tick);
	const told = ({server, points}: ChartedServer): string => {
		const point = points[cursor];
		return `${label(server)} ${point === undefined ? '·' : sayMetric(metric, point.mean)}`;
	};
	return [span(`${formatTime(at)}  ${servers.map(told).join('  ')}`, 'notice')];
};

const times = (state: State, {firstTick, columnTicks}: Charted, columns: number): Line => {
	const columnMs = columnTicks * state.live.clock.intervalMs;
	const timeOfColumn = (column: number): number => timeOf(state.live, firstTick + column * columnTicks);
	return [span(spaces(axisWidth)), span(timeAxis(columns, columnMs, timeOfColumn), 'muted')];
};
