// Colours by name or by escape sequence outside of the theme, where meaning becomes colour.
import ts from 'typescript';
import {descendants, lineOf, parse, type File, type Violation} from './source-files.ts';

const theme = 'source/ui/theme.ts';
// "Select graphic rendition", with a 7-bit or an 8-bit introducer.
const sgr = /(?:\u001B\[|\u009B)[\d;:]*m/;

/** The text of a literal; each expression in a template stands for a number. */
const textOf = (node: ts.Node): string | undefined => {
	if (ts.isStringLiteralLike(node)) {
		return node.text;
	}

	return ts.isTemplateExpression(node)
		? [node.head.text, ...node.templateSpans.map(({literal}) => literal.text)].join('0')
		: undefined;
};

const isColourAttribute = (node: ts.Node): boolean => {
	if (!ts.isJsxAttribute(node) || !/colou?r$/i.test(node.name.getText())) {
		return false;
	}

	const value = node.initializer;
	const inner = value !== undefined && ts.isJsxExpression(value) ? value.expression : value;
	return inner !== undefined && ts.isStringLiteralLike(inner);
};

/** Colour literals of JSX and raw SGR sequences. Patterns that look for such sequences are none. */
export const checkColours = (files: readonly File[]): Violation[] =>
	files
		.filter(({path}) => path !== theme)
		.flatMap(file =>
			descendants(parse(file)).flatMap(node => {
				const what = isColourAttribute(node)
					? 'names a colour'
					: sgr.test(textOf(node) ?? '')
						? 'writes an SGR sequence'
						: '';
				const says = `${what}: only ${theme} knows colours, everything else says what it means`;
				return what === '' ? [] : [{path: file.path, line: lineOf(node), says}];
			}),
		);
