// source/analyze/decode.ts
import {deflateSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {decode, hexLines} from '../../source/analyze/decode.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('data', () => {
	it('that is null is not the same as empty data', () => {
		expect([decode(undefined).form, decode(new Uint8Array()).form]).toEqual(['none', 'empty']);
	});

	it('that is JSON is laid out', () => {
		expect(decode(text('{"host":"zk1","ports":[1,2]}'))).toEqual({
			form: 'json',
			lines: ['{', '  "host": "zk1",', '  "ports": [', '    1,', '    2', '  ]', '}'],
		});
	});

	it.each(['{"zxid":9007199254740993}', '[72057656294866944]'])('keeps every digit of %s', json => {
		expect(decode(text(json)).lines.join('')).toBe(json);
	});

	it('that only begins like JSON is text', () => {
		expect(decode(text('{not json}')).form).toBe('text');
		expect(decode(text('[main] INFO started')).form).toBe('text');
	});

	it.each(['12', 'true', '"quoted"', '1.5'])('that is a bare value is text: %s', value => {
		expect(decode(text(value))).toEqual({form: 'text', lines: [value]});
	});

	it('that is text has its lines, of either ending', () => {
		expect(decode(text('server.1=a\r\nserver.2=b\n')).lines).toEqual(['server.1=a', 'server.2=b', '']);
	});

	it('that is text keeps what needs escaping: that is done where it is shown', () => {
		expect(decode(text('\u001B[31mred\u202E'))).toEqual({form: 'text', lines: ['\u001B[31mred\u202E']});
		expect(decode(text('Grüße \u{1F600}')).form).toBe('text');
	});

	it.each([
		["an item of Curator's queue", '000100010100000006'],
		['a Java object', 'aced00057372'],
		['a protobuf of HBase', 'ff000000147265676f6e'],
		['half of a character', 'c3'],
	])('that is %s is hex', (_, hex) => {
		const {form, lines} = decode(bytes(hex));
		expect(form).toBe('hex');
		expect(lines.join('').replaceAll(' ', '')).toContain(hex);
	});

	it('with a few control characters in long text is still text', () => {
		expect(decode(text(`${'words '.repeat(20)}\u0000\u0001`)).form).toBe('text');
	});
});

describe('a hex dump', () => {
	it('has offset, sixteen bytes and what of them can be printed', () => {
		expect(hexLines(text('GET /locks HTTP/1.1\n~\u007F'))).toEqual([
			'000000  47 45 54 20 2f 6c 6f 63 6b 73 20 48 54 54 50 2f  GET /locks HTTP/',
			'000010  31 2e 31 0a 7e 7f                                1.1.~.',
		]);
	});

	it('is empty for no data', () => {
		expect(hexLines(new Uint8Array())).toEqual([]);
	});

	it('ends after a mebibyte', () => {
		expect(hexLines(new Uint8Array(3 * 1024 * 1024))).toHaveLength(65_536);
	});
});

describe('what is packed', () => {
	const text = '{"a": 1}';

	it.each([
		['gzip', gzipSync(text)],
		['zlib', deflateSync(text)],
	] as const)('in %s is unpacked, and that is said', (packing, data) => {
		expect(decode(data)).toMatchObject({form: 'json', chain: [packing], bytes: text.length});
	});

	it('twice is unpacked twice, outermost first', () => {
		expect(decode(deflateSync(gzipSync('plain')))).toMatchObject({
			form: 'text',
			chain: ['zlib', 'gzip'],
			lines: ['plain'],
		});
	});

	it('and broken is shown as it is', () => {
		expect(decode(gzipSync(text).subarray(0, 20))).toMatchObject({form: 'hex'});
		expect(decode(gzipSync(text).subarray(0, 20)).chain).toBeUndefined();
	});

	it('to more than 16 MB is shown as it is', () => {
		expect(decode(gzipSync(Buffer.alloc(17 * 1024 * 1024)))).toMatchObject({form: 'hex'});
	});
});

it('four or eight bytes that are no text may be a number, as Curator counts', () => {
	expect(decode(Buffer.from([0, 0, 1, 0]))).toMatchObject({
		form: 'number',
		lines: ['int32 256', '', expect.any(String)],
	});
	expect(decode(bytes('00000000000004d2')).lines[0]).toMatch(/^int64 1234 /);
});
