// Where findings begin: the numbers that rules compare with, each with its source. The config file may set them by name.

export type Limit = {
	readonly value: number;
	/** What begins there. */
	readonly does: string;
	/** ZooKeeper's file or document, a fact measured by us (facts.md), or `judgement`. */
	readonly source: string;
};

export const limits = {
	'fsync-ms': {
		value: 100,
		does: 'mean fsync of an interval that is slow',
		source: 'zookeeperMonitor.md: rate(fsynctime_sum) > 100',
	},
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limits;

/** The numbers in force. */
export type Limits = Readonly<Record<LimitName, number>>;

/** Those of the table, but for what the config file sets. */
export const limitsWith = (set: Partial<Limits> = {}): Limits => ({...defaults, ...set});

const defaults = Object.fromEntries(Object.entries(limits).map(([name, {value}]) => [name, value])) as Limits;

export const isLimitName = (name: string): name is LimitName => name in limits;
