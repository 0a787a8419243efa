// What a program wrote to its terminal and when; drawn again afterwards, so that looking at it costs nothing while it is measured.
import {performance} from 'node:perf_hooks';
import xterm from '@xterm/headless';
import {readScreen} from '../../test/helpers/screen.ts';
import {openTerminal, type Terminal, type TerminalOptions} from '../../test/helpers/terminal.ts';

export type Shot = {readonly atMs: number; readonly chunk: Buffer};

export type Taped = {
	readonly terminal: Terminal;
	/** On the clock of `performance.now()`. */
	readonly startedAtMs: number;
	readonly shots: readonly Shot[];
};

export const size = {columns: 120, rows: 36} as const;

/** Starts a program in a terminal of its own, with its output on tape. */
export const openTaped = (options: TerminalOptions): Taped => {
	const shots: Shot[] = [];
	const startedAtMs = performance.now();
	const terminal = openTerminal({...options, ...size});
	terminal.onOutput(chunk => {
		shots.push({atMs: performance.now(), chunk});
	});
	return {terminal, startedAtMs, shots};
};

/** Shows the screen as it was after each shot. */
export const replay = async (
	shots: readonly Shot[],
	look: (rows: readonly string[], atMs: number) => void,
): Promise<void> => {
	const screen = new xterm.Terminal({cols: size.columns, rows: size.rows, allowProposedApi: true});
	for (const {atMs, chunk} of shots) {
		await new Promise<void>(resolve => {
			screen.write(chunk, resolve);
		});
		look(readScreen(screen), atMs);
	}

	screen.dispose();
};
