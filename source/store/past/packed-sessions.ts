// The sessions of a moment in little room: who is connected is shared with the moment before, figures stand in one column.
import type {SessionRow} from '../../analyze/sessions.ts';
import {keep} from './keep.ts';
import {unsharedBytes} from './weigh.ts';

const figureNames = [
	'requestsPerSecond',
	'receivedPerSecond',
	'sentPerSecond',
	'queued',
	'ephemerals',
] as const satisfies readonly (keyof SessionRow)[];

type FigureName = (typeof figureNames)[number];
/** What of a row seldom changes. */
type Who = Omit<SessionRow, FigureName | 'heardAt'>;

export type PackedSessions = {
	readonly who: readonly Who[];
	/** A row after the other; NaN: not known. The last one is how long ago it was heard of, ms. */
	readonly figures: Float32Array;
	/** The moment, our clock. */
	readonly at: number;
	/** Sessions there were beside these. */
	readonly omitted: number;
};

export const noSessions: PackedSessions = {who: [], figures: new Float32Array(), at: 0, omitted: 0};

/** Of more than this many the busiest are kept, and those that somebody waits for. */
export const mostSessions = 5000;

const columns = figureNames.length + 1;

/** Packs the rows of a moment; `before` are those of an earlier one. `isWanted`: is kept in any case. */
export const packSessions = (
	rows: readonly SessionRow[],
	at: number,
	before: PackedSessions,
	isWanted: (row: SessionRow) => boolean,
): PackedSessions => {
	const kept = chosen(rows, isWanted);
	const known = new Map(before.who.map(who => [who.session, who]));
	const figures = new Float32Array(kept.length * columns);
	const who = kept.map((row, index) => {
		const {requestsPerSecond, receivedPerSecond, sentPerSecond, queued, ephemerals, heardAt, ...rest} = row;
		figures.set(
			[requestsPerSecond, receivedPerSecond, sentPerSecond, queued, ephemerals, at - heardAt].map(
				value => value ?? Number.NaN,
			),
			index * columns,
		);
		return keep<Who>(rest, undefined, known.get(row.session));
	});
	return {who, figures, at, omitted: rows.length - kept.length};
};

const chosen = (
	rows: readonly SessionRow[],
	isWanted: (row: SessionRow) => boolean,
): readonly SessionRow[] => {
	if (rows.length <= mostSessions) {
		return rows;
	}

	let room = mostSessions - rows.filter(isWanted).length;
	return rows.filter(row => isWanted(row) || room-- > 0);
};

/** The rows again. */
export const unpackSessions = ({who, figures, at}: PackedSessions): readonly SessionRow[] =>
	who.map((one, index) => {
		const figure = (name: FigureName): number | undefined => {
			const value = figures[index * columns + figureNames.indexOf(name)] ?? Number.NaN;
			return Number.isNaN(value) ? undefined : value;
		};

		return {
			...one,
			heardAt: at - (figures[(index + 1) * columns - 1] ?? 0),
			requestsPerSecond: figure('requestsPerSecond'),
			receivedPerSecond: figure('receivedPerSecond'),
			sentPerSecond: figure('sentPerSecond'),
			queued: figure('queued') ?? 0,
			ephemerals: figure('ephemerals'),
		};
	});

/** Bytes that are not shared with an earlier moment. */
export const packedBytes = (sessions: PackedSessions, before: PackedSessions): number => {
	if (sessions === before) {
		return 0;
	}

	const known = new Set(before.who);
	const own = sessions.who.reduce(
		(sum, who) => sum + (known.has(who) ? 0 : unsharedBytes(who, undefined)),
		0,
	);
	return own + sessions.who.length * 8 + sessions.figures.byteLength;
};
