// No file needs itself.
import {expect, it} from 'vitest';
import {checkCycles} from './cycles.ts';
import {readSource, report} from './source-files.ts';

const file = (name: string, ...imports: readonly string[]) => ({
	path: `source/store/${name}.ts`,
	text: imports.map(other => `import {x} from './${other}.ts';`).join('\n'),
});

it('finds no circle in source/', () => {
	expect(report(checkCycles(readSource()))).toEqual([]);
});

it('finds a circle and names the way round', () => {
	const files = [file('a', 'd', 'b'), file('b', 'c'), file('c', 'd', 'a'), file('d')];
	expect(report(checkCycles(files))).toEqual([
		'source/store/c.ts:2 closes a circle: source/store/a.ts → source/store/b.ts → source/store/c.ts → source/store/a.ts',
	]);
});

it('finds a circle of types and a file that imports itself', () => {
	const types = {path: 'source/store/a.ts', text: "import type {B} from './b.ts';"};
	expect(checkCycles([types, file('b', 'a')])).toHaveLength(1);
	expect(checkCycles([file('a', 'a')])).toHaveLength(1);
});

it('lets two ways lead to the same file', () => {
	expect(checkCycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
});
