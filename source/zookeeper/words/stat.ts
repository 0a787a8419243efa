// `stat`: the lines of `srvr`, with the connections between version and latency.
//
//   stat = version-line "Clients:" LF *(row LF) LF rest-of-srvr        (row as in cons.ts, without the session part)
import {readRow, type Connection} from './cons.ts';
import {readServerLines, type Srvr} from './srvr.ts';

export type Stat4lw = Srvr & {
	/** Every connection of the port that was asked, the asking one included; their `session` is never known. */
	readonly clients: readonly Connection[];
};

/** Reads the answer to `stat`; throws `garbled` unless it is whole. */
export const readStat = (text: string): Stat4lw => {
	const server = readServerLines('stat', text);
	const clients: Connection[] = [];
	for (const line of text.split('\n')) {
		const row = line.startsWith(' ') ? readRow(line) : undefined;
		if (row !== undefined) {
			clients.push(row);
		}
	}

	return {...server, clients};
};
