// What a row of the tables of limits is.

export type Limit = {
	readonly value: number;
	/** What begins there. */
	readonly does: string;
	/** ZooKeeper's file or document, a fact measured by us (facts.md), or `judgement`. */
	readonly source: string;
};
