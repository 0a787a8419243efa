// Styled lines → text with the theme's attributes.
import type {Line} from './line.ts';
import type {Theme} from './theme.ts';

/** The line as the terminal wants it. */
export const paint = (line: Line, theme: Theme): string =>
	line
		.map(({text, style}) => {
			const sgr = style === undefined ? '' : theme[style];
			return sgr === '' || text === '' ? text : `\u001B[${sgr}m${text}\u001B[0m`;
		})
		.join('');
