// The zoomed servers pane: the servers, any metric of theirs as a chart, and the list of all metrics.
import {cursorRow, metricsOf} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {rule} from '../../box.ts';
import {escapeText} from '../../escape.ts';
import type {Line} from '../../line.ts';
import {span} from '../../line.ts';
import {serversPane} from '../servers.ts';
import {chartPart} from './chart-part.ts';
import {partsOf} from './columns.ts';
import {listPart} from './list-part.ts';
import {filled} from '../../box.ts';

export const metricsPane = (state: State, width: number, height: number): readonly Line[] => {
	const {servers, chart, list} = partsOf(state, height);
	const metric = metricsOf(state)[cursorRow(state, 'metrics')];
	const drawn = metric === undefined ? [rule(width, {})] : chartPart(state, metric, width, chart);
	return [
		...(servers === 0 ? [] : serversPane(state, width, servers)),
		...filled(drawn, width, chart + 1),
		...listPart(state, width, list),
	];
};

/** `Metrics /fsync` */
export const metricsTitle = ({view}: State, focused: boolean): Line => [
	span(
		`Metrics${view.filters.metrics === '' ? '' : ` /${escapeText(view.filters.metrics)}`}`,
		focused ? 'focused' : 'heading',
	),
];

const kinds = {
	gauge: 'of now',
	rate: 'of the last interval',
	mean: 'mean of the last interval',
	'since-start': 'since start',
	recent: 'of the last minutes',
} as const;

/** What the metric under the cursor is. */
export const metricsRemark = (state: State): string => {
	const metric = metricsOf(state)[cursorRow(state, 'metrics')];
	return metric === undefined
		? ''
		: `${metric.meaning === '' ? 'not described' : metric.meaning}: ${kinds[metric.kind]}`;
};

/** `3 of 553` */
export const metricsPosition = (state: State): string => {
	const leftOut = Math.max(0, ...shown(state).servers.map(({history}) => history.leftOut));
	const count = metricsOf(state).length;
	return `${count === 0 ? 0 : cursorRow(state, 'metrics') + 1} of ${count}${leftOut === 0 ? '' : `, ${leftOut} more not kept`}`;
};
