// A number of a metric in words: with its unit, and a second for its time.
import {formatAge, formatMs, quantity, say, type Quantity} from '../quantity.ts';
import type {Metric} from './entry.ts';

type Said = Pick<Metric, 'kind' | 'unit'>;

/** `410 ms`, `71/s`, `7.6 MB/s`. */
export const sayMetric = (metric: Said, value: number): string => say(quantityOf(metric, value));

const quantityOf = ({kind, unit}: Said, value: number): Quantity => {
	switch (unit) {
		case 'count':
		case 'id':
			return quantity(value, kind === 'rate' ? 'per-second' : 'count');
		case 'bytes':
			return quantity(value, kind === 'rate' ? 'bytes-per-second' : 'bytes');
		case 'ms':
			return kind === 'rate' ? {text: `${formatMs(value)} ms/s`} : timeOf(value);
		case 'share':
			return quantity(value, 'share');
	}
};

const longMs = 10_000;

/** The uptime of a month in milliseconds says nothing. */
const timeOf = (ms: number): Quantity => (ms < longMs ? quantity(ms, 'ms') : {text: formatAge(ms)});
