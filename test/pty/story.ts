// What the stories share: zktop on screens that end with the test, and reading from a screen what a user reads there.
import {afterEach} from 'vitest';
import type {TerminalOptions} from '../helpers/terminal.ts';
import {openZktop} from '../helpers/zktop.ts';
import type {Terminal} from '../helpers/terminal.ts';

/** Real servers on a shared machine: what takes a second there may take many here. */
export const patient = {withinMs: 25_000};

export type Opener = (
	args: readonly string[],
	options?: Omit<TerminalOptions, 'command' | 'args'>,
) => Terminal;

const terminals: Terminal[] = [];
afterEach(async () => {
	await Promise.all(terminals.splice(0).map(async terminal => terminal.close()));
});

/** A terminal that is closed when the test is over. */
export const closing = (terminal: Terminal): Terminal => {
	terminals.push(terminal);
	return terminal;
};

/** Opens zktop until the end of the test. */
export const open: Opener = (args, options) => closing(openZktop(args, options));

export const keys = {
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	shiftTab: '\u001B[Z',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	ctrl: (letter: string): string => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 96),
} as const;

/** Presses a key and waits for what it shows. */
export const press = async (
	terminal: Terminal,
	key: string,
	shows: Parameters<Terminal['waitFor']>[0],
): Promise<void> => {
	terminal.press(key);
	await terminal.waitFor(shows, patient);
};

/** `:2181`, as zktop calls a server where all are on one host. */
export const label = ({clientPort}: {readonly clientPort: number}): string => `:${clientPort}`;

/** The row of a server in the table of servers, borders left out. */
export const serverRow = (rows: readonly string[], server: {readonly clientPort: number}): string => {
	const start = ` ${label(server)} `;
	return (
		rows.map(row => row.split('│').find(part => part.startsWith(start)) ?? '').find(part => part !== '') ?? ''
	);
};

export type Place = {readonly place: string; readonly session: string; readonly client: string};

/** The queue of the selected lock, in the order in which it is shown: `●` holds. */
export const queueShown = (rows: readonly string[]): readonly Place[] =>
	rows.flatMap(row => {
		const {place, session, client} =
			/(?<place>●|\d+) +(?<session>0x[\da-f]+) (?<client>\S*)/.exec(row)?.groups ?? {};
		return place === undefined || session === undefined || client === undefined
			? []
			: [{place, session, client}];
	});

/** The time in the header. */
export const clockShown = (rows: readonly string[]): string | undefined =>
	/(?:LIVE|PAUSED) (?<time>[\d:]{8})Z/.exec(rows[0] ?? '')?.groups?.['time'];

/** The server that the tree is read from: `via :2181`. */
export const viaShown = (rows: readonly string[]): string | undefined =>
	/ via (?<via>:\d+)/.exec(rows.join('\n'))?.groups?.['via'];
