// A newcomer finds things by their names.
import {expect, it} from 'vitest';
import {checkDefaultExports, checkDocstrings, checkFirstLines, checkNames} from './exports.ts';
import {readFiles, readSource, report} from './source-files.ts';

const file = (text: string, path = 'source/zookeeper/a.ts') => [{path, text}];

it('calls nothing in source/ utils, types, common or helpers, and all in kebab-case', () => {
	expect(report(checkNames(readSource()))).toEqual([]);
	expect(checkNames(file('', 'source/store/utils/a.ts'))).toHaveLength(1);
	expect(checkNames(file('', 'source/store/types.ts'))).toHaveLength(1);
	expect(checkNames(file('', 'source/ui/TreePane.tsx'))).toHaveLength(1);
	expect(checkNames(file('', 'source/ui/tree-pane.tsx'))).toEqual([]);
});

it('begins each file with what it is for', () => {
	const others = readFiles('*.ts', 'test/**/*.{ts,tsx}', 'bench/**/*.{ts,tsx}');
	expect(report(checkFirstLines([...readSource(), ...others]))).toEqual([]);
	expect(checkFirstLines(file("import {a} from './a.ts';"))).toHaveLength(1);
	expect(checkFirstLines(file('//\n'))).toHaveLength(1);
	expect(checkFirstLines(file('#!/usr/bin/env node\n// The entry.\n'))).toEqual([]);
});

it('exports by name only', () => {
	expect(report(checkDefaultExports(readSource()))).toEqual([]);
	expect(checkDefaultExports(file('export default 1;'))).toHaveLength(1);
	expect(checkDefaultExports(file('export default function a() {}'))).toHaveLength(1);
	expect(checkDefaultExports(file('const a = 1;\nexport {a as default};'))).toHaveLength(1);
	expect(checkDefaultExports(file('export const a = 1;\nexport {b} from "./b.ts";'))).toEqual([]);
});

it('documents what zookeeper/ offers', () => {
	expect(report(checkDocstrings(readSource()))).toEqual([]);
	expect(report(checkDocstrings(file('// a\nexport const ask = () => 1;')))).toEqual([
		'source/zookeeper/a.ts:2 ask has no docstring',
	]);
	expect(checkDocstrings(file('export async function b() {}'))).toHaveLength(1);
	expect(
		checkDocstrings(
			file('/** Asks. */\nexport const ask = () => 1;\nexport const port = 1;\nexport class A {}'),
		),
	).toEqual([]);
	expect(checkDocstrings(file('export const ask = () => 1;', 'source/ui/a.ts'))).toEqual([]);
});
