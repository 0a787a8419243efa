// The filter of the tree as it is typed: what is found is marked, the cursor goes to what is meant most.
import {expect, it} from 'vitest';
import {stepFilters} from '../../source/commands/filter-steps.ts';
import {nearest} from '../../source/options/nearest.ts';
import {cursorPath} from '../../source/store/selectors.ts';
import {treeRowsOf} from '../../source/store/shown-tree.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {inRowOrder} from '../../source/zookeeper/row-order.ts';
import {connects, scripted, statOf} from '../store/scripted.ts';
import {until} from '../helpers/until.ts';

const tree = (names: readonly string[]) => {
	const script = scripted();
	const {does, sample, state} = script;
	does({type: 'resized', columns: 120, rows: 36});
	sample(0, connects('zk1', '0x1'), {
		of: 'children',
		path: '/',
		answer: {kind: 'fresh', value: {names: inRowOrder(names), stat: statOf()}, at: 0},
	});
	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			const event = eventFor(key, {state: state(), layout: layoutFor(state()), lines: 0, now: 0, nearest});
			if (event !== undefined && !('refused' in event)) {
				does(event);
			}
		}
	};

	const found = (): readonly string[] =>
		screenRows(state()).flatMap(row => row.flatMap(({text, style}) => (style === 'found' ? [text] : [])));
	return {...script, press, found};
};

it('goes to the name that is meant most, not to the first one', () => {
	const {press, state, found} = tree(['a-orders-old', 'my-orders', 'orders', 'words']);
	press('/', 'o', 'r', 'd');
	expect(cursorPath(state())).toBe('/orders');
	expect(found().join('')).toBe('ord'.repeat(4));
	press('backspace', 'backspace', 'backspace', 'w');
	expect(cursorPath(state())).toBe('/words');
});

it('finds letters in their order where no name has the text, and marks them', () => {
	const {press, state, found} = tree(['a-silver-jar', 'service-red', 'stock']);
	press('/', ...Array.from('svrd'));
	expect(treeRowsOf(state()).count).toBe(2);
	expect(cursorPath(state())).toBe('/service-red');
	expect(found().join('')).toBe('svrd');
	press('escape');
	expect(cursorPath(state())).toBe('/service-red');
	expect(treeRowsOf(state()).count).toBe(4);
});

it('of a million names goes on by itself while keys are taken', async () => {
	const {store, press, state} = tree(Array.from({length: 400_000}, (_, index) => `n${index}`));
	const stop = stepFilters(store);
	press('/', ...Array.from('399999'));
	const {found} = await until(
		() => (treeRowsOf(state()).isScanning ? undefined : treeRowsOf(state())),
		() => 'all names are looked at',
	);
	stop();
	expect(found).toBe(1);
});
