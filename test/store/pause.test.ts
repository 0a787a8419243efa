// source/store/store.ts: what is paused stands still
import {describe, expect, it} from 'vitest';
import {historyOf} from '../../source/store/history.ts';
import {treeRowsOf} from '../../source/store/selectors.ts';
import {shown} from '../../source/store/state.ts';
import {answers, everything, lists, scripted, told} from './scripted.ts';

describe('a paused screen', () => {
	it('shows the moment of its pause, its series too, while the live ones go on', () => {
		const {sample, does, state} = scripted();
		sample(0, ...everything());
		sample(1, ...everything());
		does({type: 'paused'});
		const seen = () => {
			const {servers, clock} = shown(state());
			return historyOf(servers, 'znodes', clock.tick, 6, 'worst');
		};
		const before = seen();
		for (const second of [2, 3, 4, 5]) {
			sample(second, ...everything());
		}

		const {tick} = shown(state()).clock;
		expect([tick, state().live.clock.tick]).toEqual([1, 5]);
		expect(seen()).toEqual(before);
		does({type: 'resumed'});
		expect(seen()).not.toEqual(before);
	});

	it('keeps its series, thinned as all that is old, when ten minutes have passed', () => {
		const {sample, does, state} = scripted();
		const mntr = told('zk1', 'mntr');
		const counting = (znodes: number) =>
			answers('zk1', 'mntr', {...mntr, values: new Map([...mntr.values, ['znode_count', znodes]])});
		for (let second = 0; second < 10; second++) {
			sample(second, counting(11 + second));
		}

		does({type: 'paused'});
		for (let second = 10; second < 650; second++) {
			sample(second, counting(100 + second));
		}

		const {servers, clock} = shown(state());
		expect(historyOf(servers, 'znodes', clock.tick, 2, 'worst')).toEqual([14.5, 14.5]);
	});

	it('keeps its moment when it is paused again', () => {
		const {sample, does} = scripted();
		sample(1, ...everything());
		const {frozen} = does({type: 'paused'});
		sample(2, ...everything());
		expect(does({type: 'paused'}).frozen).toBe(frozen);
	});

	it('shows the newest again when it is resumed', () => {
		const {sample, does, state} = scripted();
		sample(1, ...everything());
		does({type: 'paused'});
		sample(2, ...everything());
		does({type: 'resumed'});
		expect(shown(state())).toBe(state().live);
	});

	it('keeps the cursor on a znode that is gone meanwhile, until it is resumed', () => {
		const {sample, does, state} = scripted();
		sample(0, lists('/', 'a', 'b'), lists('/a', 'x'));
		does(
			{type: 'expanded', path: '/a'},
			{type: 'moved', table: 'tree', to: '/a/x', top: 0},
			{type: 'paused'},
		);
		sample(1, lists('/', 'b'));
		expect(state().view.cursors.tree.at).toBe('/a/x');
		expect(treeRowsOf(state()).indexOf('/a/x')).toBe(2);
		does({type: 'resumed'});
		expect(state().view.cursors.tree.at).toBe('/');
		expect(state().view.open).toEqual(new Set(['/']));
	});
});
