// Names by which files and their exports are found: kebab-case files that say what they are for, named exports, no attics.
import ts from 'typescript';
import {lineOf, parse, type File, type Violation} from './source-files.ts';

const attics = ['util', 'utils', 'type', 'types', 'common', 'helper', 'helpers'];

const isDeclaration = (path: string): boolean => path.endsWith('.d.ts');

/** Files and folders that are called after nothing, and names that are not kebab-case. */
export const checkNames = (files: readonly File[]): Violation[] =>
	files.flatMap(({path}) => {
		const names = path.split('/').map(part => part.replace(/(\.d)?\.tsx?$/, ''));
		const attic = names.find(name => attics.includes(name));
		const odd = names.find(name => !/^[a-z\d]+(-[a-z\d]+)*$/.test(name));
		return [
			...(attic === undefined
				? []
				: [`nothing is called "${attic}": a type lives in the file that makes its values`]),
			...(odd === undefined ? [] : [`"${odd}" is not kebab-case`]),
		].map(says => ({path, line: 1, says}));
	});

/** Files whose first line (after a shebang) does not say what they are for. */
export const checkFirstLines = (files: readonly File[]): Violation[] =>
	files
		.filter(({text}) => !/^(#!.*\n)?(\/\/|\/\*\*?) ?\S/.test(text))
		.map(({path}) => ({path, line: 1, says: 'begins without a comment that says what the file is for'}));

const isExported = (node: ts.Node): boolean =>
	ts.canHaveModifiers(node) &&
	(ts.getModifiers(node) ?? []).some(({kind}) => kind === ts.SyntaxKind.ExportKeyword);

const isDefault = (statement: ts.Statement): boolean =>
	ts.isExportAssignment(statement) ||
	(ts.canHaveModifiers(statement) &&
		(ts.getModifiers(statement) ?? []).some(({kind}) => kind === ts.SyntaxKind.DefaultKeyword)) ||
	(ts.isExportDeclaration(statement) &&
		statement.exportClause !== undefined &&
		ts.isNamedExports(statement.exportClause) &&
		statement.exportClause.elements.some(({name}) => name.text === 'default'));

/** Default exports: they have as many names as importers. */
export const checkDefaultExports = (files: readonly File[]): Violation[] =>
	files
		.filter(({path}) => !isDeclaration(path))
		.flatMap(file =>
			parse(file)
				.statements.filter(isDefault)
				.map(node => ({path: file.path, line: lineOf(node), says: 'exports a default: named exports only'})),
		);

/** Functions that a statement declares. */
const declaredIn = (statement: ts.Statement): string[] => {
	if (ts.isFunctionDeclaration(statement)) {
		return [statement.name?.text ?? ''];
	}

	return ts.isVariableStatement(statement)
		? statement.declarationList.declarations
				.filter(({initializer}) => initializer !== undefined && ts.isFunctionLike(initializer))
				.map(({name}) => name.getText())
		: [];
};

/** Exported functions of zookeeper/ without a docstring: shapes, units, errors, source. (A class is its file's subject.) */
export const checkDocstrings = (files: readonly File[]): Violation[] =>
	files
		.filter(({path}) => path.startsWith('source/zookeeper/') && !isDeclaration(path))
		.flatMap(file =>
			parse(file)
				.statements.filter(node => isExported(node) && ts.getJSDocCommentsAndTags(node).length === 0)
				.flatMap(node =>
					declaredIn(node).map(name => ({
						path: file.path,
						line: lineOf(node),
						says: `${name} has no docstring`,
					})),
				),
		);
