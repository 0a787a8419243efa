// Prints what the charts draw, without a screen: all metrics of each server, or those with a word in their names.
import {noInterests} from '../collect/interests.ts';
import {nearest} from '../options/nearest.ts';
import type {Options} from '../options.ts';
import {metricsNamed, sayMetric, valueOf, type Metric} from '../store/metrics.ts';
import type {Data, ServerState} from '../store/state.ts';
import type {Problem} from './problems.ts';
import {tableText} from './table.ts';
import {runTwin} from './twin.ts';

export const metrics = async (options: Options): Promise<number> =>
	runTwin(options, {
		interests: () => noInterests,
		session: false,
		ticks: 2,
		complete: data => data.servers.every(isToldTwice),
		render: data => ({
			metrics: metricsNamed(data.servers, options.names).map(metric => metricJson(metric, data)),
		}),
		table: data => metricsTable(data, options.names),
		problems: data => options.names.flatMap(name => problemOf(name, data)),
	});

/** That no metric is called so, and what was probably meant; servers that tell nothing are a problem of their own. */
const problemOf = (name: string, {servers}: Data): readonly Problem[] => {
	const told = metricsNamed(servers).map(metric => metric.name);
	if (told.length === 0 || metricsNamed(servers, [name]).length > 0) {
		return [];
	}

	const message = `no metric has "${name}" in its name; ${fixOf(name, told)}`;
	return [{source: 'metrics', kind: 'no-metric', message}];
};

/** So many names that a word is in are enough to know which is meant. */
const mostNamed = 3;

/** A name like it, or the names with a word in them that is like it. */
const fixOf = (typed: string, names: readonly string[]): string => {
	const whole = nearest(typed.replace(/^zk_/, ''), names);
	if (whole !== undefined) {
		return `did you mean "${whole}"?`;
	}

	const word = nearest(typed.toLowerCase(), [...new Set(names.flatMap(wordsOf))]);
	const having = names
		.filter(name => word !== undefined && wordsOf(name).includes(word))
		.toSorted((a, b) => a.length - b.length);
	return word === undefined
		? 'zktop metrics --table lists all of them'
		: `did you mean "${word}", as in ${having.slice(0, mostNamed).join(', ')}?`;
};

const wordsOf = (name: string): readonly string[] =>
	name.split(/_|(?=[A-Z])/).map(word => word.toLowerCase());

/** Rates take two answers; a server that nobody can tell apart has none. */
const isToldTwice = ({srvr, mntr, figures, many}: ServerState): boolean =>
	srvr.kind !== 'fresh' ||
	many ||
	mntr.kind === 'failed' ||
	(mntr.kind !== 'unasked' && figures?.requestsPerSecond !== undefined);

const metricJson = (metric: Metric, {servers}: Data): Readonly<Record<string, unknown>> => ({
	...metric,
	combine: undefined,
	values: Object.fromEntries(servers.map(server => [server.name, valueOf(server, metric) ?? null])),
});

const spans: Readonly<Record<Metric['kind'], string>> = {
	gauge: 'now',
	rate: 'last interval',
	mean: 'mean of the last interval',
	'since-start': 'since start',
	recent: 'last minutes',
};

const metricsTable = ({servers}: Data, names: readonly string[]): string =>
	tableText(
		[
			{title: 'METRIC', text: ({name}: Metric) => name},
			...servers.map(server => ({
				title: server.name,
				align: 'right' as const,
				text: (metric: Metric): string | undefined => {
					const value = valueOf(server, metric);
					return value === undefined ? undefined : sayMetric(metric, value);
				},
			})),
			{title: 'OF', text: ({kind}) => spans[kind]},
			{title: 'MEANING', text: ({meaning}) => meaning},
		],
		metricsNamed(servers, names),
	);
