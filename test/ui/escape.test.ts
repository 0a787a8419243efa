// Untrusted text made visible.
import {expect, it} from 'vitest';
import {escapeText, withoutDangerous} from '../../source/ui/escape.ts';
import {widthOf} from '../../source/ui/line.ts';
import {paint} from '../../source/ui/paint.ts';
import {themes} from '../../source/ui/theme.ts';
import {hostile} from './scripts.ts';

it.each([
	['\u001B[31m', String.raw`\x1b[31m`],
	['\n\r\t\0', String.raw`\n\r\t\0`],
	['\u0007\u007F', String.raw`\x07\x7f`],
	['\u009B\u0085', String.raw`\x9b\x85`],
	['\u00AD', String.raw`\xad`],
	['\u202E\u2066', '<U+202E><U+2066>'],
	['\u200B\u200D\uFEFF', '<U+200B><U+200D><U+FEFF>'],
	['\u2028\u2029', '<U+2028><U+2029>'],
	['\u{E0041}', '<U+E0041>'],
	['\uD800', '<U+D800>'],
	['\uE000\u{10FFFF}', '<U+E000><U+10FFFF>'],
	['\u3164\u115F', '<U+3164><U+115F>'],
])('%j is shown as %s', (text, shown) => {
	expect(escapeText(text)).toBe(shown);
});

it.each(['plain ~ text', 'zoë', 'e\u0301', '漢字', '한글', 'עברית', '\u{1F469}', '½ € – …'])(
	'%s stays as it is',
	text => {
		expect(escapeText(text)).toBe(text);
	},
);

it('no control, format or invisible character is left, whatever stands beside it', () => {
	for (let code = 0; code < 0x3000; code++) {
		const shown = escapeText(`a${String.fromCodePoint(code)}b`);
		expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u);
		expect(widthOf(shown)).toBeGreaterThanOrEqual(2);
	}
});

it('escaped text stays as it is', () => {
	expect(escapeText(escapeText(hostile))).toBe(escapeText(hostile));
});

it('what nobody escaped does not get past the painter, nor does it change the width', () => {
	const painted = paint([{text: hostile, style: 'bad'}], themes.mono);
	expect(painted.replaceAll(/^\u001B\[1m|\u001B\[0m$/g, '')).toBe(withoutDangerous(hostile));
	expect(withoutDangerous(hostile)).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
	expect(widthOf(withoutDangerous('a\u001Bb\u202Ec'))).toBe(3);
});
