// source/ui/panes/tree-name.ts
import {expect, it} from 'vitest';
import {widthOf} from '../../source/ui/line.ts';
import {named, type Naming} from '../../source/ui/panes/tree-name.ts';

const nothing = {inLine: false, mark: '', recipes: [], kind: '', rate: ''} as const;
const written = (naming: Naming, room: number): string => {
	const {name, mark, said} = named(naming, room);
	return name + mark + said;
};

const orders: Naming = {
	...nothing,
	name: 'orders',
	mark: ' ~',
	recipes: [' lock ×13', ' lock'],
	kind: '',
	rate: ' +71/s',
};

it.each([
	[23, 'orders ~ lock ×13 +71/s'],
	[22, 'orders ~ lock +71/s'],
	[18, 'orders ~ lock ×13'],
	[16, 'orders ~ lock'],
	[13, 'orders ~ lock'],
	[12, 'orders ~'],
	[8, 'orders ~'],
	[7, 'orders'],
	[6, 'orders'],
	[5, 'or… ~'],
])('in %i columns a name is whole before anything is said behind it, as much as fits: %s', (room, text) => {
	expect(written(orders, room)).toBe(text);
});

it('a name is cut only where it alone has no room, and nothing takes more than there is', () => {
	for (const name of ['orders', 'transfer-0000000012', '在庫在庫在庫', 'e\u0301'.repeat(9)]) {
		for (let room = 0; room <= 40; room++) {
			const naming: Naming = {...orders, name, kind: ' es'};
			const shown = named(naming, room);
			expect(shown.name === name, `${name} in ${room}`).toBe(widthOf(name) <= room);
			expect(widthOf(written(naming, room)), `${name} in ${room}`).toBeLessThanOrEqual(Math.max(room, 2));
		}
	}
});

it('of a numbered name the end is kept; its kind is told while six columns of the name are left', () => {
	const leaf: Naming = {...nothing, name: 'transfer-0000000012', kind: ' es'};
	expect(written(leaf, 15)).toBe('…-0000000012 es');
	expect(written(leaf, 9)).toBe('…00012 es');
	expect(written(leaf, 8)).toBe('…0000012');
});

it('who stands in line is told by its place before its name, which is whole where there is room', () => {
	const waiter: Naming = {...nothing, name: 'lock-0000000012', inLine: true, kind: ' 2 es'};
	expect(written(waiter, 30)).toBe('lock-0000000012 2 es');
	expect(written(waiter, 19)).toBe('…-0000000012 2 es');
	expect(written(waiter, 10)).toBe('…0012 2 es');
});
