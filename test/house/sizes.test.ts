// Nothing is too long to be read at once.
import {expect, it} from 'vitest';
import {checkFileSizes, checkFunctionSizes} from './sizes.ts';
import {readFiles, readSource, report} from './source-files.ts';

const lines = (count: number): string => 'f();\n'.repeat(count);
const sizesOf = (path: string, text: string): string[] => report(checkFunctionSizes([{path, text}]));

it('keeps files short, in tests and benchmarks too', () => {
	const others = readFiles('*.ts', 'test/**/*.{ts,tsx}', 'bench/**/*.{ts,tsx}');
	expect(report(checkFileSizes([...readSource(), ...others]))).toEqual([]);
});

it('keeps functions and components short', () => {
	expect(report(checkFunctionSizes(readSource()))).toEqual([]);
});

it('finds a file that is too long', () => {
	const text = lines(251);
	expect(report(checkFileSizes([{path: 'source/ui/a.ts', text}]))).toEqual([
		'source/ui/a.ts:251 has 251 lines, 250 at most: split it by meaning',
	]);
	expect(checkFileSizes([{path: 'source/ui/a.ts', text: lines(250)}])).toEqual([]);
	expect(checkFileSizes([{path: 'cli.tsx', text: lines(61)}])).toHaveLength(1);
});

it.each([
	`const long = () => {\n${lines(49)}};`,
	`function long() {\n${lines(49)}}`,
	`class A {\n long() {\n${lines(49)}}\n}`,
	`const a = {\n long: function () {\n${lines(49)}}};`,
])('finds a function that is too long', text => {
	expect(sizesOf('source/ui/a.ts', text)).toEqual([
		expect.stringMatching(/^source\/ui\/a\.ts:\d long has 51 lines, a function has 50 at most$/),
	]);
});

it('lets a component be longer, to a point', () => {
	const component = (count: number): string => `const Pane = () => {\n${lines(count - 2)}};`;
	expect(sizesOf('source/ui/pane.tsx', component(80))).toEqual([]);
	expect(sizesOf('source/ui/pane.tsx', component(81))).toHaveLength(1);
	expect(sizesOf('source/ui/pane.ts', component(80))).toHaveLength(1);
});

it('does not count the comment above a function', () => {
	expect(
		sizesOf('source/ui/a.ts', `/**\n${' *\n'.repeat(40)} */\nconst fits = () => {\n${lines(48)}};`),
	).toEqual([]);
});

/** Lines that hold code: neither blank nor comment alone. */
const codeLines = (text: string): number =>
	text
		.replaceAll(/\/\*\*[^]*?\*\//g, '')
		.split('\n')
		.filter(line => line.trim() !== '' && !line.trimStart().startsWith('//')).length;

it('counts lines of code without comments', () => {
	expect(codeLines('// what for\n\n/** One. */\na();\n\t/**\n\t * Two.\n\t */\n\tb(); // so\n')).toBe(2);
	expect(codeLines('/** One. */ a();\nb();\n/** Two. */\nc();\n')).toBe(3);
});

it('keeps the embedded ensemble small: 1,500 lines of code', () => {
	const files = readFiles('source/demo/ensemble/**/*.ts');
	expect(files.reduce((sum, {text}) => sum + codeLines(text), 0)).toBeLessThanOrEqual(1500);
});
