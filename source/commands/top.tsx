// `zktop`: the screen. Introduces the rooms to each other, drains effects, and always gives the terminal back.
import {writeFile} from 'node:fs/promises';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import {Poller} from '../collect/poller.ts';
import type {Options} from '../options.ts';
import {createStore, type Store} from '../store/store.ts';
import type {Effect} from '../store/state.ts';
import type {Painter, Terminal} from '../ui/app.tsx';
import {createClient} from '../zookeeper/client.ts';
import {guardTerminal} from './guard.ts';

/** Runs the screen until the user leaves; resolves with the exit code. */
export const top = async (options: Options): Promise<number> => {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(
			'zktop: this is no terminal, the screen cannot be shown here; zktop servers, tree, locks and sessions print JSON\n',
		);
		return 2;
	}

	const {connect, security, frameLimitBytes, intervalMs, lockPaths} = options;
	const store = createStore({
		servers: connect.hosts.map(({name}) => name),
		lockPaths,
		intervalMs,
		now: Date.now(),
	});
	store.dispatch({type: 'resized', columns: process.stdout.columns, rows: process.stdout.rows});
	const client = createClient(connect, {security, frameLimitBytes});
	const poller = new Poller({
		hosts: connect.hosts,
		tls: security.tls,
		adminPorts: options.adminPorts,
		chroot: connect.chroot,
		client,
		intervalMs,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
		},
	});
	// The first questions are on their way while the screen is being loaded.
	const {interestsOf, layoutFor} = await import('../ui/interests.ts');
	const refresh = (): void => {
		poller.refresh();
	};

	const want = (): void => {
		const state = store.getState();
		poller.want(interestsOf(state, layoutFor(state)));
	};

	want();
	client.start();
	poller.start();
	try {
		return await showScreen(store, options, {refresh, want});
	} finally {
		poller.stop();
		await client.close();
	}
};

type Wires = {readonly refresh: () => void; readonly want: () => void};

const showScreen = async (
	store: Store,
	{name, security, theme, ascii}: Options,
	{refresh, want}: Wires,
): Promise<number> => {
	const [{render}, {App, createPainter, createTerminal}, {themes}] = await Promise.all([
		import('ink'),
		import('../ui/app.tsx'),
		import('../ui/theme.ts'),
	]);
	const ensemble = {name, insecure: security.tls?.insecure === true};
	const painter = createPainter({store, ensemble, theme: themes[theme], ascii});
	const terminal = createTerminal();
	const instance = render(<App {...{store, painter, terminal}} now={Date.now} />, {
		alternateScreen: true,
		exitOnCtrlC: false,
		incrementalRendering: true,
		interactive: true,
		maxFps: 60,
		patchConsole: false,
	});
	const left = Promise.withResolvers<number>();
	const leave = (code: number): void => {
		instance.unmount();
		left.resolve(code);
	};

	const stage = {store, painter, terminal, leave, refresh};
	const unsubscribe = store.subscribe(({effects}) => {
		want();
		if (effects.length > 0) {
			store.dispatch({type: 'effects-drained'});
			for (const effect of effects) {
				perform(effect, stage);
			}
		}
	});
	const guard = guardTerminal(leave);
	instance.waitUntilExit().catch((error: unknown) => {
		guard.report(error);
	});
	const code = await left.promise;
	unsubscribe();
	guard.release();
	return code;
};

type Stage = {
	readonly store: Store;
	readonly painter: Painter;
	readonly terminal: Terminal;
	/** Ends the program with this code. */
	readonly leave: (code: number) => void;
	readonly refresh: () => void;
};

/** Does outside of the program what a reducer has asked for. */
const perform = (effect: Effect, {store, painter, terminal, leave, refresh}: Stage): void => {
	switch (effect.kind) {
		case 'quit':
			leave(0);
			break;
		case 'refresh':
			refresh();
			break;
		case 'save-screen':
			void saveScreen(store, painter());
			break;
		case 'repaint':
			terminal.suspend(() => Promise.resolve());
			break;
		case 'suspend':
			terminal.suspend(stopped);
			break;
	}
};

/** Stops the process as the shell's job control wants it, until it is continued. */
const stopped = async (): Promise<void> =>
	new Promise(resolve => {
		process.once('SIGCONT', () => {
			resolve();
		});
		process.kill(process.pid, 'SIGTSTP');
	});

const saveScreen = async (store: Store, rows: readonly string[]): Promise<void> => {
	const at = Date.now();
	const file = `zktop-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z.txt`;
	const say = (text: string): void => {
		store.dispatch({type: 'noticed', text, at: Date.now()});
	};

	try {
		await writeFile(file, `${rows.map(row => stripVTControlCharacters(row).trimEnd()).join('\n')}\n`, {
			flag: 'wx',
		});
		say(`screen written to ${file}`);
	} catch (error) {
		say(
			`the screen could not be written to ${file}: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
};
