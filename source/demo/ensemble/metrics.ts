// What a server counts since it started, by mntr's names, and what it knows of each connection. (DefaultMetricsProvider, NIOServerCnxn)

export type Summary = {
	readonly count: number;
	readonly sum: number;
	readonly min: number;
	readonly max: number;
	readonly last: number;
};

const none: Summary = {count: 0, sum: 0, min: 0, max: 0, last: 0};

const summaryWith = ({count, sum, min, max}: Summary, value: number): Summary => ({
	count: count + 1,
	sum: sum + value,
	min: count === 0 ? value : Math.min(min, value),
	max: Math.max(max, value),
	last: value,
});

/** A mean as Java prints it: up to four digits behind the point, at least one. */
export const meanOf = ({count, sum}: Summary): string => {
	const mean = count === 0 ? 0 : Math.round((sum / count) * 10_000) / 10_000;
	return Number.isInteger(mean) ? `${mean}.0` : String(mean);
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
		this.summaries.set(name, summaryWith(this.summary(name), value));
	}

	/** Bytes read or written below the first segment of a path. */
	addSpace(what: 'read' | 'write', path: string, bytes: number): void {
		const [, space = ''] = path.split('/', 2);
		if (space !== '') {
			this.add(`${space}_${what}_per_namespace`, bytes);
		}
	}

	summary(name: string): Summary {
		return this.summaries.get(name) ?? none;
	}

	/** What an election starts anew: packets, latencies and sizes, no more. (facts.md M11) */
	restart(): void {
		for (const name of ['packets_received', 'packets_sent', 'latency', 'proposal_size']) {
			this.counters.delete(name);
			this.summaries.delete(name);
		}
	}
}

/** What `cons` tells of a connection: what was asked on it last, and how long answers took. */
export class Tally {
	received = 0;
	sent = 0;
	lastOp = 'NA';
	/** −1: none yet, as the next one. */
	lastCxid = -1;
	lastZxid = -1;
	/** By the monotonic clock. */
	lastResponseMs = 0;
	latency = none;

	answered(op: string, xid: number, ms: number, zxid: number): void {
		this.lastOp = op;
		this.lastCxid = xid > 0 ? xid : this.lastCxid;
		this.lastZxid = zxid;
		this.lastResponseMs = Math.floor(performance.now());
		this.latency = summaryWith(this.latency, ms);
	}
}
