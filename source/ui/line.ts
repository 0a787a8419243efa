// Lines made of styled spans, measured in terminal columns.
import stringWidth from 'fast-string-width';
import type {Style} from './theme.ts';

export type Span = {readonly text: string; readonly style?: Style | undefined};
export type Line = readonly Span[];

/** A span, for brevity. */
export const span = (text: string, style?: Style): Span => (style === undefined ? {text} : {text, style});

/** A column for each UTF-16 unit: ASCII, and what zktop draws with. */
const plain =
	/^[ -~\u00B7\u00D7\u2013\u2019\u2026\u2190-\u2193\u2212\u2264\u2265\u2500-\u259F\u25A0-\u25CF\u2713\u2717]*$/;

/** Columns that a text takes. */
export const widthOf = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0);

export const spaces = (count: number): string => ' '.repeat(Math.max(0, count));

let segmenter: Intl.Segmenter | undefined;

/** What a terminal draws as one character each. The segmenter is made when first needed: ICU's rules take 20 ms of a start. */
export const graphemesOf = (text: string): Intl.Segments =>
	(segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'})).segment(text);

/** The longest beginning of a text that takes at most `width` columns. */
export const cut = (text: string, width: number): string => {
	if (widthOf(text) <= width) {
		return text;
	}

	if (plain.test(text)) {
		return text.slice(0, Math.max(0, width));
	}

	let kept = '';
	let used = 0;
	for (const {segment} of graphemesOf(text)) {
		used += widthOf(segment);
		if (used > width) {
			break;
		}

		kept += segment;
	}

	return kept;
};

/** The text within `width` columns, with an ellipsis when something was left out at its end. */
export const shorten = (text: string, width: number, ellipsis = '…'): string =>
	widthOf(text) <= width ? text : width <= 0 ? '' : `${cut(text, width - 1)}${ellipsis}`;

/** The text within `width` columns, keeping its end: what tells sequential znodes apart stands there. */
export const shortenStart = (text: string, width: number, ellipsis = '…'): string => {
	if (widthOf(text) <= width) {
		return text;
	}

	return width <= 0 ? '' : `${ellipsis}${cutStart(text, width - 1)}`;
};

/** The longest end of a text that takes at most `width` columns. */
const cutStart = (text: string, width: number): string => {
	let start = text.length;
	let used = 0;
	for (const {segment, index} of [...graphemesOf(text)].reverse()) {
		used += widthOf(segment);
		if (used > width) {
			break;
		}

		start = index;
	}

	return text.slice(start);
};

const isMoreAfter = (line: Line, index: number): boolean =>
	line.slice(index + 1).some(({text}) => text.trim() !== '');

/** The line in exactly `width` columns: cut with an ellipsis or filled with blanks. */
export const fit = (line: Line, width: number): Line => {
	const fitted: Span[] = [];
	let left = width;
	for (const [index, {text, style}] of line.entries()) {
		if (left <= 0) {
			break;
		}

		const taken = widthOf(text);
		if (taken > left || (taken === left && isMoreAfter(line, index))) {
			const short = cut(text, left - 1);
			fitted.push({text: `${short}…`, style});
			left -= widthOf(short) + 1;
			break;
		}

		fitted.push({text, style});
		left -= taken;
	}

	return left > 0 ? [...fitted, {text: spaces(left)}] : fitted;
};

export type Cell = {
	readonly text: string;
	readonly width: number;
	readonly align?: 'left' | 'right';
	readonly style?: Style | undefined;
};

/** One table row: cells of fixed width, one blank between them. */
export const cells = (row: readonly Cell[]): Line =>
	row.flatMap(({text, width, align = 'left', style}, index) => {
		const short = shorten(text, width);
		const padding = spaces(width - widthOf(short));
		return [
			{text: index === 0 ? '' : ' '},
			{text: align === 'right' ? padding + short : short + padding, style},
		];
	});

/** Breaks prose into lines of at most `width` columns. */
export const wrap = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return [...lines, line].flatMap(piece => hardWrap(piece, width));
};

/** Breaks a text at exactly `width` columns, wherever that is. Linear: a znode may be one line of a mebibyte. */
export const hardWrap = (text: string, width: number): readonly string[] => {
	if (width < 2 || text.length === 0) {
		return [text];
	}

	return plain.test(text) ? slices(text, width) : graphemeRuns(text, width);
};

const slices = (text: string, width: number): readonly string[] =>
	Array.from({length: Math.ceil(text.length / width)}, (_, index) =>
		text.slice(index * width, (index + 1) * width),
	);

const graphemeRuns = (text: string, width: number): readonly string[] => {
	const runs: string[] = [];
	let [start, used] = [0, 0];
	for (const {segment, index} of graphemesOf(text)) {
		const taken = widthOf(segment);
		if (used + taken > width && index > start) {
			runs.push(text.slice(start, index));
			[start, used] = [index, 0];
		}

		used += taken;
	}

	return [...runs, text.slice(start)];
};
