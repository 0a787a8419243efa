// `zktop explain [60s]`: watches for that long, then tells what has changed, as JSON or in sentences and tables.
import type {Finding} from '../analyze/findings.ts';
import {noInterests, type Interests} from '../collect/interests.ts';
import type {Options} from '../options.ts';
import {explanationOf, tablesOf, tell, tellUnknown, type Explanation} from '../store/explanation.ts';
import {pastLimits} from '../store/past/limits.ts';
import type {State} from '../store/state.ts';
import {escapeText} from '../ui/escape.ts';
import {tableText} from './table.ts';
import {runTwin} from './twin.ts';

const interests: Interests = {...noInterests, connections: true, ephemerals: true};

/** What does not answer is not waited for longer than this beyond the time that was asked for. */
const patienceMs = 5000;

export const explain = async (options: Options): Promise<number> => {
	const {watchMs, intervalMs} = options;
	return runTwin(
		options,
		{
			interests: () => interests,
			session: false,
			ticks: 2,
			// Of the first tick nothing is known before it is over.
			complete: ({clock}) => clock.at - clock.startedAt >= watchMs + intervalMs,
			remembers: {...pastLimits, longestMs: watchMs + patienceMs},
			render: (_, state) => ({explanation: explanationJson(explanationOf(state, watchMs)) ?? null}),
			table: (_, state) => explanationText(state, watchMs),
		},
		watchMs + intervalMs + patienceMs,
	);
};

const iso = (at: number): string => new Date(at).toISOString();

const asIs = (server: string): string => server;

const explanationJson = (
	explanation: Explanation | undefined,
): Readonly<Record<string, unknown>> | undefined => {
	if (explanation === undefined) {
		return undefined;
	}

	const {from, to, askedMs, leadership, outages, sessions, znodes, writers, latency, findings, unknown} =
		explanation;
	return {
		from: iso(from),
		to: iso(to),
		askedSeconds: askedMs / 1000,
		sentences: tell(explanation, asIs).map(({text}) => text),
		leadership: {
			...leadership,
			before: leadership.before ?? null,
			now: leadership.now ?? null,
			elections: leadership.elections.map(election => ({...election, at: iso(election.at)})),
		},
		outages: outages.map(({server, from, until, causes}) => ({
			server,
			from: iso(from),
			until: until === undefined ? null : iso(until),
			causes: causes.map(({at, why}) => ({at: iso(at), why})),
		})),
		sessions: sessionsJson(sessions),
		znodes,
		writers,
		latency: {
			comparedWith: latency.comparedWith,
			shifts: latency.shifts.map(({before = null, now = null, ...of}) => ({...of, before, now})),
		},
		findings: {
			raised: findings.raised.map(({finding, cleared}) => ({
				...findingJson(finding),
				clearedAt: cleared === undefined ? null : iso(cleared.at),
			})),
			open: findings.open.map(findingJson),
			cleared: findings.cleared.map(({at, how, finding}) => ({...findingJson(finding), how, at: iso(at)})),
		},
		unknown,
	};
};

const sessionsJson = ({before, now, expiredByLeader, ...changes}: Explanation['sessions']) => ({
	before: before.count ?? null,
	now: now.count ?? null,
	asLastTold: now.asLastTold,
	untold: now.untold,
	byLeader: now.byLeader ?? null,
	hasOwn: now.hasOwn,
	...changes,
	expiredByLeader: expiredByLeader ?? null,
});

const findingJson = ({rule, subject, severity, since, text}: Finding) => ({
	...{rule, subject, severity, text},
	since: iso(since),
});

/** The sentences, and below them the tables. */
const explanationText = (state: State, watchMs: number): string => {
	const explanation = explanationOf(state, watchMs);
	if (explanation === undefined) {
		return 'nothing was recorded that could be compared';
	}

	const sentences = tell(explanation, asIs).map(({text}) => escapeText(text));
	const unknown = tellUnknown(explanation, asIs).map(text => `Not known: ${escapeText(text)}.`);
	const tables = tablesOf(explanation, asIs).map(
		({title, columns, rows}) =>
			`\n${title}\n${tableText(
				columns.map((column, index) => ({...column, text: (row: readonly string[]) => row[index]})),
				rows,
			)}`,
	);
	return [...sentences, ...unknown, ...tables].join('\n');
};
