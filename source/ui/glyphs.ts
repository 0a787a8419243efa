// The characters that draw the screen, and their ASCII stand-ins where the locale is not UTF-8.
import {graphemesOf, widthOf} from './line.ts';

/** Bars of a sparkline, lowest first. */
export const sparks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Stand-ins, one column each like what they stand for. */
const standIns: ReadonlyMap<string, string> = new Map([
	['─', '-'],
	['│', '|'],
	['┌', '+'],
	['┐', '+'],
	['└', '+'],
	['┘', '+'],
	['├', '+'],
	['┤', '+'],
	['┬', '+'],
	['┴', '+'],
	['┼', '+'],
	['╭', '+'],
	['╮', '+'],
	['╰', '+'],
	['╯', '+'],
	['✓', 'v'],
	['✗', 'X'],
	['▸', '>'],
	['▾', 'v'],
	['▌', '>'],
	['●', '*'],
	['–', '-'],
	['·', '.'],
	['≤', '<'],
	['≥', '>'],
	['…', '~'],
	['×', 'x'],
	['→', '>'],
	['←', '<'],
	['↑', '^'],
	['↓', 'v'],
	['Δ', 'd'],
	['−', '-'],
	['’', "'"],
	['▁', '.'],
	['▂', ':'],
	['▃', '-'],
	['▄', '='],
	['▅', '+'],
	['▆', '*'],
	['▇', '#'],
	['█', '@'],
	['╌', '-'],
	['┊', ':'],
	['▲', '^'],
]);

/** A finished row in ASCII, as wide as it was; what has no stand-in becomes a question mark for each of its columns. */
export const inAscii = (text: string): string =>
	isAscii(text) ? text : [...graphemesOf(text)].map(({segment}) => asciiOf(segment)).join('');

const isAscii = (text: string): boolean => /^[\0-\u007F]*$/.test(text);

/** A letter stays without its marks. */
const asciiOf = (grapheme: string): string => {
	const [first = ''] = grapheme;
	return isAscii(first) ? first : (standIns.get(grapheme) ?? '?'.repeat(widthOf(grapheme)));
};
