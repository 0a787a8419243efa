// What an explanation cannot tell, and why.
import type {Reading} from '../reading.ts';
import {failureIn} from '../reading.ts';
import type {Log} from './log.ts';
import type {ExplainedMoment, ExplainedServer} from './moment.ts';

/** A gap: `what` ends where the server's name belongs, if it is about one. */
export type Unknown = {readonly what: string; readonly server: string | undefined; readonly why: string};

export const whatIsUnknown = (from: ExplainedMoment, to: ExplainedMoment, log: Log): readonly Unknown[] => [
	...(log.since > from.clock.at
		? [{what: 'what happened first', server: undefined, why: 'so much happened that it is forgotten'}]
		: []),
	...to.servers
		.filter(({twinOf}) => twinOf === undefined)
		.flatMap(({name, cons}) => {
			const why = whyNot(cons);
			return why === undefined ? [] : [{what: 'who came to and who left', server: name, why}];
		}),
	...noDump(to),
	...to.traffic.namespaces.unseen.map(({server, why}) => ({what: 'what is read on', server, why})),
];

/** A server that is down or does not serve has no connections: that is no gap. */
const whyNot = (reading: Reading<unknown>): string | undefined => {
	switch (reading.kind) {
		case 'fresh':
			return undefined;
		case 'unasked':
			return 'cons was not asked';
		case 'unsupported':
			return reading.why;
		case 'failed':
		case 'stale': {
			const failure = failureIn(reading);
			return failure?.kind === 'refused' || failure?.kind === 'not-serving' ? undefined : failure?.message;
		}
	}
};

const noDump = ({servers, ensemble}: ExplainedMoment): readonly Unknown[] => {
	const leader = servers.find(({name}) => name === ensemble.leader);
	const why = leader === undefined ? undefined : whyNoDump(leader);
	return why === undefined
		? []
		: [
				{
					what: 'whether a session that is new to zktop is a new one, and when one has ended',
					server: undefined,
					why,
				},
			];
};

const whyNoDump = ({name, dump}: ExplainedServer): string | undefined => {
	switch (dump.kind) {
		case 'fresh':
		case 'stale':
			return undefined;
		case 'unasked':
			return `dump of the leader ${name} was not asked`;
		case 'unsupported':
			return dump.why;
		case 'failed':
			return dump.failure.message;
	}
};
