// `zktop`: the screen. Introduces the rooms to each other, drains effects, and always gives the terminal back.
import process from 'node:process';
import type {Backstage} from '../demo/backstage.ts';
import type {Contexts, Options} from '../options.ts';
import {nearest} from '../options/nearest.ts';
import type {DemoDrill} from '../store/demo-ask.ts';
import {createStore, type Store} from '../store/store.ts';
import {perform} from './effects.ts';
import {openingOf} from './feed.ts';
import {stepFilters} from './filter-steps.ts';
import {firstAnswers} from './first-answers.ts';
import {guardTerminal} from './guard.ts';
import {Switchboard} from './switchboard.ts';

/** The screen does not wait longer than this for data, ms. */
const openWithinMs = 150;
/** A frame takes 2 ms; at Ink's usual pace a key would often wait for the end of a pause after the frame before. */
const maxFps = 200;

/** What `zktop demo` shows. */
export type Playing = {readonly backstage: Backstage; readonly drill: DemoDrill | undefined};

/** Runs the screen until the user leaves; resolves with the exit code. */
export const top = async (options: Options, contexts: Contexts, demo?: Playing): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(
			'zktop: this is no terminal, the screen cannot be shown here; zktop servers, tree, locks and sessions print JSON\n',
		);
		return 2;
	}

	const store = createStore(openingOf(options));
	store.dispatch({type: 'resized', columns: process.stdout.columns, rows: process.stdout.rows});
	tellDemo(store, demo);
	const switchboard = new Switchboard({first: options, contexts, store});
	switchboard.start();
	// The first questions are on their way while the screen is loaded; it opens with their answers.
	const answered = firstAnswers(store, openWithinMs);
	const {interestsOf, layoutFor} = await import('../ui/interests.ts');
	const want = (): void => {
		const state = store.getState();
		switchboard.want(interestsOf(state, layoutFor(state)));
	};

	want();
	const unsubscribe = store.subscribe(want);
	try {
		return await showScreen(store, options, {answered, switchboard, backstage: demo?.backstage});
	} finally {
		unsubscribe();
		await switchboard.end();
	}
};

const tellDemo = (store: Store, demo: Playing | undefined): void => {
	demo?.backstage.onTargets(targets => {
		const {drill, backstage} = demo;
		store.dispatch({type: 'demo-told', demo: {connect: backstage.connect, targets, drill}});
	});
};

type Wires = {
	readonly answered: Promise<void>;
	readonly switchboard: Switchboard;
	readonly backstage: Backstage | undefined;
};

const showScreen = async (
	store: Store,
	{ascii}: Options,
	{answered, switchboard, backstage}: Wires,
): Promise<number> => {
	const [{render}, {App, createPainter, createTerminal}] = await Promise.all([
		import('ink'),
		import('../ui/app.tsx'),
		answered,
	]);
	const painter = createPainter({store, ascii});
	const terminal = createTerminal();
	// Before the first frame: the echo of a key typed right after it would scroll the screen.
	process.stdin.setRawMode(true);
	const instance = render(<App {...{store, painter, terminal, nearest}} now={Date.now} />, {
		alternateScreen: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		interactive: true,
		maxFps,
		patchConsole: false,
	});
	const left = Promise.withResolvers<number>();
	const leave = (code: number): void => {
		instance.unmount();
		left.resolve(code);
	};

	const stage = {store, painter, terminal, switchboard, backstage, leave};
	const unsubscribe = store.subscribe(({effects}) => {
		if (effects.length > 0) {
			store.dispatch({type: 'effects-drained'});
			for (const effect of effects) {
				perform(effect, stage);
			}
		}
	});
	const stopSteps = stepFilters(store);
	const guard = guardTerminal(leave);
	instance.waitUntilExit().catch(guard.report);
	backstage?.onFailure(guard.report);
	const code = await left.promise;
	unsubscribe();
	stopSteps();
	guard.release();
	return code;
};
