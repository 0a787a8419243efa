// The characters that draw the screen, and their ASCII stand-ins where the locale is not UTF-8.

const unicode = {
	horizontal: '─',
	vertical: '│',
	topLeft: '┌',
	topRight: '┐',
	bottomLeft: '└',
	bottomRight: '┘',
	teeLeft: '├',
	teeRight: '┤',
	teeTop: '┬',
	teeBottom: '┴',
	good: '✓',
	warn: '!',
	bad: '✗',
	info: 'i',
	closed: '▸',
	open: '▾',
	cursor: '▌',
	holder: '●',
	none: '–',
	unknown: '·',
	atMost: '≤',
	atLeast: '≥',
	sparks: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as readonly string[],
};

export type Glyphs = typeof unicode;

export const unicodeGlyphs: Glyphs = unicode;

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
	['⏎', '<'],
	['Δ', 'd'],
	['▁', '.'],
	['▂', ':'],
	['▃', '-'],
	['▄', '='],
	['▅', '+'],
	['▆', '*'],
	['▇', '#'],
	['█', '@'],
]);

/** A finished row in ASCII; what has no stand-in becomes a question mark for each of its columns. */
export const inAscii = (text: string): string =>
	Array.from(text)
		.map(character => ((character.codePointAt(0) ?? 0) < 0x80 ? character : (standIns.get(character) ?? '?')))
		.join('');
