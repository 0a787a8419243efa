// What the house tests read: the source files, and violations that name law, file and line.
import {existsSync, globSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import ts from 'typescript';

/** `path` from the project's root, with forward slashes. */
export type File = {readonly path: string; readonly text: string};

export type Violation = {readonly path: string; readonly line: number; readonly says: string};

const root = resolve(import.meta.dirname, '../..');

/** Reads the files that match, from the project's root; files that do not exist yet are left out. */
export const readFiles = (...patterns: readonly string[]): File[] =>
	globSync(patterns, {cwd: root})
		.toSorted()
		.map(path => ({path: path.replaceAll('\\', '/'), text: readFileSync(resolve(root, path), 'utf8')}));

/** cli.tsx and everything in source/. */
export const readSource = (): File[] => readFiles('cli.tsx', 'source/**/*.{ts,tsx}');

export const readText = (path: string): string | undefined =>
	existsSync(resolve(root, path)) ? readFileSync(resolve(root, path), 'utf8') : undefined;

const parsed = new WeakMap<File, ts.SourceFile>();

/** The syntax tree of a file, with parents. */
export const parse = (file: File): ts.SourceFile => {
	const known = parsed.get(file);
	if (known !== undefined) {
		return known;
	}

	const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
	const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
	parsed.set(file, tree);
	return tree;
};

export const lineOf = (node: ts.Node): number => {
	const tree = node.getSourceFile();
	return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
};

/** All nodes below, outer ones first. */
export const descendants = (node: ts.Node): ts.Node[] => {
	const nodes: ts.Node[] = [];
	const visit = (child: ts.Node): void => {
		nodes.push(child);
		ts.forEachChild(child, visit);
	};

	ts.forEachChild(node, visit);
	return nodes;
};

/** One line each, as a failing test shows them. */
export const report = (violations: readonly Violation[]): string[] =>
	violations.map(({path, line, says}) => `${path}:${line} ${says}`);
