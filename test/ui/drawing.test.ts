// Sparklines, hex dumps, labels and glyphs: what is not known is blank, never low.
import {readFileSync} from 'node:fs';
import {globSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {hexLines} from '../../source/analyze/values/hex-dump.ts';
import {inAscii} from '../../source/ui/glyphs.ts';
import {hexWithin} from '../../source/ui/value/hex.ts';
import {labelsFor, withLabels} from '../../source/ui/labels.ts';
import {sparkline} from '../../source/ui/sparkline.ts';
import {styles, themes} from '../../source/ui/theme.ts';

const gap = Number.NaN;

describe('a sparkline', () => {
	it.each([
		[[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
		[[0, 0, 0], '▁▁▁'],
		[[5, gap, 10], '▅ █'],
		[[gap, gap], '  '],
		[[], ''],
		// Far from zero, what differs is shown.
		[[1000, 1001, 1002], '▃▆█'],
		[[7, 7], '██'],
	])('of %j is "%s"', (values, bars) => {
		expect(sparkline(values)).toBe(bars);
	});
});

describe('a hex dump', () => {
	const data = Uint8Array.from({length: 29}, (_, index) => index + 60);

	it('has sixteen bytes a line where there is room, else eight', () => {
		const lines = hexLines(data);
		expect(hexWithin(lines, 80)).toBe(lines);
		expect(hexWithin(lines, 60)).toEqual([
			'000000  3c 3d 3e 3f 40 41 42 43  <=>?@ABC',
			'000008  44 45 46 47 48 49 4a 4b  DEFGHIJK',
			'000010  4c 4d 4e 4f 50 51 52 53  LMNOPQRS',
			'000018  54 55 56 57 58           TUVWX',
		]);
	});

	it('ends with its data', () => {
		expect(hexWithin(hexLines(data.subarray(0, 8)), 60)).toEqual([
			'000000  3c 3d 3e 3f 40 41 42 43  <=>?@ABC',
		]);
		expect(hexWithin([], 60)).toEqual([]);
	});
});

describe('servers are called', () => {
	it.each([
		[
			['zk1:2181', 'zk2:2181'],
			['zk1', 'zk2'],
		],
		[
			['zk1.a.com:2181', 'zk2.a.com:2181'],
			['zk1', 'zk2'],
		],
		// The same first part in two domains tells nothing.
		[
			['zk.a.com:2181', 'zk.b.com:2181'],
			['zk.a.com', 'zk.b.com'],
		],
		[
			['127.0.0.1:1', '127.0.0.1:2'],
			[':1', ':2'],
		],
		[
			['10.0.0.1:2181', '10.0.0.2:2181'],
			['10.0.0.1', '10.0.0.2'],
		],
		[
			['[::1]:2181', '[::2]:2181'],
			['[::1]', '[::2]'],
		],
		[
			['a:1', 'a:2', 'b:1'],
			['a:1', 'a:2', 'b:1'],
		],
		[['zk1:2181'], ['zk1']],
	])('%j → %j', (servers, labels) => {
		expect(servers.map(labelsFor(servers))).toEqual(labels);
		expect(new Set(labels).size).toBe(servers.length);
	});

	it('by their whole name when they are not among the named ones', () => {
		expect(labelsFor(['zk1:2181'])('server 3')).toBe('server 3');
	});

	it('stand in sentences, too, where a name is one of theirs', () => {
		const labels = labelsFor(['10.0.0.1:2181', '10.0.0.1:2182', '[::1]:2181']);
		const onePort = labelsFor(['10.0.0.1:2181', '10.0.0.1:2182']);
		expect(withLabels('10.0.0.1:2182 was elected, after 10.0.0.1:2181; 10.0.0.9:2181 asks', onePort)).toBe(
			':2182 was elected, after :2181; 10.0.0.9:2181 asks',
		);
		expect(withLabels('felt if [::1]:2181 goes: now', labels)).toBe('felt if [::1]:2181 goes: now');
	});
});

describe('in ASCII', () => {
	it('each character that zktop draws with has a stand-in as wide as itself', () => {
		const drawn = globSync('source/ui/**/*.{ts,tsx}')
			.filter(file => !file.endsWith('glyphs.ts'))
			.map(file => readFileSync(file, 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, ''))
			.join('')
			.match(/[^\0-\u007F]/g);
		for (const character of new Set(drawn)) {
			expect(inAscii(character), character).toMatch(/^[!-~]$/);
			expect(inAscii(character), character).not.toBe('?');
		}
	});

	it('other text keeps its width, and its letters without their marks', () => {
		expect(inAscii('漢字 e\u0301 zoë ┤')).toBe('???? e zo? +');
		expect(inAscii('\u001B[32m✓\u001B[0m ok')).toBe('\u001B[32mv\u001B[0m ok');
	});
});

describe('a theme', () => {
	it('has attributes for every meaning', () => {
		for (const theme of Object.values(themes)) {
			expect(Object.keys(theme).toSorted()).toEqual([...styles].toSorted());
			expect(Object.values(theme).every(sgr => /^[\d;]*$/.test(sgr))).toBe(true);
		}
	});

	it('of one colour has none: bold, dim and inverse alone', () => {
		expect(Object.values(themes.mono).filter(sgr => !['', '1', '2', '7'].includes(sgr))).toEqual([]);
	});

	it('of sixteen colours uses no others', () => {
		const codes = Object.values(themes.ansi16).flatMap(sgr => sgr.split(';'));
		expect(codes.filter(code => !/^(?:|[127]|3[0-7]|9[0-7])$/.test(code))).toEqual([]);
	});
});
