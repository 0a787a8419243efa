// Which box goes where: every size is filled, and no pane is lost without being asked to.
import {expect, it} from 'vitest';
import type {Mode, Pane} from '../../source/store/state.ts';
import {boxOf, layoutOf, type Layout} from '../../source/ui/layout.ts';

const home: Mode = {kind: 'home'};
const content = {troubles: 2, servers: 3};
const at = (columns: number, rows: number, mode: Mode = home, focus: Pane = 'tree'): Layout =>
	layoutOf({mode, focus, tab: 'locks', size: {columns, rows}}, content);

it.each([
	[39, 36, 'too-small'],
	[120, 9, 'too-small'],
	[40, 10, 'single'],
	[79, 36, 'single'],
	[80, 17, 'single'],
	[80, 18, 'stacked'],
	[119, 60, 'stacked'],
	[120, 29, 'stacked'],
	[120, 30, 'wide'],
	[220, 60, 'wide'],
])('at %i×%i it is %s', (columns, rows, kind) => {
	expect(at(columns, rows).kind).toBe(kind);
});

it('three panes are shown from 80×18 on, each with room for something', () => {
	for (let columns = 80; columns <= 220; columns += 7) {
		for (let rows = 18; rows <= 60; rows += 3) {
			const layout = at(columns, rows);
			for (const pane of ['tree', 'servers', 'inspector'] as const) {
				const box = boxOf(layout, pane);
				expect(box?.width, `${pane} at ${columns}×${rows}`).toBeGreaterThanOrEqual(30);
				expect(box?.height, `${pane} at ${columns}×${rows}`).toBeGreaterThanOrEqual(3);
			}
		}
	}
});

it('where there is room for one pane, it is the one that has the keys', () => {
	for (const pane of ['tree', 'servers', 'inspector'] as const) {
		expect(at(60, 20, home, pane)).toMatchObject({kind: 'single', pane});
	}
});

it('a zoomed pane has the screen, a card stands beside the tree where there is room', () => {
	expect(at(120, 36, {kind: 'zoomed', pane: 'servers'})).toMatchObject({kind: 'single', pane: 'servers'});
	const card: Mode = {kind: 'card', path: '/', top: 0, form: undefined, search: '', match: 0, back: home};
	expect(boxOf(at(120, 36, card), 'tree')).toBeDefined();
	expect(boxOf(at(80, 24, card), 'tree')).toBeUndefined();
	expect(at(80, 24, card)).toMatchObject({kind: 'card', card: {width: 78}});
});

it('a prompt covers nothing', () => {
	const filter: Mode = {kind: 'filter', table: 'tree', text: '', back: {kind: 'zoomed', pane: 'tree'}};
	expect(at(120, 36, filter)).toEqual(at(120, 36, {kind: 'zoomed', pane: 'tree'}));
});

it('the band takes no more than it has to say, nor more than there is room for', () => {
	const bandAt = (columns: number, rows: number, troubles: number): number | undefined => {
		const layout = layoutOf(
			{mode: home, focus: 'tree', tab: 'locks', size: {columns, rows}},
			{troubles, servers: 3},
		);
		return 'trouble' in layout ? layout.trouble : undefined;
	};

	// With a title where there is room for one.
	expect([0, 1, 4, 9].map(troubles => bandAt(120, 36, troubles))).toEqual([1, 2, 5, 5]);
	expect([0, 1, 4].map(troubles => bandAt(80, 24, troubles))).toEqual([1, 1, 2]);
	expect([0, 1, 4].map(troubles => bandAt(60, 12, troubles))).toEqual([1, 1, 1]);
	// A zoomed pane has no title above its band, nor a row for it.
	const zoomed: Mode = {kind: 'zoomed', pane: 'servers'};
	expect(
		layoutOf({mode: zoomed, focus: 'servers', tab: 'locks', size: {columns: 120, rows: 36}}, content),
	).toMatchObject({
		trouble: 2,
	});
});
