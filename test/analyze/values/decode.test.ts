// source/analyze/values/decode.ts
import {deflateSync, gzipSync} from 'node:zlib';
import {describe, expect, it} from 'vitest';
import {createRandom} from '../../helpers/random.ts';
import {decode, linesAs} from '../../../source/analyze/values/decode.ts';
import {hexLines} from '../../../source/analyze/values/hex-dump.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('data', () => {
	it('that is null is not the same as empty data', () => {
		expect([decode(undefined).form, decode(new Uint8Array()).form]).toEqual(['none', 'empty']);
	});

	it('that is JSON is laid out', () => {
		expect(decode(text('{"host":"zk1","ports":[1,2]}'))).toMatchObject({
			form: 'json',
			others: ['text', 'hex'],
			lines: ['{', '  "host": "zk1",', '  "ports": [', '    1,', '    2', '  ]', '}'],
		});
	});

	it.each(['{"zxid":9007199254740993}', '[72057656294866944]'])('keeps every digit of %s', json => {
		expect(decode(text(json)).lines.join('').replaceAll(/\s/g, '')).toBe(json);
	});

	it('that only begins like JSON is text', () => {
		expect(decode(text('{not json}')).form).toBe('text');
		expect(decode(text('[main] INFO started')).form).toBe('text');
	});

	it.each(['12', 'true', '"quoted"', '1.5'])('that is a bare value is text: %s', value => {
		expect(decode(text(value))).toMatchObject({form: 'text', lines: [value]});
	});

	it('that is text has its lines, of either ending', () => {
		expect(decode(text('server.1 a\r\nserver.2 b\n')).lines).toEqual(['server.1 a', 'server.2 b', '']);
	});

	it('that is text keeps what needs escaping: that is done where it is shown', () => {
		expect(decode(text('\u001B[31mred\u202E'))).toMatchObject({
			form: 'text',
			lines: ['\u001B[31mred\u202E'],
		});
		expect(decode(text('Grüße \u{1F600}')).form).toBe('text');
	});

	it.each([
		["half an item of Curator's queue", '000100010100000006'],
		['half a protobuf of HBase', 'ff000000147265676f6e'],
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
		expect(decode(gzipSync(text).subarray(0, 20))).not.toHaveProperty('chain');
	});

	it('to more than 16 MB is shown as it is', () => {
		expect(decode(gzipSync(Buffer.alloc(17 * 1024 * 1024)))).toMatchObject({form: 'hex'});
	});
});

it('four or eight bytes that are no text may be a number, as Curator counts', () => {
	expect(decode(Buffer.from([0, 0, 1, 0]))).toMatchObject({
		form: 'number',
		lines: ['int32 256 · little endian 65536', '', expect.any(String)],
	});
	expect(decode(bytes('00000000000004d2')).lines[0]).toMatch(/^int64 1234 /);
});

it('eight bytes that may be a time say which', () => {
	expect(decode(bytes('000001a204b113d4')).lines.slice(0, 2)).toEqual([
		expect.stringMatching(/^int64 1795375043540 /),
		'as a time in ms 2026-11-22T19:17:23.540Z',
	]);
});

describe('text is recognised as', () => {
	it.each([
		['properties', 'tickTime=2000\n# where\ndataDir=/var/lib/zookeeper\n'],
		['properties', 'server.1=zk1:2888:3888:participant'],
		['yaml', 'host: zk1\nports:\n  - 2181\n  - 2182\n'],
		['yaml', '---\n- a: 1\n  b: "two"\n'],
		['text', 'Note: that is a sentence'],
		['text', 'GET / HTTP/1.1\nHost: zk1\n'],
		['text', 'a = b is so\nand this is not'],
	] as const)('%s: %j', (form, value) => {
		expect(decode(text(value)).form).toBe(form);
	});
});

describe('JSON', () => {
	it.each([
		['{}', ['{}']],
		['[[],{}]', ['[', '  [],', '  {}', ']']],
		['{"a\\"}": "b,[", "c": -1.50e+3}', ['{', '  "a\\"}": "b,[",', '  "c": -1.50e+3', '}']],
	])('%s is laid out as it is written', (value, lines) => {
		expect(decode(text(value)).lines).toEqual(lines);
	});

	it('of a mebibyte is laid out whole', () => {
		const value = JSON.stringify(
			Array.from({length: 40_000}, (_, index) => ({id: index, name: 'x'.repeat(8)})),
		);
		const {lines} = decode(text(value));
		expect(lines).toHaveLength(160_002);
		expect(lines.join('').replaceAll(' ', '')).toBe(value);
	});
});

describe('what Java has serialised (OpenJDK 17)', () => {
	it.each([
		[
			'aced00057372000e6a6176612e7574696c2e55554944bc9903f7986d852f0200024a000c6c65617374536967426974734a000b6d6f737453696742697473787000000000000000020000000000000001',
			[
				'Java object of java.util.UUID, serialVersionUID -4856846361193249489',
				'  long leastSigBits',
				'  long mostSigBits',
			],
		],
		['aced000574000568656c6c6f', ['Java string "hello"']],
		[
			'aced0005757200135b4c6a6176612e6c616e672e537472696e673badd256e7e91d7b4702000078700000000174000161',
			['Java object of java.lang.String[], serialVersionUID -5921575005990323385'],
		],
		[
			'aced00057372001a6a6176612e6e65742e496e6574536f636b657441646472657373467194616ff9aa45030003490004706f72744c0004616464727400164c6a6176612f6e65742f496e6574416464726573733b4c0008686f73746e616d657400124c6a6176612f6c616e672f537472696e673b78',
			[
				'Java object of java.net.InetSocketAddress, serialVersionUID 5076001401234631237',
				'  int port',
				'  java.net.InetAddress addr',
				'  java.lang.String hostname',
			],
		],
		['aced00057372', ['Java object; its head is cut off']],
	])('tells its class and fields: %s', (hex, head) => {
		const {form, lines} = decode(bytes(hex));
		expect(form).toBe('java');
		expect(lines.slice(0, lines.indexOf(''))).toEqual(head);
	});
});

describe('a protobuf without its schema', () => {
	// {1: "zk1", 2: 150, 3: {1: 7}, 5: 4 bytes}
	const message = bytes('0a037a6b311096011a0208072dffffffff');

	it('is offered, for any bytes may be one by chance', () => {
		expect(decode(message)).toMatchObject({form: 'hex', others: ['protobuf']});
		expect(linesAs('protobuf', message)).toEqual([
			'1: "zk1"',
			'2: 150',
			'3 {',
			'  1: 7',
			'}',
			'5: 0xffffffff',
		]);
	});

	it('that is cut off is none', () => {
		expect(decode(message.subarray(0, -1)).others).toEqual([]);
	});
});

it('random bytes are decoded to something, whatever they begin with', () => {
	const random = createRandom(5);
	const heads = ['', 'aced0005', '00010001', 'ff000000', '50425546', '1f8b', '7b', '28b52ffd', '789c'];
	for (let count = 0; count < 3000; count++) {
		const head = Buffer.from(heads[random(heads.length)] ?? '', 'hex');
		const data = Buffer.concat([head, Buffer.from(Array.from({length: random(40)}, () => random(256)))]);
		const {form, others} = decode(data, '/hbase/master');
		for (const other of form === 'none' || form === 'empty' ? [] : [form, ...others]) {
			expect(linesAs(other, data)).toBeInstanceOf(Array);
		}
	}
});
