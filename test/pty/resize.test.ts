// The terminal changes its size while zktop runs: through every layout and back.
import stringWidth from 'fast-string-width';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {startKazoo, type Kazoo} from '../helpers/kazoo.ts';
import {describeWithKazoo} from '../helpers/suites.ts';
import type {Terminal} from '../helpers/terminal.ts';
import {clockShown, keys, open, patient, press} from './story.ts';

const vertical = '│┌┐└┘├┤┬┴';

/** Where borders of a row stand, in columns. */
const bordersOf = (row: string): readonly number[] => {
	const at: number[] = [];
	let column = 0;
	for (const character of row) {
		if (vertical.includes(character)) {
			at.push(column);
		}

		column += stringWidth(character);
	}

	return at;
};

/** Corners and sides stand over each other, and the outermost ones at the terminal's edges. */
const expectAligned = (rows: readonly string[], columns: number): void => {
	const boxes = rows.filter(row => bordersOf(row).length > 0);
	expect(boxes.length).toBeGreaterThan(5);
	for (const [index, row] of boxes.entries()) {
		const at = bordersOf(row);
		const above = bordersOf(boxes[index - 1] ?? row);
		expect([at[0], at.at(-1)], row).toEqual([0, columns - 1]);
		// A row's borders are among those above it, or the other way round where panes meet.
		const [fewer, more] = at.length < above.length ? [at, above] : [above, at];
		expect(more, row).toEqual(expect.arrayContaining([...fewer]));
	}
};

const expectWhole = (terminal: Terminal, columns: number, rows: number): void => {
	const screen = terminal.screen();
	expect(screen).toHaveLength(rows);
	expect(clockShown(screen)).toBeDefined();
	for (const row of screen) {
		expect(stringWidth(row), row).toBeLessThanOrEqual(columns);
	}

	expectAligned(screen.slice(1, -1), columns);
	// The last row is the footer, once.
	expect(screen.at(-1)).toMatch(/\? help$/);
	expect(screen.filter(row => row.includes('? help'))).toHaveLength(1);
	expect(screen.filter(row => clockShown([row]) !== undefined)).toHaveLength(1);
};

describeWithKazoo('a terminal that is resized', () => {
	let ensemble: Ensemble;
	let client: Kazoo;
	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		client = await startKazoo(ensemble.connectString);
		await client.do({do: 'acquire', id: 'orders', path: '/locks/orders', wait: true});
		await client.do({do: 'create', path: '/漢字の名前', data: 'x'});
	});
	afterAll(async () => {
		await client.stop();
		await ensemble.stop();
	});

	/** Resizes, waits for the next tick's screen of that size, and looks at it. */
	const resized = async (terminal: Terminal, columns: number, rows: number): Promise<void> => {
		terminal.resize(columns, rows);
		await terminal.waitFor(
			screen =>
				clockShown(screen) !== undefined &&
				/\? help$/.test(screen.at(-1) ?? '') &&
				bordersOf(screen.at(-2) ?? '').at(-1) === columns - 1,
			patient,
		);
		expectWhole(terminal, columns, rows);
	};

	it('is filled at each size, without leftovers, its borders aligned', async () => {
		const terminal = open([ensemble.connectString], {columns: 120, rows: 36});
		await terminal.waitFor(/1 LOCKS 1 · 2 Groups \d+ · 3 Sessions 1/, patient);
		await terminal.waitFor(/漢字の名前 +0 /, patient);
		expectWhole(terminal, 120, 36);
		for (const [columns, rows] of [
			[80, 24],
			[200, 50],
			[60, 20],
			[100, 17],
			[40, 10],
		] as const) {
			await resized(terminal, columns, rows);
		}

		terminal.resize(39, 9);
		await terminal.waitFor('too small: 39×9, zktop needs 40×10', patient);
		expect(terminal.text().trim()).toBe('too small: 39×9, zktop needs 40×10');
		terminal.resize(20, 3);
		await terminal.waitFor(/too small: 20×3,\s+zktop needs 40×10/, patient);
		await resized(terminal, 120, 36);
		await terminal.waitFor(/1 LOCKS 1 · 2 Groups \d+ · 3 Sessions 1/, patient);
	});

	it.each([
		['a card', keys.enter, /─ Describe ─/],
		['the help', '?', /─ Help ─/],
		['charts', `${keys.tab}z`, /┤.*─/],
	])('is filled at each size with %s open', async (_, key, shows) => {
		const terminal = open([ensemble.connectString], {columns: 120, rows: 36});
		await terminal.waitFor(/漢字の名前 +0 /, patient);
		await press(terminal, key, shows);
		for (const [columns, rows] of [
			[80, 24],
			[160, 45],
			[60, 20],
		] as const) {
			terminal.resize(columns, rows);
			await terminal.waitFor(
				screen => (screen.at(-1) ?? '') !== '' && bordersOf(screen.at(-2) ?? '').at(-1) === columns - 1,
				patient,
			);
			for (const row of terminal.screen()) {
				expect(stringWidth(row), row).toBeLessThanOrEqual(columns);
			}

			expect(terminal.screen()).toHaveLength(rows);
		}
	});
});
