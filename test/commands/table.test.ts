// source/commands/table.ts
import {expect, it} from 'vitest';
import {tableText} from '../../source/commands/table.ts';

it('aligns by columns of the terminal, says what is not known, and lets no server act on the terminal', () => {
	const text = tableText<readonly [string, number | undefined]>(
		[
			{title: 'NAME', text: ([name]) => name},
			{title: 'N', align: 'right', text: ([, count]) => count?.toString()},
			{title: 'LAST', text: ([name]) => name},
		],
		[
			['配置', 12],
			['a\u001B[2J', undefined],
		],
	);
	expect(text.split('\n')).toEqual([
		'NAME       N  LAST',
		'配置      12  配置',
		String.raw`a\x1b[2J   ·  a\x1b[2J`,
	]);
});
