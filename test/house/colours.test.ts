// Only the theme knows colours.
import {expect, it} from 'vitest';
import {checkColours} from './colours.ts';
import {readSource, report} from './source-files.ts';

const faults = (text: string, path = 'source/ui/a.tsx'): string[] => report(checkColours([{path, text}]));

it('are named nowhere else in source/', () => {
	expect(report(checkColours(readSource()))).toEqual([]);
});

it.each([
	'const a = <Text color="red">x</Text>;',
	"const a = <Text backgroundColor={'#fff'}>x</Text>;",
	'const a = <Box borderColor={`red`} />;',
	String.raw`const a = '\u001B[31mx';`,
	String.raw`const a = '\x1b[0m';`,
	String.raw`const a = '\u009B1m';`,
	'const a = `\\u001B[${code}mx`;',
	'const a = `\\u001B[38;2;${r};${g};${b}m`;',
])('are found in %s', text => {
	expect(faults(text)).toHaveLength(1);
	expect(faults(text, 'source/ui/theme.ts')).toEqual([]);
});

it.each([
	'const a = <Text color={theme.bad}>x</Text>;',
	String.raw`const clear = '\u001B[2J\u001B[?25h';`,
	String.raw`const pattern = /\u001B\[[\d;]*m/g;`,
	'const colour = "red";',
])('are not seen in %s', text => {
	expect(faults(text)).toEqual([]);
});
