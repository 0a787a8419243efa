// A chart of several series over time: axis with units on the left, names on the right, limits and a moment marked.
import {spaces, span, widthOf, type Line} from '../line.ts';
import type {Style} from '../theme.ts';
import {scaleOf, type ScaleKind} from './scale.ts';
import {traceOf} from './trace.ts';

export type Drawn = {
	readonly label: string;
	readonly style: Style;
	/** A number a column, NaN is a gap. */
	readonly values: readonly number[];
};

export type Chart = {
	/** The last one lies on top. */
	readonly series: readonly Drawn[];
	/** What lay between: the least and greatest number of each column. */
	readonly band?: ReadonlyArray<{readonly min: number; readonly max: number} | undefined>;
	readonly limits: readonly number[];
	/** The column of the moment that is looked at. */
	readonly cursor: number | undefined;
	readonly scale: ScaleKind;
	/** A linear scale begins at zero, however far from it the numbers are. */
	readonly fromZero: boolean;
	readonly format: (value: number) => string;
};

/** Columns of the axis: the text, a blank, the line. */
export const axisWidth = 10;
/** Columns right of the numbers, for names. */
export const labelWidth = (labels: readonly string[]): number => 1 + Math.max(...labels.map(widthOf), 0);

/** So many labels at most stand beside the axis. */
const rowsOfLabel = 8;

type Cell = {readonly text: string; readonly style: Style | undefined};
type Grid = Cell[][];

const blank: Cell = {text: ' ', style: undefined};

/** The chart in `height` rows of `columns` numbers each; empty while there is nothing to draw. */
export const chartRows = (chart: Chart, columns: number, height: number): readonly Line[] => {
	const known = knownIn(chart);
	if (known.length === 0 || height < 2 || columns < 2) {
		return [];
	}

	// A limit far above would flatten what is drawn.
	const highest = Math.max(...known);
	const near = chart.limits.filter(limit => limit <= highest * 2);
	const every = Math.max(1, Math.ceil(height / rowsOfLabel));
	const zero = chart.fromZero && chart.scale === 'linear' ? [0] : [];
	const scale = scaleOf([...known, ...near, ...zero], chart.scale, (height - 1) / every);
	const rowOf = (value: number): number => Math.round((1 - scale.shareOf(value)) * (height - 1));
	const grid: Grid = Array.from({length: height}, () => Array.from({length: columns}, () => blank));
	for (const limit of near) {
		drawRow(grid, rowOf(limit));
	}

	drawBand(grid, chart, rowOf);
	for (const {values, style} of chart.series) {
		drawTrace(
			grid,
			traceOf(
				values.map(value => (Number.isNaN(value) ? value : scale.shareOf(value))),
				height,
			),
			style,
		);
	}

	drawCursor(grid, chart.cursor);
	const names = namesBeside(chart.series, rowOf, height);
	const told = (row: number): string => chart.format(scale.valueOf(1 - row / (height - 1)));
	return grid.map((cells, row) => {
		// Of gauges that count there are no tenths: the same text twice says nothing.
		const isTold =
			(height - 1 - row) % every === 0 && (row === height - 1 || told(row) !== told(row + every));
		const axis = isTold ? `${told(row).padStart(axisWidth - 2)} ┤` : `${spaces(axisWidth - 1)}│`;
		return [span(axis, 'muted'), ...spansOf(cells), ...(names[row] ?? [])];
	});
};

const knownIn = ({series, band = []}: Chart): readonly number[] => [
	...series.flatMap(({values}) => values.filter(value => !Number.isNaN(value))),
	...band.flatMap(column => (column === undefined ? [] : [column.min, column.max])),
];

const put = (grid: Grid, row: number, column: number, cell: Cell): void => {
	const cells = grid[row];
	if (cells?.[column] !== undefined) {
		cells[column] = cell;
	}
};

const drawRow = (grid: Grid, row: number): void => {
	grid[row]?.forEach((_, column) => {
		put(grid, row, column, {text: '╌', style: 'warn'});
	});
};

const drawBand = (grid: Grid, {band = []}: Chart, rowOf: (value: number) => number): void => {
	for (const [column, range] of band.entries()) {
		const [top, bottom] = range === undefined ? [0, -1] : [rowOf(range.max), rowOf(range.min)];
		for (let row = top; row <= bottom && top < bottom; row++) {
			put(grid, row, column, {text: '·', style: 'muted'});
		}
	}
};

const drawTrace = (grid: Grid, trace: readonly string[], style: Style): void => {
	for (const [row, text] of trace.entries()) {
		for (const [column, character] of Array.from(text).entries()) {
			if (character !== ' ') {
				put(grid, row, column, {text: character, style});
			}
		}
	}
};

const drawCursor = (grid: Grid, cursor: number | undefined): void => {
	for (const [row, cells] of cursor === undefined ? [] : grid.entries()) {
		if (cursor !== undefined && (cells[cursor]?.text === ' ' || cells[cursor]?.text === '·')) {
			put(grid, row, cursor, {text: '┊', style: 'heading'});
		}
	}
};

const spansOf = (cells: readonly Cell[]): Line => {
	const runs: Cell[] = [];
	for (const cell of cells) {
		const last = runs.at(-1);
		if (last !== undefined && last.style === cell.style) {
			runs[runs.length - 1] = {text: last.text + cell.text, style: cell.style};
		} else {
			runs.push(cell);
		}
	}

	return runs;
};

/** Each name at the row of its newest number, or the nearest one below or above that is free. */
const namesBeside = (
	series: readonly Drawn[],
	rowOf: (value: number) => number,
	height: number,
): readonly (Line | undefined)[] => {
	const names: Array<Line | undefined> = Array.from({length: height}, () => undefined);
	for (const {label, style, values} of series.toReversed()) {
		const last = values.findLast(value => !Number.isNaN(value));
		const wanted = last === undefined ? undefined : rowOf(last);
		const row = wanted === undefined ? undefined : freeRow(names, wanted);
		if (row !== undefined) {
			names[row] = [span(` ${label}`, style)];
		}
	}

	return names;
};

const freeRow = (names: readonly (Line | undefined)[], wanted: number): number | undefined =>
	names
		.flatMap((name, row) => (name === undefined ? [row] : []))
		.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a)[0];
