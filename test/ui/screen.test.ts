// Every row of every screen is exactly as wide as the terminal, whatever is on it.
import {describe, expect, it} from 'vitest';
import {escapeText} from '../../source/ui/escape.ts';
import {inAscii} from '../../source/ui/glyphs.ts';
import {lineWidth, widthOf} from '../../source/ui/line.ts';
import {paint} from '../../source/ui/paint.ts';
import {screenRows} from '../../source/ui/screen.ts';
import {themes} from '../../source/ui/theme.ts';
import {promptScenes} from './prompt/scenes.ts';
import {statOf} from '../store/scripted.ts';
import {played, scenes, sized} from './scenes.ts';
import {well} from './scripts.ts';
import {lineText} from './texts.ts';

const widths = [40, 41, 47, 59, 60, 69, 79, 80, 81, 99, 100, 119, 120, 121, 137, 160, 200, 220];
const heights = [10, 11, 17, 18, 24, 29, 30, 36, 60];

describe.each(Object.entries({...scenes, ...promptScenes}))('a screen that shows %s', (_, open) => {
	const store = open();

	it('has rows as wide as the terminal, and as many as it has', () => {
		for (const columns of widths) {
			for (const height of heights) {
				const rows = screenRows(sized(store, columns, height));
				const wrong = rows.filter(row => lineWidth(row) !== columns).map(lineText);
				expect({columns, height, count: rows.length, wrong}).toEqual({
					columns,
					height,
					count: height,
					wrong: [],
				});
			}
		}
	});

	it('has nothing raw in it, and is as wide in ASCII', () => {
		for (const columns of [60, 80, 140]) {
			for (const row of screenRows(sized(store, columns, 36))) {
				const text = lineText(row);
				expect(escapeText(text)).toBe(text);
				expect(inAscii(text)).toMatch(/^[ -~]*$/);
				expect(widthOf(inAscii(text))).toBe(columns);
			}
		}
	});

	it('has no colour in the mono theme', () => {
		const painted = screenRows(sized(store, 120, 36)).map(row => paint(row, themes.mono));
		const attributes = painted.flatMap(row => [...row.matchAll(/\u001B\[([\d;]*)m/g)].map(([, sgr]) => sgr));
		expect(attributes.filter(sgr => !['0', '1', '2', '7'].includes(sgr ?? ''))).toEqual([]);
	});
});

it('a screen has no empty row but inside of its boxes', () => {
	for (const open of Object.values(scenes)) {
		const store = open();
		for (const [columns, height] of [
			[80, 24],
			[120, 36],
			[200, 50],
		] as const) {
			const rows = screenRows(sized(store, columns, height)).map(lineText);
			expect(rows.filter(row => row.trim() === '')).toEqual([]);
		}
	}
});

it('a screen that is too small says what it needs at any size, never cut', () => {
	const store = played(well, 4);
	for (let columns = 6; columns < 40; columns++) {
		for (const rows of [1, 2, 3, 5, 10, 36]) {
			const lines = screenRows(sized(store, columns, rows));
			const text = lines.map(line => lineText(line).trim()).join(' ');
			expect(lines).toHaveLength(rows);
			expect(lines.every(line => lineWidth(line) === columns)).toBe(true);
			expect(text.trim(), `${columns}×${rows}`).toMatch(/^(?:(?:too small: \d+×\d+, zktop )?needs )?40×10$/);
		}
	}

	const texts = (columns: number, rows: number) =>
		screenRows(sized(store, columns, rows)).map(line => lineText(line).trimEnd());
	expect(texts(30, 3)).toEqual(['too small: 30×3, zktop needs', '40×10', '']);
	expect(texts(39, 1)).toEqual(['too small: 39×1, zktop needs 40×10']);
	expect(texts(20, 1)).toEqual(['needs 40×10']);
	expect(texts(10, 1)).toEqual(['40×10']);
	expect(texts(1, 1)).toEqual(['…']);
});

it('a narrow card goes on below with what kind of znode it shows', () => {
	const store = played(well, 4, [{type: 'card-opened', path: '/zookeeper'}]);
	const {live, ...rest} = sized(store, 60, 24);
	const described = {
		path: '/zookeeper',
		stat: statOf(),
		failure: undefined,
	} as unknown as typeof live.described;
	const text = screenRows({...rest, live: {...live, described}})
		.map(row => lineText(row).replaceAll('│', '').trim())
		.join(' ');
	expect(text).toContain('persistent (or container, or TTL: the protocol does not tell)');
});
