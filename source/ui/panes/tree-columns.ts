// The columns of the tree beside the names: which there is room for, and what stands in them.
import type {SortColumn} from '../../collect/sorting/sorting.ts';
import type {Counted, Sort} from '../../store/sort-state.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import {formatAge, formatBytes, formatCount, formatShort} from '../format.ts';
import type {Cell} from '../line.ts';

/** What is known of a row. */
export type Known = {
	readonly stat: Stat | undefined;
	readonly counted: Counted | undefined;
	/** By the leader's clock. */
	readonly now: number;
	/** Whose session it is. */
	readonly clientOf: (session: string) => string;
};

type TreeColumn = {
	readonly by: SortColumn;
	readonly title: string;
	readonly width: number;
	readonly cell: (known: Known & {readonly stat: Stat}) => string;
};

/** Two figures that are never told: the root and /zookeeper are older than any clock. */
const ageOf = (at: number, now: number): string =>
	at === 0 ? '–' : formatAge(Math.floor(Math.max(0, now - at) / 1000) * 1000);

/** In the order in which they stand, and from the last on are left out where there is no room. */
export const treeColumns: readonly TreeColumn[] = [
	{by: 'children', title: 'CHILDREN', width: 9, cell: ({stat}) => formatCount(stat.children)},
	{
		by: 'size',
		title: 'SIZE',
		width: 6,
		cell: ({stat}) => (stat.dataBytes === 0 ? '–' : formatBytes(stat.dataBytes)),
	},
	{by: 'age', title: 'AGE', width: 5, cell: ({stat, now}) => ageOf(stat.ctime, now)},
	{
		by: 'owner',
		title: 'OWNER',
		width: 16,
		cell: ({stat, clientOf}) => (stat.ephemeralOwner === undefined ? '–' : clientOf(stat.ephemeralOwner)),
	},
	{by: 'subtree', title: 'SUBTREE', width: 8, cell: ({counted}) => formatCount(counted?.znodes ?? 1)},
	{
		by: 'bytes',
		title: 'BYTES',
		width: 6,
		cell: ({counted, stat}) => formatBytes(counted?.bytes ?? stat.dataBytes),
	},
	{
		by: 'written',
		title: 'WRITTEN',
		width: 8,
		cell: ({stat, now}) => (stat.version === 0 ? '–' : ageOf(stat.mtime, now)),
	},
	{by: 'version', title: 'VER', width: 5, cell: ({stat}) => formatShort(stat.version)},
];

/** From this width on there are more than one, with titles. */
export const titledFrom = 40;
/** The first ones leave a name so many columns, the others these: names go on where a first figure is short. */
const first: readonly SortColumn[] = ['children', 'size', 'age'];
const nameBesideFirst = 16;
const nameBesideAll = 24;
/** Only where something was counted. */
const counting: ReadonlySet<SortColumn> = new Set(['subtree', 'bytes']);

export type Columns = {readonly shown: readonly TreeColumn[]; readonly nameWidth: number};

/** Those that there is room for; the one that rows are sorted by always. */
export const columnsFor = (width: number, sort: Sort | undefined, hasCounted: boolean): Columns => {
	const of = (columns: readonly TreeColumn[]): Columns => ({
		shown: columns,
		nameWidth: width - columns.reduce((sum, column) => sum + column.width + 1, 0) - 1,
	});
	const sorted = treeColumns.filter(({by}) => by === sort?.by);
	if (width < titledFrom) {
		return of(sorted.length === 0 ? treeColumns.slice(0, 1) : sorted);
	}

	let columns: readonly TreeColumn[] = sorted;
	for (const column of treeColumns.filter(({by}) => !counting.has(by) || hasCounted)) {
		const more = treeColumns.filter(one => one === column || columns.includes(one));
		const isFirst = first.includes(column.by);
		if (of(more).nameWidth >= (isFirst ? nameBesideFirst : nameBesideAll)) {
			columns = more;
		} else if (!isFirst) {
			break;
		}
	}

	return of(columns);
};

/** The titles; an arrow says which way the rows are sorted: `↓` the biggest and newest first. */
export const titleCells = ({shown}: Columns, sort: Sort | undefined): readonly Cell[] =>
	shown.map(({by, title, width}) => ({
		text: by === sort?.by ? `${sort.reversed ? '↑' : '↓'}${title}` : title,
		width,
		align: 'right',
		style: by === sort?.by ? 'heading' : 'muted',
	}));

/** What is not known is missing. What has no children is its own subtree; others are counted by a usage. */
export const figureCells = ({shown}: Columns, known: Known): readonly Cell[] => {
	const {stat, counted} = known;
	return shown.map(({by, width, cell}) => {
		const isKnown = stat !== undefined && (!counting.has(by) || counted !== undefined || stat.children === 0);
		return {text: isKnown ? cell({...known, stat}) : '·', width, align: 'right'};
	});
};
