// One row of the tree: its name with what is known of it, and its figures.
import type {Group} from '../../analyze/groups/group.ts';
import type {LockQueue} from '../../analyze/locks/contender.ts';
import type {Parent} from '../../analyze/traffic/parents.ts';
import type {TreeRow, Znode} from '../../analyze/tree-rows.ts';
import type {Happened} from '../../store/recent.ts';
import {isSequential, leaderNow} from '../../store/selectors.ts';
import type {Data} from '../../store/state.ts';
import {quotaIn, type Quota} from '../../store/quotas.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatCount, formatShort} from '../format.ts';
import {cells, fit, span, widthOf, type Cell, type Line, type Span} from '../line.ts';
import {figureCells, type Columns, type Known} from './tree-columns.ts';
import {named, shortName} from './tree-name.ts';

const indent = 2;

type Marks = {
	/** ` lock ×13` or ` lock`, ` election`, by path: the longest first. */
	readonly recipes: ReadonlyMap<string, readonly string[]>;
	readonly places: ReadonlyMap<string, string>;
};

let marked:
	| {readonly locks: readonly LockQueue[]; readonly groups: readonly Group[]; readonly marks: Marks}
	| undefined;

/** Inline names of recipes, and each contender's place in its queue. */
const marksOf = (locks: readonly LockQueue[], groups: readonly Group[]): Marks => {
	if (marked?.locks !== locks || marked.groups !== groups) {
		const places = locks.flatMap(({holders, waiters}) => [
			...holders.map(({node}) => [node, '●'] as const),
			...waiters.map(({node}, index) => [node, String(holders.length + index + 1)] as const),
		]);
		const recipes = [
			...groups.map(
				({path, kind, confidence}) => [path, [` ${kind}${confidence === 'guess' ? '?' : ''}`]] as const,
			),
			// What a library calls a lock may be an election.
			...locks.flatMap(lock => (lock.kind === 'election' ? [] : [[lock.path, lockNames(lock)] as const])),
		];
		marked = {locks, groups, marks: {recipes: new Map(recipes), places: new Map(places)}};
	}

	return marked.marks;
};

/** Draws rows; `focused`: the cursor is on it, `left`: it is, but the keys are elsewhere. */
export const rowPen = (
	data: Data,
	groups: readonly Group[],
	columns: Columns,
	width: number,
): ((row: TreeRow, cursor: 'none' | 'focused' | 'left') => Line) => {
	const marks = marksOf(data.inspection.locks, groups);
	return (row, at) => {
		const cursor = at === 'none' ? span(' ') : span('▌', at === 'focused' ? 'accent' : 'muted');
		const inset = ' '.repeat(Math.min(row.depth * indent, Math.max(0, columns.nameWidth - 12)));
		switch (row.kind) {
			case 'note':
				return fit([cursor, span(`${inset}  ${escapeText(row.text)}`, 'muted')], width);
			case 'gone': {
				const name = shortName(escapeText(row.name), width - widthOf(inset) - 5);
				return fit([cursor, span(`${inset}  ${name}`, 'muted'), span(' -', 'bad')], width);
			}

			case 'znode': {
				const znode = data.znodes.get(row.path);
				const figures = figureCells(columns, knownOf(row.path, znode, data));
				const spare = unusedBy(figures);
				const room = columns.nameWidth + spare;
				const name = nameSpans({row, data, marks, inset, room}, at === 'focused');
				return fit([cursor, ...name, ...figureSpans(figures, spare)], width);
			}
		}
	};
};

/** Columns that the first figure leaves to the name: two blanks stay between them. */
const unusedBy = ([first]: readonly Cell[]): number =>
	first === undefined ? 0 : Math.max(0, first.width - widthOf(first.text) - 1);

const figureSpans = ([first, ...others]: readonly Cell[], spare: number): Line =>
	first === undefined ? [] : cells([{text: '', width: 0}, {...first, width: first.width - spare}, ...others]);

