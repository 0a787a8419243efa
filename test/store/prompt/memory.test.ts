// What outlives a switch to another ensemble, and what does not.
import {limitsWith} from '../../../source/analyze/rules/limits.ts';
import {describe, expect, it} from 'vitest';
import type {Event} from '../../../source/store/events.ts';
import {everything, lists, names, scripted, startedAt, type Scripted} from '../scripted.ts';

const opens = (name: string, ...servers: readonly string[]): Event => ({
	type: 'ensemble-opened',
	opening: {
		target: {name, insecure: false, theme: 'rich'},
		servers,
		lockPaths: [`/${name}`],
		chroot: '/',
		intervalMs: 2000,
		secure: false,
		limits: limitsWith(),
		now: startedAt + 60_000,
	},
});

/** An ensemble in use: sampled, with open znodes, cursor, filter, tab, zoom and a pause. */
const used = (): Scripted => {
	const script = scripted(['/first']);
	script.does(opens('first', ...names), {type: 'resized', columns: 132, rows: 43});
	script.sample(0, ...everything(), lists('/', 'a', 'b'), lists('/a', 'c'));
	script.sample(1, ...everything());
	script.does(
		{type: 'expanded', path: '/a'},
		{type: 'moved', table: 'tree', to: '/a/c', top: 1},
		{type: 'tab-chosen', tab: 'sessions'},
		{type: 'filter-opened', table: 'sessions'},
		{type: 'filter-typed', text: '10.0'},
		{type: 'filter-kept'},
		{type: 'zoomed', pane: 'inspector'},
		{type: 'paused'},
		{type: 'noticed', text: 'said of the first', at: startedAt},
	);
	return script;
};

describe('another ensemble', () => {
	it('begins with nothing of the one before, in the same terminal', () => {
		const {state, does} = used();
		const fresh = scripted().state();
		does(opens('second', 'zk9:2181'));
		const {target, live, frozen, view} = state();
		expect(target).toEqual({name: 'second', insecure: false, theme: 'rich'});
		expect(live.servers.map(({name}) => name)).toEqual(['zk9:2181']);
		expect(live.servers[0]?.history.names()).toEqual([]);
		expect(live.clock).toEqual({
			tick: 0,
			at: startedAt + 60_000,
			startedAt: startedAt + 60_000,
			intervalMs: 2000,
		});
		expect(live).toMatchObject({znodes: {size: 0}, inspection: {sessions: [], locks: []}});
		expect(live.judgement).toEqual(fresh.live.judgement);
		expect(frozen).toBeUndefined();
		expect(view).toEqual({...fresh.view, lockPaths: ['/second'], size: {columns: 132, rows: 43}});
	});

	it('is not scanned again unasked when one comes back to it', () => {
		const {state, does} = used();
		does({type: 'scan-wished', wish: {id: 'scan / 1', kind: 'scan', under: ['/'], going: true}});
		expect(state().view.scan).toBeDefined();
		does(opens('second', 'zk9:2181'), opens('first', ...names));
		expect(state().view.scan).toBeUndefined();
	});

	it('is left where one stood: open znodes, cursor, tab, filter and zoom are there again', () => {
		const {state, does} = used();
		const stood = state().view;
		does(opens('second', 'zk9:2181'), {type: 'expanded', path: '/other'}, opens('first', ...names));
		expect(state().view).toEqual({...stood, notice: undefined, lockPaths: ['/first']});
		does({type: 'resized', columns: 80, rows: 24}, opens('second', 'zk9:2181'));
		expect(state().view).toMatchObject({open: new Set(['/', '/other']), size: {columns: 80, rows: 24}});
	});

	it('is left without help, sources and prompt, but with the card', () => {
		const {state, does} = used();
		does({type: 'card-opened', path: '/a'}, {type: 'help-opened'}, {type: 'sources-opened'});
		does({type: 'prompt-opened'}, opens('second'), opens('first', ...names));
		expect(state().view.mode).toMatchObject({kind: 'card', path: '/a'});
	});

	it('has the one before as its predecessor; opened anew it keeps it', () => {
		const {state, does} = used();
		does(opens('second'));
		expect(state().memory.previous).toBe('first');
		does(opens('second'));
		expect(state().memory.previous).toBe('first');
		does(opens('first', ...names));
		expect(state().memory.previous).toBe('second');
	});

	it('knows the names and the command lines that were known before', () => {
		const {state, does} = used();
		does({type: 'contexts-read', names: ['first', 'second']}, {type: 'prompt-opened'});
		does({type: 'command-given', line: 'locks', does: {type: 'tab-chosen', tab: 'locks'}}, opens('second'));
		expect(state().memory).toMatchObject({contexts: ['first', 'second'], commands: ['locks']});
	});
});

describe('a command', () => {
	it('closes the prompt before it does what it does', () => {
		const {state, does} = scripted();
		does({type: 'card-opened', path: '/'}, {type: 'prompt-opened'});
		does({type: 'command-given', line: 'help', does: {type: 'help-opened'}});
		expect(state().view.mode).toMatchObject({kind: 'help', back: {kind: 'card'}});
	});

	it('that switches becomes an effect, and the names are read when the prompt opens', () => {
		const {state, does} = scripted();
		does({type: 'prompt-opened'});
		does({type: 'command-given', line: 'ctx b', does: {type: 'context-chosen', name: 'b'}});
		expect(state().effects).toEqual([{kind: 'read-contexts'}, {kind: 'switch', to: 'b'}]);
	});
});
