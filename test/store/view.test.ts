// source/store/view.ts
import {describe, expect, it} from 'vitest';
import type {Event} from '../../source/store/events.ts';
import type {Mode} from '../../source/store/state.ts';
import {connects, scripted, startedAt} from './scripted.ts';

const home: Mode = {kind: 'home'};

describe('an event that changes nothing', () => {
	const {does, state, store} = scripted();
	does(
		{type: 'expanded', path: '/a'},
		{type: 'moved', table: 'tree', to: '/a', top: 3},
		{type: 'resized', columns: 120, rows: 36},
	);
	it.each<Event>([
		{type: 'resized', columns: 120, rows: 36},
		{type: 'moved', table: 'tree', to: '/a', top: 3},
		{type: 'expanded', path: '/a'},
		{type: 'collapsed', path: '/never-open'},
		{type: 'closed'},
		{type: 'scrolled', top: 7},
		{type: 'form-chosen', form: 'hex'},
		{type: 'filter-typed', text: 'without a prompt'},
		{type: 'filter-kept'},
		{type: 'resumed'},
		{type: 'effects-drained'},
	])('leaves the state what it was, and nobody is told: $type', event => {
		const before = state();
		let told = 0;
		const stop = store.subscribe(() => {
			told += 1;
		});
		expect(does(event)).toBe(before);
		stop();
		expect(told).toBe(0);
	});
});

describe('closing a znode', () => {
	it('closes all below it, and takes the cursor along if it stood there', () => {
		const {does} = scripted();
		does(...['/a', '/a/b', '/a/b/c', '/a/bc'].map(path => ({type: 'expanded', path}) as const), {
			type: 'moved',
			table: 'tree',
			to: '/a/b/c',
			top: 2,
		});
		const {view} = does({type: 'collapsed', path: '/a/b'});
		expect([...view.open]).toEqual(['/', '/a', '/a/bc']);
		expect(view.cursors.tree).toEqual({at: '/a/b', top: 2});
	});

	it('leaves the cursor where it is outside, also beside a longer name', () => {
		const {does} = scripted();
		does({type: 'expanded', path: '/a'}, {type: 'moved', table: 'tree', to: '/ab', top: 0});
		expect(does({type: 'collapsed', path: '/a'}).view.cursors.tree.at).toBe('/ab');
	});
});

describe('revealing a znode', () => {
	it('opens the way down to it, puts the cursor on it and looks at the tree', () => {
		const {does} = scripted();
		const {view} = does({type: 'focused', pane: 'inspector'}, {type: 'revealed', path: '/locks/orders/x'});
		expect([...view.open]).toEqual(['/', '/locks', '/locks/orders']);
		expect([view.cursors.tree.at, view.focus]).toEqual(['/locks/orders/x', 'tree']);
	});
});

describe('esc', () => {
	const chain = (...events: readonly Event[]): readonly Mode['kind'][] => {
		const {does, state} = scripted();
		does(...events);
		const kinds: Array<Mode['kind']> = [state().view.mode.kind];
		for (let step = 0; step < 5 && state().view.mode.kind !== 'home'; step++) {
			kinds.push(does({type: 'closed'}).view.mode.kind);
		}

		return kinds;
	};

	it.each<readonly [readonly Event[], readonly Mode['kind'][]]>([
		[[], ['home']],
		[[{type: 'zoomed', pane: 'tree'}], ['zoomed', 'home']],
		[[{type: 'card-opened', path: '/a'}], ['card', 'home']],
		[
			[{type: 'zoomed', pane: 'tree'}, {type: 'card-opened', path: '/a'}, {type: 'help-opened'}],
			['help', 'card', 'zoomed', 'home'],
		],
		[
			[
				{type: 'zoomed', pane: 'tree'},
				{type: 'filter-opened', table: 'tree'},
			],
			['filter', 'zoomed', 'home'],
		],
		[
			[
				{type: 'card-opened', path: '/a'},
				{type: 'card-opened', path: '/b'},
			],
			['card', 'home'],
		],
		[
			[{type: 'help-opened'}, {type: 'help-opened'}],
			['help', 'home'],
		],
	])('after %j leads back by %j', (events, kinds) => {
		expect(chain(...events)).toEqual(kinds);
	});
});

