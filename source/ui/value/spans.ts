// Pieces of styled lines, by UTF-16 units.
import type {Line, Span} from '../line.ts';
import type {Style} from '../theme.ts';

/** The spans from one unit to another. */
export const sliced = (line: Line, from: number, to: number): Line => {
	const kept: Span[] = [];
	let at = 0;
	for (const {text, style} of line) {
		const piece = text.slice(Math.max(0, from - at), Math.max(0, to - at));
		at += text.length;
		if (piece !== '') {
			kept.push({text: piece, style});
		}
	}

	return kept;
};

/** The same line, with another style from one unit to another. */
export const marked = (line: Line, from: number, to: number, style: Style): Line => [
	...sliced(line, 0, from),
	...sliced(line, from, to).map(({text}) => ({text, style})),
	...sliced(line, to, Infinity),
];
