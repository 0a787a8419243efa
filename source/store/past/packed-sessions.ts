// The sessions of a moment in little room: who is connected is shared with the moment before, figures stand in one column.
import type {SessionRow} from '../../analyze/sessions.ts';
import {addressOf} from '../../analyze/traffic/address.ts';
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
/** What of a row is the same in many. */
type Doing = Pick<SessionRow, 'lastOp' | 'activity' | 'fresh'>;
/** What of a row seldom changes. */
type Who = Pick<
	SessionRow,
	'session' | 'client' | 'server' | 'secure' | 'bornOn' | 'timeoutMs' | 'establishedAt'
>;

export type PackedSessions = {
	readonly who: readonly Who[];
	readonly doing: readonly Doing[];
	/** A row after the other; NaN: not known. The last one is how long ago it was heard of, ms. */
	readonly figures: Float32Array;
	/** The moment, our clock. */
	readonly at: number;
	/** Sessions there were beside these. */
	readonly omitted: number;
};

export const noSessions: PackedSessions = {
	who: [],
	doing: [],
	figures: new Float32Array(),
	at: 0,
	omitted: 0,
};

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
	const kinds = new Map([...new Set(before.doing)].map(doing => [nameOf(doing), doing]));
	const figures = new Float32Array(kept.length * columns);
	const who: Who[] = [];
	const doing: Doing[] = [];
	for (const [index, row] of kept.entries()) {
		figures.set(
			[...figureNames.map(name => row[name]), at - row.heardAt].map(value => value ?? Number.NaN),
			index * columns,
		);
		who.push(keep<Who>(whoOf(row), undefined, known.get(row.session)));
		doing.push(kindOf({lastOp: row.lastOp, activity: row.activity, fresh: row.fresh}, kinds));
	}

	return {who, doing, figures, at, omitted: rows.length - kept.length};
};

const whoOf = ({session, client, server, secure, bornOn, timeoutMs, establishedAt}: SessionRow): Who => ({
	session,
	client,
	server,
	...(secure !== undefined && {secure}),
	bornOn,
	timeoutMs,
	establishedAt,
});

const nameOf = ({lastOp, activity, fresh}: Doing): string => `${lastOp} ${activity} ${String(fresh)}`;

/** The one of that kind, which is added where there is none. */
const kindOf = (doing: Doing, kinds: Map<string, Doing>): Doing => {
	const name = nameOf(doing);
	const known = kinds.get(name) ?? keep(doing, undefined, undefined);
	kinds.set(name, known);
	return known;
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

const unknown: Doing = {lastOp: 'NA', activity: 'unknown', fresh: false};

/** The rows again. */
export const unpackSessions = ({who, doing, figures, at}: PackedSessions): readonly SessionRow[] =>
	who.map((one, index) => {
		const figure = (name: FigureName): number | undefined => {
			const value = figures[index * columns + figureNames.indexOf(name)] ?? Number.NaN;
			return Number.isNaN(value) ? undefined : value;
		};

		return {
			...one,
			address: addressOf(one.client),
			...(doing[index] ?? unknown),
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
	return own + sessions.who.length * 16 + sessions.figures.byteLength;
};
