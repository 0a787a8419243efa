// `watches_by_path`: what `wchp` tells. (S/server/admin/Commands.java: WatchesByPathCommand)
//
//   body = {"path_to_session_ids": {path: [id …] …}}
import {garbled} from '../../text/garbled.ts';
import type {Watchers} from '../../words/wchp.ts';
import type {AdminAnswer} from '../answers.ts';
import {asId} from '../fields.ts';
import {asList, asObject} from '../lossless.ts';

/** Reads the answer to `watches_by_path`; throws `garbled` without the paths. */
export const readWatchesByPath = ({fields, text}: AdminAnswer): Watchers => {
	const paths = asObject(fields['path_to_session_ids']);
	if (paths === undefined) {
		throw garbled('watches_by_path', text);
	}

	return new Map(
		Object.entries(paths).map(([path, ids]) => [path, asList(ids).flatMap(id => asId(id) ?? [])]),
	);
};
