// A server's counters and summaries since it started, by mntr's names. (DefaultMetricsProvider)

export type Summary = {
	count: number;
	sum: number;
	min: number;
	max: number;
};

export class Metrics {
	readonly counters = new Map<string, number>();
	readonly summaries = new Map<string, Summary>();

	count(name: string, by = 1): void {
		this.counters.set(name, this.counter(name) + by);
	}

	counter(name: string): number {
		return this.counters.get(name) ?? 0;
	}

	/** A whole number, as Java measures: ms or what else is summed up. */
	add(name: string, value: number): void {
		const {count, sum, min, max} = this.summary(name);
		this.summaries.set(name, {
			count: count + 1,
			sum: sum + value,
			min: count === 0 ? value : Math.min(min, value),
			max: Math.max(max, value),
		});
	}

	summary(name: string): Summary {
		return this.summaries.get(name) ?? {count: 0, sum: 0, min: 0, max: 0};
	}

	/** What an election starts anew: packets and latencies, no more. (facts.md M11) */
	restart(): void {
		for (const name of ['packets_received', 'packets_sent']) {
			this.counters.set(name, 0);
		}

		this.summaries.delete('latency');
	}
}

/** A mean as Java prints it: up to four digits behind the point, at least one. */
export const meanOf = ({count, sum}: Summary): string => {
	const mean = count === 0 ? 0 : Math.round((sum / count) * 10_000) / 10_000;
	return Number.isInteger(mean) ? `${mean}.0` : String(mean);
};

/** Bytes read or written below the first segment of a path. */
export const noteSpace = (metrics: Metrics, what: 'read' | 'write', path: string, bytes: number): void => {
	const [, space = ''] = path.split('/', 2);
	if (space !== '') {
		metrics.add(`${space}_${what}_per_namespace`, bytes);
	}
};
