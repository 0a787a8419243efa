// Which servers did not answer, from when until when, and for which reasons one after the other.
import type {Happening} from './happening.ts';

export type Cause = {
	readonly at: number;
	/** In one word. */
	readonly why: string;
};

export type Outage = {
	readonly server: string;
	/** Our clock; may be before the span. */
	readonly from: number;
	/** Undefined: it does not answer yet. */
	readonly until: number | undefined;
	/** Oldest first: who is killed resets connections before it refuses them, and elects before it serves. */
	readonly causes: readonly Cause[];
};

/** The outages that reach into a span, oldest first. `happenings`: all that are known, in the order in which they were seen. */
export const outagesIn = (
	happenings: readonly Happening[],
	{start, end}: {readonly start: number; readonly end: number},
): readonly Outage[] => {
	const open = new Map<string, Outage & {readonly causes: Cause[]}>();
	const over: Outage[] = [];
	for (const happening of happenings.filter(({at}) => at <= end)) {
		switch (happening.kind) {
			case 'fell':
			case 'changed': {
				const {server, at, why} = happening;
				// Its beginning may be on record no more.
				const from = happening.kind === 'changed' ? happening.since : at;
				const outage = open.get(server) ?? {server, from, until: undefined, causes: []};
				outage.causes.push({at, why});
				open.set(server, outage);
				break;
			}

			case 'returned': {
				const {server, at, afterMs} = happening;
				const before = open.get(server) ?? {server, from: at - afterMs, causes: []};
				open.delete(server);
				over.push({...before, until: at});
				break;
			}

			case 'elected':
			case 'began':
			case 'ended':
			case 'moved':
				break;
		}
	}

	return [...over.filter(({until}) => until === undefined || until > start), ...open.values()].sort(
		(a, b) => a.from - b.from,
	);
};
