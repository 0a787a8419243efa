// Styled lines → text with the theme's attributes.
import {withoutDangerous} from './escape.ts';
import type {Line} from './line.ts';
import {styled, type Theme} from './theme.ts';

/** The line as the terminal wants it. */
export const paint = (line: Line, theme: Theme): string =>
	line.map(({text, style}) => styled(withoutDangerous(text), style, theme)).join('');
