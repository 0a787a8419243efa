// Any metric of any server: which there are, what each is, and its value of now.
import {familyOf, metricCalled, type Metric} from '../analyze/metrics/catalogue.ts';
import {figureMetrics} from '../analyze/metrics/figures.ts';
import {sayMetric} from '../analyze/metrics/saying.ts';
import type {ServerState} from './state.ts';

export {limitsOfMetric} from '../analyze/metrics/limits.ts';
export {sayMetric};
export type {Metric};

const figures: readonly string[] = figureMetrics.map(({name}) => name);

/**
 * The metrics of which a name contains one of these texts, with mntr's `zk_` or without it; no text: all. zktop's own figures come first, then names by what they
 * are about, so that a summary stands beside its count and what it is since the start.
 */
export const metricsNamed = (
	servers: readonly ServerState[],
	texts: readonly string[] = [],
): readonly Metric[] => {
	const wanted = texts.map(text => text.toLowerCase().replace(/^zk_/, ''));
	const told = new Set(servers.flatMap(({history}) => history.names()));
	const chosen = [...told].filter(
		name => wanted.length === 0 || wanted.some(text => name.toLowerCase().includes(text)),
	);
	return [
		...figures.filter(name => chosen.includes(name)),
		...chosen.filter(name => !figures.includes(name)).sort(byFamily),
	].map(name => metricCalled(name, told.has(`cnt_${name}`)));
};

const byFamily = (a: string, b: string): number => {
	const [first, second] = [familyOf(a), familyOf(b)];
	return first === second ? a.length - b.length || (a < b ? -1 : 1) : first < second ? -1 : 1;
};

/**
 * A server's value of now, or of the last tick that was complete at an earlier moment: a gauge as it was told last, else that of the
 * interval. Undefined while it does not tell.
 */
export const valueOf = (
	server: ServerState,
	{name, kind}: Metric,
	tick = Number.POSITIVE_INFINITY,
): number | undefined => {
	if (server.failingSince !== undefined) {
		return undefined;
	}

	const {history, mark} = server;
	const isPast = Number.isFinite(tick);
	// The server says 0 of what never happened.
	if (mark?.values.get(`cnt_${familyOf(name)}`) === 0 && kind === 'since-start') {
		return undefined;
	}

	// The history has seven digits of a number, the answer all.
	if (!isPast && mark !== undefined && kind !== 'rate' && kind !== 'mean' && mark.values.has(name)) {
		return mark.values.get(name);
	}

	if (name === 'answerMs' && !isPast) {
		return server.answerMs;
	}

	const heard = name === 'answerMs' ? answeredUpTo(server, tick) : history.heardUpTo(tick);
	const value = heard === undefined ? Number.NaN : history.valueAt(name, heard);
	return Number.isNaN(value) ? undefined : value;
};

/** Our own figure comes with another word than the others: srvr, which is asked after mntr. */
const answeredUpTo = ({history}: ServerState, tick: number): number | undefined =>
	[tick, tick - 1, tick - 2].find(asked => !Number.isNaN(history.valueAt('answerMs', asked)));
