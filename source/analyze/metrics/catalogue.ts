// What a number of a metric's series is: its kind, its unit and its meaning in words, by name, for those that nobody described, too.
import type {Kind, Metric, Unit} from './entry.ts';
import {figureMetrics} from './figures.ts';
import {entryOf} from './table.ts';

export type {Combine, Kind, Metric, Unit} from './entry.ts';

const figures = new Map(figureMetrics.map(metric => [metric.name, metric]));

const statistic = /^(?<kind>avg|min|max|p50|p95|p99|p999)_(?<summary>.+)$/;
const quantile = /^(?<summary>.+)\{.*quantile="(?<share>[\d.]+)".*\}$/;

const words: Readonly<Record<string, string>> = {avg: 'mean', min: 'least', max: 'greatest'};

/** Gauges of which each server has its own share. */
const shares: ReadonlySet<string> = new Set([
	'num_alive_connections',
	'outstanding_requests',
	'local_sessions',
	'outstanding_tls_handshake',
	'open_file_descriptor_count',
]);

/** What a series is. `isSummary`: there is a count of the same name, so that it is a mean. */
export const metricCalled = (name: string, isSummary = false): Metric => {
	const figure = figures.get(name);
	if (figure !== undefined) {
		return figure;
	}

	if (name.startsWith('cnt_')) {
		const meaning = meaningOf(name.slice('cnt_'.length));
		return metric(name, 'rate', 'count', meaning === '' ? '' : `how often: ${meaning}`);
	}

	if (name.startsWith('sum_')) {
		const [, , unit, meaning] = entryOf(name.slice('sum_'.length)) ?? (['', '', 'count', ''] as const);
		return metric(name, 'rate', unit, meaning);
	}

	return (
		statisticCalled(name) ?? (entryOf(name) === undefined ? undescribed(name, isSummary) : described(name))
	);
};

const described = (name: string): Metric => {
	const [, shape, unit, meaning] = entryOf(name) ?? (['', 'gauge', 'count', ''] as const);
	switch (shape) {
		case 'counter':
			return metric(name, 'rate', unit, meaning);
		case 'summary':
			return metric(name, 'mean', unit, meaning);
		case 'since-start':
		case 'gauge':
			return metric(name, shape, unit, meaning);
	}
};

/** One of the values that a summary has of all its time; `max_latency` and its like are names of their own. */
const statisticCalled = (name: string): Metric | undefined => {
	const {kind, summary} = statistic.exec(name)?.groups ?? {};
	if (kind === undefined || summary === undefined) {
		return undefined;
	}

	const meaning = meaningOf(summary);
	return entryOf(summary)?.[1] === 'summary' || entryOf(name) === undefined
		? metric(name, 'since-start', unitOf(summary), meaning === '' ? '' : `${words[kind] ?? kind}: ${meaning}`)
		: undefined;
};

const undescribed = (name: string, isSummary: boolean): Metric => {
	const {summary, share} = quantile.exec(name)?.groups ?? {};
	return summary === undefined
		? metric(name, isSummary ? 'mean' : 'gauge', 'count', '')
		: metric(name, 'recent', unitOf(summary), `p${Number(share) * 100}: ${meaningOf(summary)}`);
};

const metric = (name: string, kind: Kind, unit: Unit, meaning: string): Metric => ({
	name,
	kind,
	unit,
	meaning,
	combine: kind === 'rate' || shares.has(name) ? 'sum' : 'worst',
});

const meaningOf = (name: string): string => entryOf(name)?.[3] ?? '';
const unitOf = (name: string): Unit => entryOf(name)?.[2] ?? 'count';

/** What a name is about: that of its summary, where it is one of its values. */
export const familyOf = (name: string): string =>
	/^(?:avg|min|max|cnt|sum|p50|p95|p99|p999)_(?<summary>.+)$/.exec(name)?.groups?.['summary'] ?? name;
