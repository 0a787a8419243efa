// What keys do to the chart: its span, whose it is, its scale, and the moment of it that is looked at.
import {chartedOf, chartEnd, comparedServers} from '../../store/charted.ts';
import {chartSpans} from '../../store/chart.ts';
import {cursorRow, metricsOf} from '../../store/selectors.ts';
import type {Event} from '../../store/events.ts';
import {shown} from '../../store/state.ts';
import type {Context} from './actions.ts';
import {boxOf} from '../layout.ts';
import {chartColumns} from '../panes/metrics/columns.ts';
import {refuse, type Refusal} from '../prompt/commands.ts';

/** A longer or a shorter time. */
export const spanBy =
	(step: 1 | -1) =>
	({state}: Context): Event | Refusal => {
		const span = chartSpans[chartSpans.indexOf(state.view.chart.span) + step];
		return span === undefined
			? refuse(step === 1 ? 'no more than a day is kept' : 'a minute is the shortest time')
			: {type: 'chart-spanned', span};
	};

/** All servers, then one after the other. */
export const nextServer = ({state}: Context): Event => {
	const names = comparedServers(shown(state)).map(({name}) => name);
	const {server} = state.view.chart;
	return {
		type: 'chart-server-chosen',
		server: names[server === undefined ? 0 : names.indexOf(server) + 1],
	};
};

export const otherScale = ({state}: Context): Event => ({
	type: 'chart-scaled',
	scale: state.view.chart.scale === 'linear' ? 'log' : 'linear',
});

/** To the moment of the column beside; the newest one is now, and the chart goes on. */
export const cursorBy =
	(step: 1 | -1) =>
	({state, layout}: Context): Event | Refusal => {
		const width = boxOf(layout, 'servers')?.width;
		const metric = metricsOf(state)[cursorRow(state, 'metrics')];
		if (width === undefined || metric === undefined) {
			return refuse('there is no chart yet');
		}

		const columns = chartColumns(state, width);
		const {columnTicks, firstTick, cursor = columns - 1} = chartedOf(state, metric, columns);
		const column = cursor + step;
		if (column >= columns - 1) {
			return state.frozen === undefined
				? refuse('this is the newest moment; ← goes back in time')
				: {type: 'resumed'};
		}

		const end = chartEnd(state);
		const tick = Math.min(end, firstTick + (column + 1) * columnTicks - 1);
		return column < 0 || tick < 0 || state.past.moments.length === 0
			? refuse('nothing is recorded before')
			: {type: 'chart-cursor-moved', tick, end};
	};
