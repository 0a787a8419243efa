// Any metric of any server: which there are, what each is, and its value of now.
import {figureNames} from '../analyze/figures.ts';
import {familyOf, metricCalled, type Metric} from '../analyze/metrics/catalogue.ts';
import {figureMetrics} from '../analyze/metrics/figures.ts';
import {sayMetric} from '../analyze/metrics/saying.ts';
import type {ServerState} from './state.ts';

export {sayMetric};
export type {Metric};

const figures: readonly string[] = figureMetrics.map(({name}) => name);
const made: ReadonlySet<string> = new Set(figureNames);

/**
 * The metrics of which a name contains one of these texts, none: all. zktop's own figures come first, then names by what they
 * are about, so that a summary stands beside its count and what it is since the start.
 */
export const metricsNamed = (
	servers: readonly ServerState[],
	texts: readonly string[] = [],
): readonly Metric[] => {
	const wanted = texts.map(text => text.toLowerCase());
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

/** A server's value of now: a gauge as it was told last, else that of the last interval. Undefined while it does not tell. */
export const valueNow = (server: ServerState, {name, kind}: Metric): number | undefined => {
	if (server.failingSince !== undefined) {
		return undefined;
	}

	if (name === 'answerMs') {
		return server.answerMs;
	}

	if (server.mark === undefined) {
		return undefined;
	}

	const {values} = server.mark;
	if (kind !== 'rate' && kind !== 'mean' && !made.has(name)) {
		// The server says 0 of what never happened.
		return values.get(`cnt_${familyOf(name)}`) === 0 ? undefined : values.get(name);
	}

	const value = server.history.valueAt(name, server.history.lastTick);
	return Number.isNaN(value) ? undefined : value;
};
