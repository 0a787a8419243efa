// The list of metrics: what each server has now, the sum of what adds up, and the least and greatest of the span.
import {chartedOf, comparedServers, extentOf} from '../../../store/charted.ts';
import {sayMetric, valueOf, type Metric} from '../../../store/metrics.ts';
import {cursorRow, metricsOf} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {windowAround} from '../../../store/window.ts';
import {escapeText} from '../../escape.ts';
import {labelsOf} from '../../labels.ts';
import {cells, fit, lineWidth, span, type Cell, type Line} from '../../line.ts';
import {sparkline} from '../../sparkline.ts';

const valueWidth = 8;
const leastName = 22;
const mostName = 38;
const leastSpark = 8;

type Columns = {
	readonly name: number;
	/** Each server has a column, or only the greatest value has one. */
	readonly each: boolean;
};

const columnsOf = (servers: number, width: number): Columns => {
	// Each has a blank before it: the servers, the sum, the least and the greatest.
	const roomFor = (count: number): number => width - 2 - count * (valueWidth + 1);
	const each = roomFor(servers + 3) >= leastName;
	return {each, name: Math.max(8, Math.min(mostName, roomFor(each ? servers + 3 : 5)))};
};

/** Titles and, below them, as many metrics as there is room for. */
export const listPart = (state: State, width: number, rows: number): readonly Line[] => {
	const metrics = metricsOf(state);
	const at = cursorRow(state, 'metrics');
	const {top, end} = windowAround(state.view.cursors.metrics.top, at, metrics.length, rows);
	const columns = columnsOf(comparedServers(shown(state)).length, width);
	return [
		titles(state, columns, width),
		...(metrics.length === 0 ? [[span(nothing(state), 'muted')]] : []),
		...metrics.slice(top, end).map((metric, index) => row(state, metric, columns, width, top + index === at)),
	];
};

const nothing = (state: State): string =>
	state.view.filters.metrics === ''
		? '  no server has told its metrics yet'
		: `  no metric is called so: ${escapeText(state.view.filters.metrics)}`;

const right = (text: string, style?: Cell['style']): Cell => ({
	text,
	width: valueWidth,
	align: 'right',
	style,
});

const titles = (state: State, {name, each}: Columns, width: number): Line => {
	const label = labelsOf(state);
	const servers = each
		? comparedServers(shown(state)).map(server => right(label(server.name), 'muted'))
		: [right('WORST', 'muted'), right('OF', 'muted')];
	const head = [{text: '', width: 1}, {text: 'METRIC', width: name, style: 'muted' as const}, ...servers];
	const span1 = `MIN ${state.view.chart.span}`;
	return fit(cells([...head, right('SUM', 'muted'), right(span1, 'muted'), right('MAX', 'muted')]), width);
};

const row = (state: State, metric: Metric, {name, each}: Columns, width: number, isAt: boolean): Line => {
	const line = cells([
		{text: isAt ? '▌' : '', width: 1, style: 'accent'},
		{text: escapeText(metric.name), width: name, style: isAt ? 'heading' : undefined},
		...valueCells(state, metric, each),
		...extentCells(state, metric),
	]);
	const room = width - lineWidth(line) - 2;
	return fit(
		room < leastSpark ? line : [...line, span('  '), span(sparkline(trend(state, metric, room)), 'accent')],
		width,
	);
};

/** The greatest of several is marked: of times and queues it is the worst. */
const valueCells = (state: State, metric: Metric, each: boolean): readonly Cell[] => {
	const data = shown(state);
	const values = comparedServers(data).map(server => ({
		server: server.name,
		value: valueOf(server, metric, state.frozen === undefined ? undefined : data.clock.tick - 1),
	}));
	const known = values.flatMap(({value}) => value ?? []);
	const greatest = Math.max(...known);
	const stands = known.filter(value => value === greatest).length === 1 && known.length > 1;
	const isWorst = (value: number | undefined): boolean => stands && value === greatest;
	const said = (value: number | undefined): string => (value === undefined ? '·' : sayMetric(metric, value));
	const total =
		metric.combine === 'sum' && known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : undefined;
	const sum = right(total === undefined ? '' : said(total));
	if (each) {
		return [
			...values.map(({value}) =>
				right(isWorst(value) ? `▲${said(value)}` : said(value), isWorst(value) ? 'warn' : undefined),
			),
			sum,
		];
	}

	const worst = values.find(({value}) => value === greatest);
	return [right(said(worst?.value)), right(worst === undefined ? '' : labelsOf(state)(worst.server)), sum];
};

/** The least and greatest of a mean or a greatest value of all time say nothing. */
const extentCells = (state: State, metric: Metric): readonly Cell[] => {
	if (metric.kind === 'since-start') {
		return [{text: 'since start', width: 2 * valueWidth + 1, align: 'right', style: 'muted'}];
	}

	const extent = extentOf(state, metric);
	return extent === undefined
		? [right('·'), right('·')]
		: [right(sayMetric(metric, extent.min)), right(sayMetric(metric, extent.max))];
};

/** The chart in small: of what adds up the sum, else the greatest. */
const trend = (state: State, metric: Metric, columns: number): readonly number[] => {
	const series = chartedOf(state, metric, columns).servers.map(({points}) => points);
	return Array.from({length: columns}, (_, column) => {
		const means = series.flatMap(points => points[column]?.mean ?? []);
		return means.length === 0
			? Number.NaN
			: metric.combine === 'sum'
				? means.reduce((sum, mean) => sum + mean, 0)
				: Math.max(...means);
	});
};
