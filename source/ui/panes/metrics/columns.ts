// How the metrics pane parts its room: servers on top, the chart below them, the list of metrics at the end.
import {comparedServers} from '../../../store/charted.ts';
import {shown, type State} from '../../../store/state.ts';
import {axisWidth, labelWidth} from '../../chart/chart.ts';
import {labelsOf} from '../../labels.ts';

export type Parts = {
	/** Rows of the table of servers; 0: it has no room. */
	readonly servers: number;
	/** Rows of the chart, its times included, its title not. */
	readonly chart: number;
	/** Rows of the list, its titles not. */
	readonly list: number;
};

/** The title of the chart, and that of the list. */
const titles = 2;
const leastList = 3;

export const partsOf = (state: State, height: number): Parts => {
	const table = shown(state).servers.length + 1;
	const servers = table <= height / 4 ? table : 0;
	const room = Math.max(0, height - servers - titles);
	const list = Math.min(room, Math.max(leastList, Math.floor(room * 0.4)));
	return {servers, chart: room - list, list};
};

/** Columns of numbers that the chart has. */
export const chartColumns = (state: State, width: number): number =>
	Math.max(2, width - axisWidth - labelWidth(serverLabels(state)) - 1);

/** The names that stand beside the chart. */
export const serverLabels = (state: State): readonly string[] => {
	const label = labelsOf(state);
	return comparedServers(shown(state)).map(({name}) => label(name));
};
