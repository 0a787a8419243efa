// Sessions that live on but are in no list of connections any more: they wait for a server, or went to one that zktop does not see.
import type {Id} from '../../zookeeper/ids.ts';
import {failureIn} from '../reading.ts';
import type {ExplainedMoment} from './moment.ts';

export type OutOfSight = {
	/** Where they were seen last. At least so many: of a moment in the past not all sessions are recorded. */
	readonly left: ReadonlyArray<{readonly server: string; readonly count: number}>;
	/** Servers that may have them: they do not tell their connections now. */
	readonly silent: readonly string[];
};

/** @param ended Sessions that were seen to end meanwhile. */
export const outOfSight = (
	from: ExplainedMoment,
	to: ExplainedMoment,
	ended: ReadonlySet<Id>,
): OutOfSight => {
	const living = livingIn(to);
	const {omitted, bySession} = to.inspection;
	// Of the sessions that are missing in a record that is not whole nobody knows that they were.
	const gone =
		living === undefined || omitted > 0
			? []
			: [...from.inspection.bySession.values()].filter(
					({session}) => !bySession.has(session) && !ended.has(session) && living.has(session),
				);
	return {
		left: [...Map.groupBy(gone, ({server}) => server)]
			.map(([server, rows]) => ({server, count: rows.length}))
			.sort((a, b) => b.count - a.count),
		silent: gone.length === 0 ? [] : silentIn(to),
	};
};

/** By the leader's own list. */
const livingIn = ({servers, ensemble}: ExplainedMoment): ReadonlyMap<Id, unknown> | undefined => {
	const dump = servers.find(({name}) => name === ensemble.leader)?.dump;
	return dump?.kind === 'fresh' && dump.value.kind === 'leader' ? dump.value.sessions : undefined;
};

/** Who refuses connections, or does not serve, has none. */
const silentIn = ({servers}: ExplainedMoment): readonly string[] =>
	servers
		.filter(({twinOf, cons}) => {
			const kind = failureIn(cons)?.kind;
			const isClosed = kind === 'refused' || kind === 'not-serving';
			return twinOf === undefined && cons.kind !== 'fresh' && cons.kind !== 'unasked' && !isClosed;
		})
		.map(({name}) => name);
