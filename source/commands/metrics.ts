// Prints what the charts draw, without a screen: all metrics of each server, or those with a word in their names.
import {noInterests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {metricsNamed, sayMetric, valueOf, type Metric} from '../store/metrics.ts';
import type {Data, ServerState} from '../store/state.ts';
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
	});

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
