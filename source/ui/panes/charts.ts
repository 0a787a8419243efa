// The zoomed servers pane: the table, and below it each figure as a chart over the last minutes.
import {historyOf} from '../../store/history.ts';
import {shown, type State} from '../../store/state.ts';
import {chartLines} from '../chart.ts';
import {formatAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {fit, span, type Line} from '../line.ts';
import {beside, filled} from '../box.ts';
import {currentText, serversPane, sparks, type Spark} from './servers.ts';

const smallestChart = {width: 50, height: 6};

export const chartsPane = (state: State, width: number, height: number): readonly Line[] => {
	const table = serversPane(state, width, shown(state).servers.length + 1);
	const room = height - table.length - 1;
	const across = Math.max(1, Math.floor(width / smallestChart.width));
	const down = Math.max(
		0,
		Math.min(Math.ceil(sparks.length / across), Math.floor(room / smallestChart.height)),
	);
	if (down === 0) {
		return table;
	}

	const chartHeight = Math.floor(room / down);
	const chartWidth = Math.floor(width / across);
	const rows = Array.from({length: down}, (_, row) =>
		sparks
			.slice(row * across, (row + 1) * across)
			.map(spark => chart(state, spark, chartWidth, chartHeight))
			.reduce((left, right) => beside(left, right)),
	);
	return [...table, [], ...rows.flat()];
};

const chart = (state: State, spark: Spark, width: number, height: number): readonly Line[] => {
	const {servers, clock} = shown(state);
	const ticks = width - 12;
	const values = historyOf(servers, spark.name, clock.tick, ticks, spark.combine);
	const title = fit(
		[
			span(` ${spark.title}  `, 'heading'),
			span(currentText(spark, servers, labelsOf(state))),
			span(`  last ${formatAge(ticks * clock.intervalMs)}`, 'muted'),
		],
		width,
	);
	const lines = chartLines(values, height - 2, spark.format);
	return filled(
		[
			title,
			...(lines.length === 0
				? [[span('   no figure yet', 'muted')]]
				: lines.map((line): Line => [span(line, 'accent')])),
		],
		width,
		height,
	);
};
