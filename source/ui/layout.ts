// Which box goes where, from the size of the terminal and the mode alone.
import {shownMode, type Mode, type Pane, type View} from '../store/state.ts';

export type Box = {readonly width: number; readonly height: number};

/** Inner sizes of what is shown: borders are not counted. */
export type Layout =
	| {readonly kind: 'too-small'; readonly columns: number; readonly rows: number}
	/** Tree on the left, servers over inspector on the right. */
	| {
			readonly kind: 'wide';
			readonly trouble: number;
			readonly tree: Box;
			readonly servers: Box;
			readonly inspector: Box;
	  }
	/** Servers on top, tree and inspector below. */
	| {
			readonly kind: 'stacked';
			readonly trouble: number;
			readonly servers: Box;
			readonly tree: Box;
			readonly inspector: Box;
	  }
	/** Tree on the left, the card on the right. */
	| {readonly kind: 'card'; readonly trouble: number; readonly tree: Box | undefined; readonly card: Box}
	| {readonly kind: 'single'; readonly trouble: number; readonly pane: Pane; readonly box: Box}
	/** The whole screen but header and footer. */
	| {readonly kind: 'help' | 'sources' | 'explain' | 'finding' | 'job' | 'diff'; readonly box: Box};

export const smallest = {columns: 40, rows: 10} as const;

const wideFrom = 120;
const stackedFrom = 80;
/** From this width on the card stands beside the tree. */
const cardBesideFrom = 100;

export type Content = {
	/** Lines that the trouble band would like. */
	readonly troubles: number;
	readonly servers: number;
};

/** Lays out the screen; header and footer take one row each. */
export const layoutOf = (
	{mode, focus, tab, size: {columns, rows}}: Pick<View, 'mode' | 'focus' | 'tab' | 'size'>,
	content: Content,
): Layout => {
	if (columns < smallest.columns || rows < smallest.rows) {
		return {kind: 'too-small', columns, rows};
	}

	const seen = shownMode(mode);
	if (isWhole(seen)) {
		return {kind: seen.kind, box: {width: columns - 2, height: rows - 4}};
	}

	const wide = columns >= wideFrom && rows >= 30;
	const single = seen.kind === 'zoomed' ? seen.pane : columns < stackedFrom || rows < 18 ? focus : undefined;
	const atMost = wide ? 4 : rows < 18 ? 1 : 2;
	// The findings say it themselves.
	const isSaid = seen.kind === 'zoomed' && seen.pane === 'inspector' && tab === 'findings';
	const trouble = isSaid
		? 0
		: seen.kind === 'card'
			? 1
			: bandHeight(content.troubles, atMost, wide && single === undefined);
	// Header, band, top border, bottom border, footer.
	const inner = rows - trouble - 4;
	const besideTree = seen.kind === 'zoomed' && seen.pane === 'tree' && columns >= cardBesideFrom;
	if (seen.kind === 'card' || besideTree) {
		return cardLayout(columns, inner, trouble);
	}

	if (single !== undefined) {
		return single === 'trouble'
			? {kind: 'single', trouble, pane: 'inspector', box: {width: columns - 2, height: inner}}
			: {kind: 'single', trouble, pane: single, box: {width: columns - 2, height: inner}};
	}

	return wide
		? wideLayout(columns, inner, trouble, content.servers)
		: stackedLayout(columns, inner, trouble, content.servers);
};

/** What takes the whole screen but header and footer. */
type Whole = Extract<Mode, {kind: 'help' | 'sources' | 'explain' | 'finding' | 'job' | 'diff'}>;

const isWhole = (mode: Mode): mode is Whole =>
	['help', 'sources', 'explain', 'finding', 'job', 'diff'].includes(mode.kind);

/** Healthy, the band is one line; in trouble it has a title line where there is room for one. */
const bandHeight = (troubles: number, atMost: number, titled: boolean): number =>
	troubles === 0 ? 1 : Math.min(troubles, atMost) + (titled ? 1 : 0);

const cardLayout = (columns: number, inner: number, trouble: number): Layout => {
	if (columns < cardBesideFrom) {
		return {kind: 'card', trouble, tree: undefined, card: {width: columns - 2, height: inner}};
	}

	const left = Math.floor(columns * 0.4);
	return {
		kind: 'card',
		trouble,
		tree: {width: left - 2, height: inner},
		card: {width: columns - left - 2, height: inner},
	};
};

/** Sparklines, and the hot line below them. */
const sparkRows = 5;
/** From this height on the hot line stands below the one row of sparklines: 24 rows with two lines of trouble. */
const hotFrom = 18;

const wideLayout = (columns: number, inner: number, trouble: number, servers: number): Layout => {
	const left = Math.floor(columns * 0.39);
	const right = columns - left - 2;
	const top = Math.min(servers + 2 + sparkRows, Math.max(4, inner - 10));
	return {
		kind: 'wide',
		trouble,
		tree: {width: left - 2, height: inner},
		servers: {width: right, height: top},
		inspector: {width: right, height: inner - top - 1},
	};
};

const stackedLayout = (columns: number, inner: number, trouble: number, servers: number): Layout => {
	const isHot = inner >= hotFrom;
	const top = Math.min(servers + 2 + Number(isHot), Math.max(3, inner - 8));
	const left = Math.floor(columns * 0.4);
	const below = inner - top - 1;
	return {
		kind: 'stacked',
		trouble,
		servers: {width: columns - 2, height: top},
		tree: {width: left - 1, height: below},
		inspector: {width: columns - left - 2, height: below},
	};
};

/** The box a pane has in a layout; undefined while it is not shown. */
export const boxOf = (layout: Layout, pane: Pane): Box | undefined => {
	switch (layout.kind) {
		case 'wide':
		case 'stacked':
			return pane === 'trouble' ? undefined : layout[pane];
		case 'card':
			return pane === 'tree' ? layout.tree : undefined;
		case 'single':
			return pane === layout.pane ? layout.box : undefined;
		case 'help':
		case 'sources':
		case 'explain':
		case 'finding':
		case 'job':
		case 'diff':
		case 'too-small':
			return undefined;
	}
};
