// The chart's slice: which span, whose series, on which scale, and which moment of it is looked at.
import type {Event} from './events.ts';
import type {Chart, ChartSpan} from './view-state.ts';

/** From the shortest to the longest. */
export const chartSpans: readonly ChartSpan[] = ['1m', '10m', '1h', '24h'];

const minuteMs = 60_000;
const spansMs: Readonly<Record<ChartSpan, number>> = {
	'1m': minuteMs,
	'10m': 10 * minuteMs,
	'1h': 60 * minuteMs,
	'24h': 24 * 60 * minuteMs,
};

export const spanMs = (span: ChartSpan): number => spansMs[span];

export const initialChart: Chart = {span: '10m', server: undefined, scale: 'linear', cursor: undefined};

/** The chart after an event of the user; the same one when the event is not about it. */
export const reduceChart = (chart: Chart, event: Event): Chart => {
	switch (event.type) {
		case 'chart-spanned':
			return {...chart, span: event.span};
		case 'chart-scaled':
			return {...chart, scale: event.scale};
		case 'chart-server-chosen':
			return {...chart, server: event.server};
		case 'chart-opened':
			return {...chart, server: event.server};
		case 'chart-cursor-moved':
			return {...chart, cursor: {tick: event.tick, end: event.end}};
		case 'travelled':
			return chart.cursor === undefined ? chart : {...chart, cursor: {...chart.cursor, tick: event.tick - 1}};
		case 'resumed':
			return chart.cursor === undefined ? chart : {...chart, cursor: undefined};
		default:
			return chart;
	}
};
