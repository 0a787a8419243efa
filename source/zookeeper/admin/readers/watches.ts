// `watches`: what `wchc` tells. (S/server/admin/Commands.java: WatchCommand)
//
//   body = {"session_id_to_watched_paths": {id: [path …] …}}
import {garbled} from '../../text/garbled.ts';
import {watchersOf} from '../../words/wchc.ts';
import type {Watchers} from '../../words/wchp.ts';
import {parseId} from '../../ids.ts';
import type {AdminAnswer} from '../answers.ts';
import {asList, asObject} from '../lossless.ts';

/** Reads the answer to `watches`, turned round; throws `garbled` without the sessions. */
export const readWatches = ({fields, text}: AdminAnswer): Watchers => {
	const sessions = asObject(fields['session_id_to_watched_paths']);
	if (sessions === undefined) {
		throw garbled('watches', text);
	}

	return watchersOf(
		Object.entries(sessions).flatMap(([id, paths]) => {
			const session = parseId(id);
			return session === undefined
				? []
				: asList(paths).flatMap(path => (typeof path === 'string' ? [[session, path] as const] : []));
		}),
	);
};
