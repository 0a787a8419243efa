// `dump`: sessions with their expiry, their ephemerals, and who is connected. (S/server/command/DumpCommand.java)
//
//   dump       = "SessionTracker dump:" LF *tracker "ephemeral nodes dump:" LF
//                "Sessions with Ephemerals (" n "):" LF *(id ":" LF *(TAB path LF)) [connections]
//   tracker    = ["Local " | "Global "] "Session Sets (" n ")" ["/(" n ")"] ":" LF *line      (leader; local ones anywhere)
//              | "Global Sessions(" n "):" LF *line                                         (follower, observer since 3.5)
//              | *line                                                       (follower of 3.4; lines: session-tracker.ts)
//   connections = "Connections dump:" LF ["Connections Sets (" n ")/(" n "):" LF
//                *(n " expire at " date ":" LF *(TAB "ip: " address " sessionId: " id LF))]    (since 3.5, not with Netty)
//
// A path may hold blanks, colons and `0x`: only its leading tab makes it one.
import {readClientAddress} from '../text/client-address.ts';
import {garbled} from '../text/garbled.ts';
import {parseId, type Id} from '../ids.ts';
import {readSessions, type DumpedSession} from '../text/session-tracker.ts';

export type Dump = {
	/** `leader`: the server that knows expiries, standalone included. `follower`: only those of its local sessions. */
	readonly kind: 'leader' | 'follower';
	readonly sessions: ReadonlyMap<Id, DumpedSession>;
	/** Paths by owner, of the whole ensemble, on every server. */
	readonly ephemerals: ReadonlyMap<Id, readonly string[]>;
	/** This server's clients (`ip:port`, as in `cons`) by session; undefined in 3.4 and with Netty. */
	readonly connections: ReadonlyMap<Id, string> | undefined;
};

type Section = 'learner' | 'local' | 'tracker' | 'ephemerals' | 'connections' | 'between';

/** How sections begin; the last row is ClickHouse Keeper's. */
const headers: readonly (readonly [string, Section])[] = [
	['SessionTracker dump:', 'learner'],
	['Local Session Sets (', 'local'],
	['Global Session Sets (', 'tracker'],
	['Session Sets (', 'tracker'],
	['Global Sessions(', 'learner'],
	['ephemeral nodes dump:', 'between'],
	['Sessions with Ephemerals (', 'ephemerals'],
	['Connections dump:', 'between'],
	['Connections Sets (', 'connections'],
	['Sessions dump (', 'learner'],
];

/**
 * Reads the answer to `dump`, lines it does not know left out; throws `garbled` without a list of ephemerals.
 * Given `nowMs` (epoch ms, within seconds of the server's clock), expiries are known in nearly all time zones; without it,
 * only in UTC, GMT and numeric ones.
 */
export const readDump = (text: string, nowMs?: number): Dump => {
	const sections = sectionsOf(text);
	const ephemerals = sections.get('ephemerals');
	if (ephemerals === undefined) {
		throw garbled('dump', text);
	}

	const linesOf = (section: Section): readonly string[] => sections.get(section) ?? [];
	const lines = {learner: linesOf('learner'), tracker: linesOf('tracker'), local: linesOf('local')};
	const connections = sections.get('connections');
	return {
		kind: sections.has('tracker') ? 'leader' : 'follower',
		sessions: readSessions(lines, nowMs),
		ephemerals: readEphemerals(ephemerals),
		connections: connections && readConnections(connections),
	};
};

/** The lines below each header. Only a header begins with a letter: ids and counts do with a digit, paths with a tab. */
const sectionsOf = (text: string): ReadonlyMap<Section, readonly string[]> => {
	const sections = new Map<Section, string[]>();
	let lines: string[] = [];
	for (const whole of text.split('\n')) {
		const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
		const section = line.charAt(0) > '9' ? headers.find(([start]) => line.startsWith(start))?.[1] : undefined;
		if (section === undefined) {
			lines.push(line);
		} else {
			lines = sections.get(section) ?? [];
			sections.set(section, lines);
		}
	}

	return sections;
};

const readEphemerals = (lines: readonly string[]): ReadonlyMap<Id, readonly string[]> => {
	const ephemerals = new Map<Id, string[]>();
	let paths: string[] = [];
	for (const line of lines) {
		if (line.startsWith('\t')) {
			paths.push(line.slice(1));
			continue;
		}

		const id = parseId(line.endsWith(':') ? line.slice(0, -1) : line);
		if (id !== undefined) {
			paths = ephemerals.get(id) ?? [];
			ephemerals.set(id, paths);
		}
	}

	return ephemerals;
};

const noSession: Id = '0x0';

const readConnections = (lines: readonly string[]): ReadonlyMap<Id, string> => {
	const connections = new Map<Id, string>();
	for (const line of lines) {
		const [, address, idText] = /^\tip: (\S+) sessionId: (\S+)$/.exec(line) ?? [];
		const id = parseId(idText ?? '');
		if (address !== undefined && id !== undefined && id !== noSession) {
			connections.set(id, readClientAddress(address));
		}
	}

	return connections;
};
