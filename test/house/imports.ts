// What a file imports: statically, dynamically, as types only, by re-export.
import {posix} from 'node:path';
import ts from 'typescript';
import {descendants, lineOf, parse, type File} from './source-files.ts';

export type Import = {
	readonly from: File;
	readonly line: number;
	/** As written: `./ids.ts`, `node:net`, `ink`. */
	readonly specifier: string;
	/** The file that a relative specifier names, from the project's root. */
	readonly target: string | undefined;
	/** `import type …`, `export type … from`, `import('…').T`: gone when the program runs. */
	readonly typeOnly: boolean;
	readonly dynamic: boolean;
	/** Imported names; `*` for all of them, `default` for the default export. */
	readonly names: readonly string[];
};

const namesOf = (clause: ts.ImportClause | undefined): string[] => {
	const bindings = clause?.namedBindings;
	return [
		...(clause?.name === undefined ? [] : ['default']),
		...(bindings === undefined
			? []
			: ts.isNamespaceImport(bindings)
				? ['*']
				: bindings.elements.map(({propertyName, name}) => (propertyName ?? name).text)),
	];
};

type Found = {
	readonly specifier: ts.Node;
	readonly typeOnly: boolean;
	readonly dynamic: boolean;
	readonly names: string[];
};

const found = (node: ts.Node): Found | undefined => {
	if (ts.isImportDeclaration(node)) {
		const clause = node.importClause;
		const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
		return {specifier: node.moduleSpecifier, typeOnly, dynamic: false, names: namesOf(clause)};
	}

	if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
		return {specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly, dynamic: false, names: ['*']};
	}

	if (
		ts.isCallExpression(node) &&
		node.expression.kind === ts.SyntaxKind.ImportKeyword &&
		node.arguments[0]
	) {
		return {specifier: node.arguments[0], typeOnly: false, dynamic: true, names: ['*']};
	}

	return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
		? {specifier: node.argument.literal, typeOnly: true, dynamic: false, names: []}
		: undefined;
};

/** All imports of a file, in its order. */
export const importsOf = (file: File): Import[] =>
	descendants(parse(file)).flatMap(node => {
		const {specifier: literal, ...rest} = found(node) ?? {};
		if (literal === undefined || !ts.isStringLiteralLike(literal)) {
			return [];
		}

		const specifier = literal.text;
		const target = specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : undefined;
		return [
			{
				typeOnly: false,
				dynamic: false,
				names: [],
				...rest,
				from: file,
				line: lineOf(node),
				specifier,
				target,
			},
		];
	});
