// How many sessions are connected, and of which servers nobody knows: no answer is not none.
import {hasNoConnections, lastValue} from '../reading.ts';
import type {ExplainedMoment, ExplainedServer} from './moment.ts';

export type Connected = {
	/** Undefined: no server has told who is connected to it. */
	readonly count: number | undefined;
	/** Servers whose sessions are counted as they told last: they do not tell now. */
	readonly asLastTold: readonly string[];
	/** Servers that have never told theirs, and why. */
	readonly untold: readonly {readonly server: string; readonly why: string}[];
	/** All sessions by the leader's count, zktop's own among them; undefined before 3.6 and where it does not tell. */
	readonly byLeader: number | undefined;
	/** Whether zktop has one. */
	readonly hasOwn: boolean;
};

/** What is known at a moment. */
export const connectedIn = ({servers, inspection, ensemble, session, clock}: ExplainedMoment): Connected => {
	// Whoever is down, or does not serve, has none.
	const asked = servers.filter(({twinOf, cons}) => twinOf === undefined && !hasNoConnections(cons));
	const isTold = asked.length === 0 || asked.some(({cons}) => lastValue(cons) !== undefined);
	return {
		count: isTold ? inspection.sessions.length + inspection.omitted : undefined,
		asLastTold: asked.filter(({cons}) => cons.kind === 'stale').map(({name}) => name),
		untold: asked.flatMap(({name, cons}) => {
			const why = whyNeverTold(cons);
			return why === undefined ? [] : [{server: name, why}];
		}),
		byLeader: countBy(
			servers.find(({name}) => name === ensemble.leader),
			clock.tick,
		),
		hasOwn: session.ids.size > 0,
	};
};

const whyNeverTold = (cons: ExplainedServer['cons']): string | undefined => {
	switch (cons.kind) {
		case 'fresh':
		case 'stale':
			return undefined;
		case 'unasked':
			return 'cons was not asked';
		case 'unsupported':
			return cons.why;
		case 'failed':
			return cons.failure.message;
	}
};

/** It is told with each tick; one that was missed is looked over. */
const countBy = (leader: ExplainedServer | undefined, tick: number): number | undefined =>
	leader?.history.newest('global_sessions', tick - 1, 3).findLast(count => !Number.isNaN(count));
