// `srvr`: the one word that every server allows; role, zxid, counters since start. (S/server/command/StatCommand.java)
//
//   srvr    = product " version: " text LF ["READ-ONLY mode; …" LF]
//             "Latency min/avg/max: " n "/" n "/" n LF "Received: " n LF "Sent: " n LF "Connections: " n LF
//             "Outstanding: " n LF "Zxid: 0x" hex LF "Mode: " mode LF "Node count: " n LF
//             ["Proposal sizes last/min/max: " n "/" n "/" n LF]                     (leaders since 3.4.13, 3.5.4)
//   product = "Zookeeper" | "ClickHouse Keeper"                  (the latter writes "Sent : " and may write decimal zxids)
import {garbled} from '../text/garbled.ts';
import {parseId, type Id} from '../ids.ts';
import {readNumber} from '../text/read-number.ts';

const modes = ['standalone', 'leader', 'follower', 'observer', 'read-only'] as const;

export type Mode = (typeof modes)[number];

export type Srvr = {
	/** The number alone, e.g. `3.8.0`; the whole text where it holds none. */
	readonly version: string;
	/** The whole first line, product and build date included. */
	readonly banner: string;
	/** Lost its quorum and serves read-only clients. */
	readonly readOnly: boolean;
	readonly mode: Mode;
	readonly zxid: Id;
	/** Of all requests since the server started or `srst`, ms: an old spike stays. */
	readonly latencySinceStart: {readonly minMs: number; readonly avgMs: number; readonly maxMs: number};
	/** Packets since start, election or `srst`; every four-letter word is one. */
	readonly received: number;
	readonly sent: number;
	/** Open connections, the asking one included. */
	readonly connections: number;
	readonly outstanding: number;
	/** Real znodes: one less than reported, since the tree holds its root twice. */
	readonly nodeCount: number;
	/** Bytes, since the leader took office; only on leaders that had a proposal. */
	readonly proposalSizes?: {readonly last: number; readonly min: number; readonly max: number};
};

/** Reads the answer to `srvr`; throws `garbled` unless it is whole. */
export const readSrvr = (text: string): Srvr => readServerLines('srvr', text);

/** The lines that `srvr` and `stat` share. */
export const readServerLines = (word: 'srvr' | 'stat', text: string): Srvr => {
	const labels = labelsOf(text);
	const mode = modeOf(labels.get('Mode'));
	const zxid = parseId(labels.get('Zxid') ?? '');
	const [banner] = /^.*\bversion:.*$/m.exec(text) ?? [];
	if (mode === undefined || zxid === undefined || banner === undefined) {
		throw garbled(word, text);
	}

	const number = (label: string): number => orGarbled(readNumber(labels.get(label)), word, text);
	const [minMs, avgMs, maxMs] = orGarbled(readTriple(labels.get('Latency min/avg/max')), word, text);
	const sizes = readTriple(labels.get('Proposal sizes last/min/max'));
	return {
		version: versionOf(banner.slice(banner.indexOf('version:') + 'version:'.length).trim()),
		banner: banner.trim(),
		readOnly: mode === 'read-only' || /^READ-ONLY mode/m.test(text),
		mode,
		zxid,
		latencySinceStart: {minMs, avgMs, maxMs},
		received: number('Received'),
		sent: number('Sent'),
		connections: number('Connections'),
		outstanding: number('Outstanding'),
		nodeCount: Math.max(0, number('Node count') - 1),
		...(sizes !== undefined &&
			sizes[0] >= 0 && {proposalSizes: {last: sizes[0], min: sizes[1], max: sizes[2]}}),
	};
};

/** The number in a version text (`3.8.0-${mvngit.commit.id}, built on …`, `v23.3.1.1-prestable`), or the text. */
export const versionOf = (text: string): string => /\d+(?:\.\d+)+/.exec(text)?.[0] ?? text;

/** The role of this name; undefined for what is none. */
export const modeOf = (text: string | undefined): Mode | undefined => modes.find(mode => mode === text);

/** `label: value` lines; the first of a name counts. */
const labelsOf = (text: string): ReadonlyMap<string, string> => {
	const labels = new Map<string, string>();
	for (const line of text.split('\n')) {
		const colon = line.indexOf(':');
		const label = line.slice(0, Math.max(0, colon)).trim();
		if (colon !== -1 && !labels.has(label)) {
			labels.set(label, line.slice(colon + 1).trim());
		}
	}

	return labels;
};

const readTriple = (text: string | undefined): readonly [number, number, number] | undefined => {
	const [first, second, third] = (text ?? '').split('/').map(part => readNumber(part));
	return first === undefined || second === undefined || third === undefined
		? undefined
		: [first, second, third];
};

const orGarbled = <T>(value: T | undefined, word: string, text: string): T => {
	if (value === undefined) {
		throw garbled(word, text);
	}

	return value;
};
