// source/ui/chart: what is not known is blank, and each server is told apart.
import {describe, expect, it} from 'vitest';
import {axisWidth, chartRows, labelWidth, type Chart, type Drawn} from '../../source/ui/chart/chart.ts';
import {scaleOf} from '../../source/ui/chart/scale.ts';
import {timeAxis} from '../../source/ui/chart/time-axis.ts';
import {lineWidth} from '../../source/ui/line.ts';
import {lineText} from './texts.ts';

const gap = Number.NaN;
const drawn = (label: string, ...values: readonly number[]): Drawn => ({label, style: 'trace1', values});
const chart = (series: readonly Drawn[], own: Partial<Chart> = {}): Chart => ({
	series,
	limits: [],
	cursor: undefined,
	scale: 'linear',
	fromZero: false,
	format: value => value.toFixed(0),
	...own,
});

const rowsOf = (own: Chart, columns: number, height: number): readonly string[] =>
	chartRows(own, columns, height).map(lineText);
/** What is drawn right of the axis. */
const bodyOf = (own: Chart, columns: number, height: number): readonly string[] =>
	rowsOf(own, columns, height).map(row => row.slice(axisWidth));

describe('a chart', () => {
	it('is as high as asked for, its axis labelled with numbers that are easy to read', () => {
		const rows = rowsOf(chart([drawn('a', 0, 444, 888, 100)]), 4, 13);
		expect(rows).toHaveLength(13);
		expect(rows.flatMap(row => /^ *(?<told>\d+) ┤/.exec(row)?.groups?.['told'] ?? [])).toEqual([
			'900',
			'750',
			'600',
			'450',
			'300',
			'150',
			'0',
		]);
	});

	it('says no number twice where there are no tenths', () => {
		const rows = rowsOf(chart([drawn('a', 0, 1, 1)]), 3, 8);
		expect(rows.filter(row => / 1 ┤/.test(row))).toHaveLength(1);
	});

	it('has a column for each number, the way from the one before to it', () => {
		expect(bodyOf(chart([drawn('a', 0, 0, 2, 2)]), 4, 3)).toEqual(['  ╭─ a', '  │ ', '──╯ ']);
	});

	it('leaves the columns of a gap blank, and does not jump behind it', () => {
		const rows = bodyOf(chart([drawn('a', 0, 0, gap, gap, 4, 4)]), 6, 5);
		expect(rows[0]).toBe('    ── a');
		expect(rows.at(-1)).toBe('──    ');
		expect(rows.slice(1, -1).join('').trim()).toBe('');
	});

	it('tells servers apart by their names at their newest numbers, one a row', () => {
		const rows = bodyOf(chart([drawn('zk1', 0, 0), drawn('zk2', 4, 4), drawn('zk3', 4, 4)]), 2, 5);
		expect(rows[0]).toBe('── zk3');
		expect(rows[1]).toBe('   zk2');
		expect(rows[4]).toBe('── zk1');
	});

	it('shows what lay between the least and the greatest', () => {
		const band = [
			{min: 0, max: 4},
			{min: 2, max: 2},
		];
		expect(bodyOf(chart([drawn('a', 2, 2)], {band}), 2, 5)).toEqual(['· ', '· ', '── a', '· ', '· ']);
	});

	it('shows a limit that is near as a line, and one that is far not at all', () => {
		expect(bodyOf(chart([drawn('a', 2, 2)], {limits: [4]}), 2, 5)[0]).toBe('╌╌');
		expect(bodyOf(chart([drawn('a', 2, 2)], {limits: [400]}), 2, 5).join('')).not.toContain('╌');
	});

	it('shows the moment that is looked at', () => {
		const rows = bodyOf(chart([drawn('a', 2, 2, 2)], {cursor: 1}), 3, 4);
		expect(rows.map(row => row[1])).toEqual(
			[...rows.map(row => row[1])].map(sign => (sign === '─' ? '─' : '┊')),
		);
		expect(rows.filter(row => row[1] === '┊')).toHaveLength(3);
	});

	it('is empty while nothing is known, or where there is no room', () => {
		expect(rowsOf(chart([drawn('a', gap, gap)]), 2, 5)).toEqual([]);
		expect(rowsOf(chart([]), 2, 5)).toEqual([]);
		expect(rowsOf(chart([drawn('a', 1, 2)]), 2, 1)).toEqual([]);
	});

	it('is never wider than its axis, its numbers and its names', () => {
		const rows = chartRows(chart([drawn('zk1', 1, gap, 1e6), drawn('other', 5, 5, 5)]), 3, 9);
		expect(rows.every(row => lineWidth(row) <= axisWidth + 3 + labelWidth(['zk1', 'other']))).toBe(true);
	});
});

describe('a scale', () => {
	it('begins at zero, unless all numbers are far from it', () => {
		expect(scaleOf([3, 7], 'linear', 5).valueOf(0)).toBe(0);
		const far = scaleOf([463_000, 463_010], 'linear', 5);
		expect([far.valueOf(0), far.valueOf(1)]).toEqual([463_000, 463_025]);
		expect(scaleOf([7, 7], 'linear', 5).valueOf(0)).toBe(0);
	});

	it('goes by powers of ten where it is logarithmic, and what is zero stands at the bottom', () => {
		const scale = scaleOf([0, 0.5, 2, 700], 'log', 5);
		expect([scale.valueOf(0), scale.valueOf(1)]).toEqual([0.1, 1000]);
		expect([scale.shareOf(0), scale.shareOf(0.1), scale.shareOf(10), scale.shareOf(1000)]).toEqual([
			0, 0, 0.5, 1,
		]);
		expect(scaleOf([0, 0], 'log', 5).valueOf(0)).toBe(0);
	});

	it('shows every number between its ends', () => {
		for (let seed = 1; seed < 400; seed++) {
			const values = [seed * 0.37, seed * 11 + 1000, (seed % 7) * 1e5];
			for (const kind of ['linear', 'log'] as const) {
				const scale = scaleOf(values, kind, 5.5);
				const ends = [scale.valueOf(0), scale.valueOf(1)];
				expect(
					values.filter(value => value > 0 && (value < (ends[0] ?? 0) || value > (ends[1] ?? 0) * 1.000_001)),
				).toEqual([]);
			}
		}
	});
});

it('times stand at their columns, with seconds where columns are short', () => {
	const at = Date.UTC(2026, 0, 1, 14);
	expect(timeAxis(40, 1000, column => at + column * 1000)).toBe('└14:00:00Z          └14:00:20Z');
	expect(timeAxis(30, 60_000, column => at + column * 60_000)).toBe('└14:00Z        └14:15Z');
	expect(timeAxis(5, 1000, () => at)).toBe('└14:00:00Z');
});
