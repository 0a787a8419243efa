// What changed between two moments: told from both of them, and from what was seen to happen in between.
import {findingChanges, type FindingChanges} from './finding-changes.ts';
import type {Happening} from './happening.ts';
import type {Log} from './log.ts';
import {latenciesIn, type Latencies} from './latency.ts';
import type {ExplainedMoment, ExplainedTraffic} from './moment.ts';
import {outagesIn, type Outage} from './outages.ts';
import {sessionChanges, type SessionChanges} from './session-changes.ts';
import {whatIsUnknown, type Unknown} from './unknown.ts';
import {writersIn, type Writers} from './writers.ts';
import {znodeChanges, type ZnodeChanges} from './znode-changes.ts';

export type Explanation = {
	/** Our clock. */
	readonly from: number;
	readonly to: number;
	/** How much was asked for: what was not recorded is not told. */
	readonly askedMs: number;
	/** Whether zktop was started, or its memory begins, at `from`. */
	readonly beginsThere: boolean;
	readonly leadership: {
		readonly before: string | undefined;
		readonly now: string | undefined;
		readonly epochBefore: number | undefined;
		readonly epoch: number | undefined;
		/** The only server there is leads nobody: it is never elected. */
		readonly standalone: boolean;
		readonly elections: readonly Extract<Happening, {kind: 'elected'}>[];
	};
	/** When servers did not answer, oldest first. */
	readonly outages: readonly Outage[];
	readonly sessions: SessionChanges;
	readonly znodes: ZnodeChanges;
	readonly writers: Writers;
	readonly latency: Latencies;
	readonly findings: FindingChanges;
	/** What cannot be told, and why. */
	readonly unknown: readonly Unknown[];
};

export type Span = {
	readonly from: ExplainedMoment;
	readonly to: ExplainedMoment;
	/** The traffic at each moment in between. */
	readonly traffic: readonly ExplainedTraffic[];
	readonly log: Log;
	readonly askedMs: number;
};

/** Explains what happened after `from` until `to`. */
export const explain = ({from, to, traffic, log, askedMs}: Span): Explanation => {
	const [start, end] = [from.clock.at, to.clock.at];
	const happenings = log.happenings.filter(({at}) => at > start && at <= end);
	const elections = happenings.filter(happening => happening.kind === 'elected');
	return {
		from: start,
		to: end,
		askedMs,
		beginsThere: end - start < askedMs - Math.max(2000, 2 * to.clock.intervalMs),
		leadership: {
			before: elections[0]?.before ?? from.ensemble.leader,
			now: to.ensemble.leader,
			epochBefore: elections[0]?.epochBefore ?? from.ensemble.epoch,
			epoch: to.ensemble.epoch,
			standalone: to.ensemble.standalone || (to.ensemble.leader === undefined && from.ensemble.standalone),
			elections,
		},
		outages: outagesIn(log.happenings, {start, end}),
		sessions: sessionChanges(from, to, happenings),
		znodes: znodeChanges(from, to),
		writers: writersIn(traffic),
		latency: latenciesIn(from, to),
		findings: findingChanges(to.judgement, start, end),
		unknown: whatIsUnknown(from, to, log),
	};
};
