// Files, functions and components that grew past the hard stops of the house style.
import ts from 'typescript';
import {descendants, lineOf, parse, type File, type Violation} from './source-files.ts';

const maxFileLines = 250;
const maxFunctionLines = 50;
const maxComponentLines = 80;
const maxEntryLines = 60;

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

/** Files that are too long; cli.tsx has a shorter measure. */
export const checkFileSizes = (files: readonly File[]): Violation[] =>
	files.flatMap(({path, text}) => {
		const [lines, most] = [linesOf(text), path === 'cli.tsx' ? maxEntryLines : maxFileLines];
		return lines <= most
			? []
			: [{path, line: lines, says: `has ${lines} lines, ${most} at most: split it by meaning`}];
	});

type Function = ts.FunctionLikeDeclaration;

const isFunction = (node: ts.Node): node is Function =>
	ts.isFunctionDeclaration(node) ||
	ts.isFunctionExpression(node) ||
	ts.isArrowFunction(node) ||
	ts.isMethodDeclaration(node) ||
	ts.isConstructorDeclaration(node) ||
	ts.isAccessor(node);

/** Its own name, or that of the constant or property that holds it. */
const nameOf = (node: Function): string => {
	const holder = node.name ?? ('name' in node.parent ? node.parent.name : undefined);
	return (
		holder?.getText() ?? (ts.isConstructorDeclaration(node) ? 'constructor' : 'a function without a name')
	);
};

const heightOf = (node: ts.Node): number => {
	const tree = node.getSourceFile();
	return tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - lineOf(node);
};

/** Functions that are too long; a component is a function of a .tsx file with a capital. */
export const checkFunctionSizes = (files: readonly File[]): Violation[] =>
	files.flatMap(file =>
		descendants(parse(file))
			.filter(isFunction)
			.flatMap(node => {
				const [lines, name] = [heightOf(node), nameOf(node)];
				const component = file.path.endsWith('.tsx') && /^[A-Z]/.test(name);
				const most = component ? maxComponentLines : maxFunctionLines;
				const says = `${name} has ${lines} lines, ${component ? 'a component' : 'a function'} has ${most} at most`;
				return lines <= most ? [] : [{path: file.path, line: lineOf(node), says}];
			}),
	);
