// A real terminal for tests and benchmarks: a program in a PTY, its bytes drawn on an xterm screen that can be read.
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {atExit} from './at-exit.ts';
import {leashed, plainEnv, signal as send} from './child.ts';
import {createWaits, type Condition} from './screen-waits.ts';
import {readCell, readScreen, type Cell} from './screen.ts';

export type TerminalOptions = {
	readonly command: string;
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** Over PATH, HOME, LANG=C.UTF-8 and TERM=xterm-256color, which is all the program gets. */
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
};

export type Exit = {readonly exitCode: number; readonly signal: number};

export type Terminal = {
	readonly pid: number;
	/** The rows of the screen, without the spaces at their ends. */
	screen(): string[];
	/** The rows as one text. */
	text(): string;
	/** One cell, row and column from 0. */
	cell(row: number, column: number): Cell;
	/** Resolves as soon as the screen shows it; rejects with the screen when it does not in time or the program ends. */
	waitFor(condition: Condition, patience?: {readonly withinMs?: number}): Promise<void>;
	/** Types: characters, `\r`, `\u001B[A` … */
	press(keys: string): void;
	resize(columns: number, rows: number): void;
	kill(signal?: NodeJS.Signals): void;
	/** Goes away as a terminal does whose window is closed: the program's is gone, and it gets SIGHUP. */
	hangUp(): void;
	/** Kills it if it still runs, and resolves when it has ended. */
	close(): Promise<void>;
	/** Resolves when the program has ended and all it wrote is on the screen. */
	readonly exited: Promise<Exit>;
	readonly running: boolean;
	/** Whether the alternate screen is shown. */
	readonly alternate: boolean;
	readonly cursor: {readonly row: number; readonly column: number; readonly visible: boolean};
	/** Bracketed paste, mouse tracking and other modes that a program must leave as it found them. */
	readonly modes: xterm.Terminal['modes'];
	/** All that the program wrote. */
	raw(): string;
	/** How many bytes that is. */
	bytes(): number;
	/** Calls for each chunk that the program writes, before it is drawn; gives a function that ends this. */
	onOutput(listener: (chunk: Buffer) => void): () => void;
};

/** Starts a program in a terminal of its own. */
export const openTerminal = (options: TerminalOptions): Terminal => {
	const {command, args = [], columns: cols = 120, rows = 36, env, cwd = process.cwd()} = options;
	const screen = new xterm.Terminal({cols, rows, allowProposedApi: true, scrollback: 1000});
	const environment = {...plainEnv(), TERM: 'xterm-256color', ...env};
	const pty = spawn(...leashed(command, args), {cols, rows, cwd, env: environment, encoding: null});
	const chunks: Buffer[] = [];
	const listeners = new Set<(chunk: Buffer) => void>();
	let bytes = 0;
	let running = true;

	const waits = createWaits({
		read: () => readScreen(screen),
		// Between the two halves of a synchronized update a terminal shows nothing of it.
		whole: () => !screen.modes.synchronizedOutputMode,
		running: () => running,
	});
	// Typed as text, but with `encoding: null` it is bytes.
	(pty.onData as unknown as (listener: (chunk: Buffer) => void) => void)(chunk => {
		chunks.push(chunk);
		bytes += chunk.length;
		for (const listener of listeners) {
			listener(chunk);
		}

		screen.write(chunk, waits.look);
	});
	// The terminal's own answers: where the cursor is, what it is called.
	screen.onData(answer => {
		if (running) {
			pty.write(answer);
		}
	});
	const forget = atExit(() => {
		send(pty.pid, 'SIGKILL');
	});
	const exited = new Promise<Exit>(resolve => {
		pty.onExit(({exitCode, signal = 0}) => {
			running = false;
			forget();
			screen.write('', () => {
				waits.look();
				resolve({exitCode, signal});
			});
		});
	});
	const kill = (signal: NodeJS.Signals = 'SIGTERM'): void => {
		if (running) {
			send(pty.pid, signal);
		}
	};

	return {
		pid: pty.pid,
		screen: () => readScreen(screen),
		text: () => readScreen(screen).join('\n'),
		cell: (row, column) => readCell(screen, row, column),
		waitFor: waits.waitFor,
		press(keys) {
			pty.write(keys);
		},
		resize(columns, height) {
			screen.resize(columns, height);
			pty.resize(columns, height);
		},
		kill,
		hangUp() {
			(pty as unknown as {destroy(): void}).destroy();
		},
		async close() {
			kill('SIGKILL');
			await exited;
		},
		exited,
		get running() {
			return running;
		},
		get alternate() {
			return screen.buffer.active.type === 'alternate';
		},
		get cursor() {
			const {cursorY: row, cursorX: column} = screen.buffer.active;
			const switches = Buffer.concat(chunks)
				.toString('latin1')
				.match(/\u001B\[\?25[hl]/g);
			return {row, column, visible: !(switches?.at(-1)?.endsWith('l') ?? false)};
		},
		get modes() {
			return screen.modes;
		},
		raw: () => Buffer.concat(chunks).toString('utf8'),
		bytes: () => bytes,
		onOutput(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
	};
};
