// A value as rows of the screen: broken once for the same lines and width, drawn row by row, so that a mebibyte scrolls.
import type {Form} from '../../analyze/values/decode.ts';
import {escapeText} from '../escape.ts';
import {hardWrap, span, type Line} from '../line.ts';
import {hexWithin} from './hex.ts';
import {highlight} from './highlight.ts';
import {found, type Found, type Place} from './found.ts';
import {marked, sliced} from './spans.ts';

export type Value = {readonly form: Form; readonly lines: readonly string[]};

/** What is looked for, and which of its places is meant. */
export type Search = {readonly text: string; readonly match: number};

export type ValueRows = {
	readonly count: number;
	readonly rowAt: (index: number) => Line;
	readonly found: Found;
	/** The row where a place begins. */
	readonly rowOf: (place: Place) => number;
};

/** Which line each row is of, and where in it the row begins. */
type Broken = {
	readonly of: readonly string[];
	readonly width: number;
	readonly lines: readonly string[];
	readonly line: Uint32Array;
	readonly from: Uint32Array;
};

let last: Broken | undefined;

const brokenTo = (of: readonly string[], isDump: boolean, width: number): Broken => {
	if (last?.of === of && last.width === width) {
		return last;
	}

	const lines = (isDump ? hexWithin(of, width) : of).map(escapeText);
	const starts: Array<readonly [number, number]> = [];
	for (const [index, text] of lines.entries()) {
		let from = 0;
		for (const piece of hardWrap(text, width)) {
			starts.push([index, from]);
			from += piece.length;
		}
	}

	last = {
		of,
		width,
		lines,
		line: Uint32Array.from(starts, ([line]) => line),
		from: Uint32Array.from(starts, ([, from]) => from),
	};
	return last;
};

const dumps: ReadonlySet<Form> = new Set(['hex', 'stored', 'java', 'number']);

/** The rows of a value within so many columns. */
export const valueRows = ({form, lines: of}: Value, width: number, search: Search): ValueRows => {
	const {lines, line, from} = brokenTo(of, dumps.has(form), width);
	const places = found(lines, search.text);
	return {
		count: line.length,
		found: places,
		rowAt: index => {
			const at = line[index] ?? 0;
			const text = lines[at] ?? '';
			const start = from[index] ?? 0;
			const end = line[index + 1] === at ? (from[index + 1] ?? text.length) : text.length;
			return [span(' '), ...sliced(withPlaces(highlight(text, form), at, places, search), start, end)];
		},
		rowOf: place => {
			let row = lowestRow(line, place.line);
			while (line[row + 1] === place.line && (from[row + 1] ?? Infinity) <= place.from) {
				row += 1;
			}

			return row;
		},
	};
};

const lowestRow = (line: Uint32Array, wanted: number): number => {
	let [low, high] = [0, line.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((line[middle] ?? 0) < wanted) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
};

/** A line with what is found in it; the place that is meant stands out. */
const withPlaces = (text: Line, at: number, {inLine, first}: Found, {text: wanted, match}: Search): Line => {
	const places = inLine(at);
	return places.reduce<Line>(
		(line, from, index) =>
			marked(line, from, from + wanted.length, first(at) + index === match ? 'focused' : 'inverse'),
		text,
	);
};
