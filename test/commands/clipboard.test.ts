// source/commands/clipboard.ts: what is written to the terminal is one OSC 52 sequence and nothing else
import {afterEach, expect, it, vi} from 'vitest';
import {copied} from '../../source/commands/clipboard.ts';

const writing = () => {
	const written: string[] = [];
	vi.spyOn(process.stdout, 'write').mockImplementation(text => {
		written.push(String(text));
		return true;
	});
	return written;
};
afterEach(() => {
	vi.restoreAllMocks();
});

it('a text goes out in base64, whatever it holds', () => {
	const written = writing();
	const text = 'a\u0007\u001B]0;title\u0007 漢';
	expect(copied({what: 'value', text})).toMatch(/^value copied, 16 B, where the terminal allows it/);
	const [, payload = ''] = /^\u001B\]52;c;([A-Za-z\d+/=]*)\u0007$/.exec(written.join('')) ?? [];
	expect(Buffer.from(payload, 'base64').toString()).toBe(text);
});

it('what is longer than terminals take is refused with its size, and nothing is written', () => {
	const written = writing();
	expect(copied({what: 'value', text: 'x'.repeat(74_995)})).toMatch(
		/the value is 73 KB, the clipboard takes 74,994 bytes; o /,
	);
	expect(written).toEqual([]);
	copied({what: 'value', text: 'x'.repeat(74_994)});
	expect(written.join('').length).toBeLessThan(100_001);
});
