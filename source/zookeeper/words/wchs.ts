// `wchs`: how many data watches this server's connections hold; child watches are not counted. (S/server/DataTree.java)
//
//   wchs = n " connections watching " n " paths" LF "Total watches:" n LF
import {garbled} from '../text/garbled.ts';

export type Wchs = {readonly connections: number; readonly paths: number; readonly watches: number};

const pattern =
	/^(?<connections>\d{1,15}) connections watching (?<paths>\d{1,15}) paths\r?\nTotal watches:(?<watches>\d{1,15})\s*$/;

/** Reads the answer to `wchs`; throws `garbled` for anything else. */
export const readWchs = (text: string): Wchs => {
	const groups = pattern.exec(text)?.groups;
	if (groups === undefined) {
		throw garbled('wchs', text);
	}

	return {
		connections: Number(groups['connections']),
		paths: Number(groups['paths']),
		watches: Number(groups['watches']),
	};
};
