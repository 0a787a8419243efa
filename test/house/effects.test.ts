// What draws conclusions, holds state or shows it has no clock and no wires of its own.
import {expect, it} from 'vitest';
import {checkEffects} from './effects.ts';
import {readSource, report} from './source-files.ts';

const faults = (path: string, text: string): string[] => report(checkEffects([{path, text}]));

it('are where they belong in source/', () => {
	expect(report(checkEffects(readSource()))).toEqual([]);
});

it.each([
	['source/analyze/a.ts', 'const at = Date.now();'],
	['source/analyze/a.ts', 'const at = new Date();'],
	['source/store/a.ts', 'setTimeout(() => undefined, 5);'],
	['source/store/a.ts', 'const wait = setInterval;'],
	['source/ui/a.tsx', 'const at = performance.now();'],
	['source/ui/a.tsx', "await fetch('http://a');"],
	['source/ui/a.tsx', 'const {columns} = process.stdout;'],
	['source/collect/a.ts', "const home = process.env['HOME'];"],
	['source/zookeeper/a.ts', "import {env} from 'node:process';"],
])('break the law in %s with %s', (path, text) => {
	expect(faults(path, text)).toHaveLength(1);
});

it.each([
	['source/analyze/a.ts', 'const at = new Date(0); type Clock = {setTimeout: () => void};'],
	['source/store/a.ts', 'clock.setTimeout(1); const a = {fetch: 1}; // Date.now()'],
	['source/collect/a.ts', 'setTimeout(tick, Date.now());'],
	['source/commands/top.tsx', "process.stdout.write('x'); process.env['NO_COLOR'];"],
	['cli.tsx', 'process.exitCode = 2; process.env.NODE_ENV;'],
])('are allowed in %s with %s', (path, text) => {
	expect(faults(path, text)).toEqual([]);
});