const knownOf = (path: string, znode: Znode | undefined, data: Data): Known => ({
	stat: znode?.stat,
	counted: data.counted.get(path),
	now: leaderNow(data),
	clientOf: session => escapeText(data.inspection.bySession.get(session)?.client ?? `…${session.slice(-6)}`),
});

type Naming = {
	readonly row: Extract<TreeRow, {kind: 'znode'}>;
	readonly data: Data;
	readonly marks: Marks;
	readonly inset: string;
	readonly room: number;
};

const nameSpans = ({row, data, marks, inset, room}: Naming, isFocused: boolean): Line => {
	const znode = data.znodes.get(row.path);
	const happened = markOf(data.recent.get(row.path));
	const sign = `${inset}${row.open ? '▾' : hasChildren(znode) ? '▸' : ' '} `;
	const place = marks.places.get(row.path);
	const quota = quotaText(quotaIn(data.grouping.contents, row.path));
	const recipes = marks.recipes.get(row.path) ?? [];
	const left = room - widthOf(sign);
	const {name, mark, said} = named(
		{
			name: escapeText(row.name),
			inLine: place !== undefined,
			mark: happened.text,
			recipes: [...recipes.map(recipe => quota + recipe), quota],
			kind: kindOf(row.name, place, znode),
			rate: rateOf(data.traffic.parents.get(row.path)),
		},
		left,
	);
	return [
		span(sign + name, isFocused ? 'heading' : undefined),
		span(mark, happened.style),
		span(said, 'notice'),
		span(' '.repeat(Math.max(0, left - widthOf(name + mark + said)))),
	];
};

/** ` quota 812/1,000`, znodes or bytes: what is used of it; of two limits the one that is nearer. */
const quotaText = (quota: Quota | undefined): string => {
	const shares = [
		...(quota?.znodes === undefined ? [] : [{...quota.znodes, text: formatCount}]),
		...(quota?.bytes === undefined ? [] : [{...quota.bytes, text: formatBytes}]),
	].sort((a, b) => b.used / b.limit - a.used / a.limit);
	const [nearest] = shares;
	return nearest === undefined
		? ''
		: ` quota ${nearest.text(nearest.used)}/${nearest.text(nearest.limit)}${nearest.used > nearest.limit ? '!' : ''}`;
};

/** For some seconds after it happened. */
const markOf = (happened: Happened | undefined): Span => {
	switch (happened?.what) {
		case 'new':
			return span(' +', 'good');
		case 'changed':
			return span(' ~', 'warn');
		case 'gone':
		case undefined:
			return span('');
	}
};

/** A znode that is not read yet may have children. */
const hasChildren = (znode: Znode | undefined): boolean => (znode?.stat?.children ?? 1) > 0;

const kindOf = (name: string, place: string | undefined, znode: Znode | undefined): string => {
	const position = place === undefined ? '' : ` ${place}`;
	const kind = `${znode?.stat?.ephemeralOwner === undefined ? '' : 'e'}${isSequential(name) ? 's' : ''}`;
	return `${position}${kind === '' ? '' : ` ${kind}`}`;
};

/** How many children more, or less, in a second; slower changes are told by `zktop growth`. */
const rateOf = (parent: Parent | undefined): string => {
	const perSecond = Math.round(parent?.childrenPerSecond ?? 0);
	return perSecond === 0 ? '' : ` ${perSecond > 0 ? '+' : '−'}${formatShort(Math.abs(perSecond))}/s`;
};

/** How many stand in line is told by the column of children, too. */
const lockNames = ({recipe, holders, waiters}: LockQueue): readonly string[] => {
	const name = ` ${shortRecipe(recipe)}`;
	return [`${name} ×${holders.length + waiters.length}`, name];
};

/** The library is named in the inspector; here the kind is enough. */
const shortRecipe = (recipe: string): string => recipe.slice(recipe.indexOf(' ') + 1);