describe('the evidence of a finding', () => {
	it('is a chart where a metric shows it, whatever filtered the metrics before', () => {
		const {does} = scripted();
		does(
			{type: 'filter-opened', table: 'metrics'},
			{type: 'filter-typed', text: 'znodes'},
			{type: 'filter-kept'},
		);
		const {view} = does({type: 'went-to', place: {kind: 'server', name: 'zk1', metric: 'fsyncMs'}});
		expect(view).toMatchObject({
			mode: {kind: 'zoomed', pane: 'servers'},
			focus: 'servers',
			cursors: {metrics: {at: 'fsyncMs'}},
			filters: {metrics: ''},
		});
		expect(does({type: 'went-to', place: {kind: 'server', name: 'zk1'}}).view.cursors.metrics.at).toBe(
			'fsyncMs',
		);
	});
});

describe('a filter', () => {
	it('is what is typed, of its own table, and stays when it is kept', () => {
		const {does} = scripted();
		const {view} = does(
			{type: 'filter-opened', table: 'sessions'},
			{type: 'filter-typed', text: '10.0'},
			{type: 'filter-kept'},
		);
		expect(view.filters).toEqual({
			tree: '',
			metrics: '',
			locks: '',
			groups: '',
			sessions: '10.0',
			watches: '',
			findings: '',
		});
		expect(view.mode).toEqual(home);
	});

	it('is opened again with the text it has', () => {
		const {does} = scripted();
		does({type: 'filter-opened', table: 'tree'}, {type: 'filter-typed', text: 'lock'}, {type: 'filter-kept'});
		expect(does({type: 'filter-opened', table: 'tree'}).view.mode).toMatchObject({
			kind: 'filter',
			text: 'lock',
		});
	});

	it('is gone when it is cleared, at its prompt or without one', () => {
		const {does} = scripted();
		does({type: 'filter-opened', table: 'tree'}, {type: 'filter-typed', text: 'lock'});
		expect(does({type: 'filter-cleared', table: 'tree'}).view).toMatchObject({
			mode: home,
			filters: {tree: ''},
		});
		does(
			{type: 'zoomed', pane: 'tree'},
			{type: 'filter-opened', table: 'tree'},
			{type: 'filter-typed', text: 'x'},
			{type: 'filter-kept'},
		);
		expect(does({type: 'filter-cleared', table: 'tree'}).view).toMatchObject({
			mode: {kind: 'zoomed'},
			filters: {tree: ''},
		});
	});
});

describe('the panes', () => {
	it('zoom along with the focus', () => {
		const {does} = scripted();
		const {view} = does({type: 'zoomed', pane: 'tree'}, {type: 'focused', pane: 'servers'});
		expect([view.mode, view.focus]).toEqual([{kind: 'zoomed', pane: 'servers'}, 'servers']);
	});

	it('give a tab that is chosen the focus, zoomed if something was', () => {
		const {does} = scripted();
		expect(does({type: 'tab-chosen', tab: 'sessions'}).view).toMatchObject({
			mode: home,
			focus: 'inspector',
			tab: 'sessions',
		});
		does({type: 'zoomed', pane: 'tree'});
		expect(does({type: 'tab-chosen', tab: 'locks'}).view.mode).toEqual({kind: 'zoomed', pane: 'inspector'});
	});
});

describe('a card', () => {
	it('scrolls, and begins at its top again in its other form', () => {
		const {does} = scripted();
		does({type: 'card-opened', path: '/a'}, {type: 'scrolled', top: 40});
		expect(does({type: 'form-chosen', form: 'hex'}).view.mode).toMatchObject({
			kind: 'card',
			form: 'hex',
			top: 0,
		});
	});
});

it('effects wait in line until they are drained', () => {
	const {does} = scripted();
	expect(does({type: 'wanted', effect: 'refresh'}, {type: 'wanted', effect: 'quit'}).effects).toEqual([
		{kind: 'refresh'},
		{kind: 'quit'},
	]);
	expect(does({type: 'effects-drained'}).effects).toEqual([]);
});

describe('a session that takes the place of an expired one', () => {
	it('is told by a note, and the first one of a run is not', () => {
		const {sample, state} = scripted();
		sample(0, connects('zk1', '0x1'));
		expect(state().view.notice).toBeUndefined();
		sample(1, connects('zk2', '0x1'));
		expect(state().view.notice).toBeUndefined();
		sample(9, connects('zk2', '0x2'));
		expect(state().view.notice).toEqual({
			text: "zktop's session expired; 0x2 takes its place",
			at: startedAt + 9000,
		});
	});
});
