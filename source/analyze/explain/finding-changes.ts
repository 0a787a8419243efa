// Which findings came and went in a span, and which are there at its end.
import type {Cleared, Finding, Judgement} from '../findings.ts';

/** One that was raised in the span. */
export type Raised = {
	readonly finding: Finding;
	/** Undefined: it is there yet. */
	readonly cleared: Cleared | undefined;
};

export type FindingChanges = {
	/** Oldest first, also those that were cleared again. */
	readonly raised: readonly Raised[];
	/** Newest first, also those that were raised before the span. */
	readonly cleared: readonly Cleared[];
	/** All that are there at the end, however long and of whatever severity, worst first. */
	readonly open: readonly Finding[];
};

/** What became of findings after `start` until `end`. */
export const findingChanges = (
	{findings, cleared}: Judgement,
	start: number,
	end: number,
): FindingChanges => {
	const gone = cleared.filter(({at}) => at > start && at <= end);
	return {
		raised: [
			...findings.map((finding): Raised => ({finding, cleared: undefined})),
			...gone.map((one): Raised => ({finding: one.finding, cleared: one})),
		]
			.filter(({finding}) => finding.since > start)
			.sort((a, b) => a.finding.since - b.finding.since),
		cleared: gone,
		open: findings,
	};
};
