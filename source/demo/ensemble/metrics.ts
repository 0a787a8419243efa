// What a server counts since it started, by mntr's names. (DefaultMetricsProvider)

export class Summary {
	count = 0;
	sum = 0;
	min = 0;
	max = 0;
	last = 0;

	add(value: number): void {
		this.min = this.count === 0 ? value : Math.min(this.min, value);
		this.max = Math.max(this.max, value);
		this.last = value;
		this.count += 1;
		this.sum += value;
	}

	/** As Java prints it: up to four digits behind the point, at least one. */
	get mean(): string {
		const mean = Math.round((this.sum / Math.max(1, this.count)) * 10_000) / 10_000;
		return Number.isInteger(mean) ? `${mean}.0` : String(mean);
	}
}

/** By name; a counter is a sum. */
export class Metrics extends Map<string, Summary> {
	/** Whole numbers, as Java measures: ms or what else is summed up. */
	add(name: string, value = 1): void {
		const summary = this.of(name);
		summary.add(value);
		this.set(name, summary);
	}

	/** Bytes read or written below the first segment of a path. */
	addSpace(what: 'read' | 'write', path: string, bytes: number): void {
		const [, space = ''] = path.split('/', 2);
		if (space !== '') {
			this.add(`${space}_${what}_per_namespace`, bytes);
		}
	}

	of(name: string): Summary {
		return this.get(name) ?? new Summary();
	}

	/** What an election starts anew: packets, latencies and sizes, no more. (facts.md M11) */
	restart(): void {
		['packets_received', 'packets_sent', 'latency', 'proposal_size'].forEach(this.delete.bind(this));
	}
}
