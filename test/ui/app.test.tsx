// The React side: what is drawn when, and what keys and pasted text become.
import {limitsWith} from '../../source/analyze/rules/limits.ts';
import {render} from 'ink-testing-library';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import type {Store} from '../../source/store/store.ts';
import {nearest} from '../../source/options/nearest.ts';
import {App, createPainter, createTerminal} from '../../source/ui/app.tsx';
import {played, sampledAgain} from './scenes.ts';
import {well} from './scripts.ts';

const now = Date.UTC(2026, 10, 22, 14, 3, 30);

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date']});
});
afterEach(() => {
	vi.useRealTimers();
});

type Screen = Readonly<{
	store: Store;
	frames: () => number;
	text: () => string;
	type: (keys: string) => Promise<void>;
}>;

/** Ink's and React's own work, which waits on timers and microtasks. */
const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn++) {
		await vi.advanceTimersByTimeAsync(50);
	}
};

const open = async (store = played(well, 4)): Promise<Screen> => {
	const painter = createPainter({store, ascii: false});
	const terminal = createTerminal();
	const {stdin, stdout, frames} = render(<App {...{store, painter, terminal, nearest}} now={() => now} />);
	await settled();
	return {
		store,
		frames: () => frames.length,
		text: () => stdout.lastFrame() ?? '',
		async type(keys) {
			stdin.write(keys);
			await settled();
		},
	};
};

it('draws the three panes', async () => {
	const {text} = await open();
	for (const title of ['Tree /', 'Servers', '1 LOCKS']) {
		expect(text()).toContain(title);
	}
});

it('commits nothing for a sample that changes no visible cell', async () => {
	const {store, frames} = await open();
	await settled();
	const before = frames();
	let samples = 0;
	store.subscribe(() => {
		samples += 1;
	});
	store.dispatch(sampledAgain(store));
	store.dispatch(sampledAgain(store));
	await settled();
	expect(samples).toBe(2);
	expect(frames()).toBe(before);
	// The clock in the header is a cell like any other.
	store.dispatch(sampledAgain(store, 1000));
	await settled();
	expect(frames()).toBe(before + 1);
});

it('commits once for a key, and once for many typed in one go', async () => {
	const {store, frames, text, type} = await open();
	const before = frames();
	await type('j');
	expect(frames()).toBe(before + 1);
	await type('jjj');
	expect(frames()).toBe(before + 2);
	expect(store.getState().view.cursors.tree.at).not.toBe('/');
	await type('/LOCK\r');
	expect(text()).toContain('/LOCK');
	expect(text()).not.toContain('plain');
});

it('says what a key cannot do', async () => {
	const {text, type} = await open();
	await type('\t');
	await type('j');
	expect(text()).toContain('no rows to move in here');
});

it('says it until the next key, whatever that does, and then what this one cannot do', async () => {
	const {frames, text, type} = await open();
	await type('\t');
	await type('j');
	expect(text()).toContain('no rows to move in here');
	expect(text()).not.toContain('describe');
	await type('h');
	expect(text()).toContain('only the tree folds');
	const before = frames();
	await type('\t');
	expect(frames()).toBe(before + 1);
	expect(text()).toContain('describe');
	await type('!');
	await type('h');
	expect(text()).toContain('only the tree folds');
	await type('!');
	expect(text()).toContain('describe');
});

it('ignores pasted text outside of a prompt and says so, and takes its first line inside of one', async () => {
	const {store, text, type} = await open();
	await type('\u001B[200~qqq\u001B[201~');
	expect(text()).toContain('pasted text ignored (3 characters)');
	expect(store.getState().effects).toEqual([]);
	await type('/');
	await type('\u001B[200~plain\nq\u001B[201~');
	expect(store.getState().view.filters.tree).toBe('plain');
	await type('\r:');
	await type('\u001B[200~tree\nquit\n\u001B[201~');
	expect(text()).toContain(' :tree');
	await type('\r');
	expect(store.getState().view.mode.kind).toBe('home');
	expect(store.getState().effects).toEqual([{kind: 'read-contexts'}]);
});

it('makes up for a tab that came before the names of the contexts', async () => {
	const {store, text, type} = await open();
	await type(':ctx e\t');
	expect(text()).toContain('nothing completes this');
	store.dispatch({type: 'contexts-read', names: ['east', 'west']});
	await settled();
	expect(text()).toContain(' :ctx east');
});

it('says what a command cannot do, and in the theme of the ensemble', async () => {
	const {store, text, type} = await open();
	await type(':lokcs\r');
	expect(text()).toContain('unknown command "lokcs"; did you mean :locks?');
	const painter = createPainter({store, ascii: false});
	expect(painter().join()).not.toContain('\u001B[32m');
	const opening = {
		servers: ['zk9:2181'],
		lockPaths: [],
		intervalMs: 1000,
		chroot: '/',
		secure: true,
		limits: limitsWith(),
		now,
	};
	const target = {name: 'west', insecure: true, theme: 'ansi16'} as const;
	store.dispatch({type: 'ensemble-opened', opening: {...opening, target}});
	expect(painter()[0]).toMatch(/west.*\u001B\[1;31mINSECURE/);
});

it('paints the same array while no cell has changed, and throws anew what threw', () => {
	const store = played(well, 4);
	const painter = createPainter({store, ascii: false});
	const rows = painter();
	store.dispatch(sampledAgain(store));
	expect(painter()).toBe(rows);
	store.dispatch({type: 'focused', pane: 'servers'});
	expect(painter()).not.toBe(rows);

	const format = vi.spyOn(Date.prototype, 'toISOString').mockImplementation(() => {
		throw new Error('thrown in render');
	});
	store.dispatch({type: 'focused', pane: 'tree'});
	expect(painter).toThrow('thrown in render');
	expect(painter).toThrow('thrown in render');
	format.mockRestore();
	expect(painter()).toEqual(rows);
});
