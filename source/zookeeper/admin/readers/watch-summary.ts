// `watch_summary`: what `wchs` tells. (S/server/admin/Commands.java: WatchSummaryCommand)
import {garbled} from '../../text/garbled.ts';
import type {Wchs} from '../../words/wchs.ts';
import type {AdminAnswer} from '../answers.ts';
import {numberIn} from '../fields.ts';

/** Reads the answer to `watch_summary`; throws `garbled` unless it is whole. */
export const readWatchSummary = ({fields, text}: AdminAnswer): Wchs => {
	const connections = numberIn(fields, 'num_connections');
	const paths = numberIn(fields, 'num_paths');
	const watches = numberIn(fields, 'num_total_watches');
	if (connections === undefined || paths === undefined || watches === undefined) {
		throw garbled('watch_summary', text);
	}

	return {connections, paths, watches};
};
