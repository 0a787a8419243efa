// `zktop`: the screen. Introduces the rooms to each other, drains effects, and always gives the terminal back.
import process from 'node:process';
import {Poller} from '../collect/poller.ts';
import type {Options} from '../options.ts';
import {createStore, type Store} from '../store/store.ts';
import {createClient, type Client} from '../zookeeper/client.ts';
import {perform} from './effects.ts';
import {firstAnswers} from './first-answers.ts';
import {guardTerminal} from './guard.ts';
import {rememberMembers} from './members-memory.ts';

/** The screen does not wait longer than this for data, ms. */
const openWithinMs = 150;
/** A frame takes 2 ms; at Ink's usual pace a key would often wait for the end of a pause after the frame before. */
const maxFps = 200;

/** Runs the screen until the user leaves; resolves with the exit code. */
export const top = async (options: Options): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(
			'zktop: this is no terminal, the screen cannot be shown here; zktop servers, tree, locks and sessions print JSON\n',
		);
		return 2;
	}

	const {store, client, poller} = introduce(options);
	client.start();
	poller.start();
	// The first questions are on their way while the screen is loaded; it opens with their answers.
	const answered = firstAnswers(store, openWithinMs);
	const {interestsOf, layoutFor} = await import('../ui/interests.ts');
	const want = (): void => {
		const state = store.getState();
		poller.want(interestsOf(state, layoutFor(state)));
	};

	const refresh = (): void => {
		poller.refresh();
	};

	want();
	const unsubscribe = store.subscribe(want);
	const forget = rememberMembers(store, options);
	try {
		return await showScreen(store, options, {answered, refresh});
	} finally {
		unsubscribe();
		poller.stop();
		await Promise.all([client.close(), forget()]);
	}
};

type Rooms = {readonly store: Store; readonly client: Client; readonly poller: Poller};

/** The rooms of the screen: what the poller finds out goes to the store. */
const introduce = ({
	connect,
	security,
	frameLimitBytes,
	adminPorts,
	intervalMs,
	readsPerSecond,
	lockPaths,
}: Options): Rooms => {
	const store = createStore({
		servers: connect.hosts.map(({name}) => name),
		lockPaths,
		intervalMs,
		secure: security.tls !== undefined,
		now: Date.now(),
	});
	store.dispatch({type: 'resized', columns: process.stdout.columns, rows: process.stdout.rows});
	const client = createClient(connect, {security, frameLimitBytes});
	const poller = new Poller({
		hosts: connect.hosts,
		tls: security.tls,
		adminPorts,
		chroot: connect.chroot,
		client,
		intervalMs,
		readsPerSecond,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
		},
	});
	return {store, client, poller};
};

type Wires = {
	readonly answered: Promise<void>;
	readonly refresh: () => void;
};

const showScreen = async (
	store: Store,
	{name, security, theme, ascii}: Options,
	{answered, refresh}: Wires,
): Promise<number> => {
	const [{render}, {App, createPainter, createTerminal}, {themes}] = await Promise.all([
		import('ink'),
		import('../ui/app.tsx'),
		import('../ui/theme.ts'),
		answered,
	]);
	const ensemble = {name, insecure: security.tls?.insecure === true};
	const painter = createPainter({store, ensemble, theme: themes[theme], ascii});
	const terminal = createTerminal();
	// Before the first frame: the echo of a key typed right after it would scroll the screen.
	process.stdin.setRawMode(true);
	const instance = render(<App {...{store, painter, terminal}} now={Date.now} />, {
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

	const stage = {store, painter, terminal, refresh, leave};
	const unsubscribe = store.subscribe(({effects}) => {
		if (effects.length > 0) {
			store.dispatch({type: 'effects-drained'});
			for (const effect of effects) {
				perform(effect, stage);
			}
		}
	});
	const guard = guardTerminal(leave);
	instance.waitUntilExit().catch(guard.report);
	const code = await left.promise;
	unsubscribe();
	guard.release();
	return code;
};
