// The test terminal itself, against a shell that does what it is told.
import {expect, it} from 'vitest';
import {isAlive} from '../helpers/child.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

const shell = (script: string, columns = 40, rows = 6): Terminal =>
	openTerminal({command: '/bin/sh', args: ['-c', script], columns, rows, env: {GREETING: 'hello'}});

it('shows what the program draws, and how it ended', async () => {
	const terminal = shell(String.raw`printf 'one\n\033[3;5Hthree  '; exit 7`);
	expect(await terminal.exited).toEqual({exitCode: 7, signal: 0});
	expect(terminal.screen()).toEqual(['one', '', '    three', '', '', '']);
	expect(terminal.text()).toContain('three');
	expect(terminal.raw()).toBe('one\r\n\u001B[3;5Hthree  ');
	expect(terminal.bytes()).toBe(terminal.raw().length);
});

it('waits for a text, a pattern or a condition, and types', async () => {
	const terminal = shell('stty -echo; echo ready; read name; echo "$GREETING $name"; read more');
	await terminal.waitFor('ready');
	terminal.press('zoe\r');
	await terminal.waitFor(/^hello \w+$/m);
	await terminal.waitFor(rows => rows[1] === 'hello zoe');
	await terminal.close();
	expect(isAlive(terminal.pid)).toBe(false);
});

it('looks at whole frames only', async () => {
	const terminal = shell(
		String.raw`printf '\033[?2026hhalf'; read go; printf ' and whole\033[?2026l'; read stay`,
	);
	const waiting = terminal.waitFor('half');
	await expect(terminal.waitFor('half', {withinMs: 100})).rejects.toThrow(/not show within 100 ms/);
	terminal.press('\r');
	await waiting;
	expect(terminal.text()).toContain('and whole');
	await terminal.close();
});

it('says with the whole screen what did not come in time', async () => {
	const terminal = shell('echo something else; read forever');
	await terminal.waitFor('something');
	await expect(terminal.waitFor('nothing', {withinMs: 50})).rejects.toThrow(
		/not show within 50 ms: nothing\n┌──\n│ something else\n/,
	);
	await terminal.close();
});

it('does not wait for a program that has ended', async () => {
	const terminal = shell('echo bye');
	await expect(terminal.waitFor('nothing')).rejects.toThrow(/ended without showing: nothing\n┌──\n│ bye\n/);
});

it('reads colours and styles of a cell', async () => {
	const terminal = shell(String.raw`printf '\033[1;7;31mR\033[0;38;2;1;2;255mT\033[0m.漢'`);
	await terminal.exited;
	expect(terminal.cell(0, 0)).toMatchObject({chars: 'R', bold: true, inverse: true, foreground: 1});
	expect(terminal.cell(0, 1)).toMatchObject({
		chars: 'T',
		bold: false,
		foreground: '#0102ff',
		background: undefined,
	});
	expect([2, 3, 4].map(column => terminal.cell(0, column).width)).toEqual([1, 2, 0]);
});

it('tells the program its size, at the start and when it changes', async () => {
	const terminal = shell('trap "stty size" WINCH; stty size; while :; do read line; done');
	await terminal.waitFor('6 40');
	terminal.resize(60, 8);
	await terminal.waitFor('8 60');
	expect(terminal.screen()).toHaveLength(8);
	await terminal.close();
});

it('knows the alternate screen, the cursor and the modes', async () => {
	const terminal = shell(
		String.raw`printf '\033[?1049h\033[?25l\033[?2004hmenu'; read key; printf '\033[?2004l\033[?25h\033[?1049l'`,
	);
	await terminal.waitFor('menu');
	expect(terminal).toMatchObject({alternate: true, cursor: {visible: false, row: 0, column: 4}});
	expect(terminal.modes.bracketedPasteMode).toBe(true);
	terminal.press('\r');
	await terminal.exited;
	expect(terminal).toMatchObject({alternate: false, cursor: {visible: true}});
	expect(terminal.modes.bracketedPasteMode).toBe(false);
});

it('answers what a terminal is asked', async () => {
	const terminal = shell(
		String.raw`stty raw -echo; printf '\033[6n'; dd bs=1 count=6 2>/dev/null | od -c | head -1`,
	);
	await terminal.waitFor('033   [   1   ;   1   R');
	await terminal.close();
});

it('ends the program by the signal that is asked for', async () => {
	const terminal = shell('echo up; read forever');
	await terminal.waitFor('up');
	terminal.kill('SIGHUP');
	expect(await terminal.exited).toEqual({exitCode: 0, signal: 1});
});

it('gives the program a clean environment', async () => {
	const terminal = shell('env | cut -d= -f1 | sort | tr "\\n" " "', 80);
	await terminal.exited;
	expect(terminal.screen()[0]).toBe('GREETING HOME LANG PATH PWD TERM XDG_STATE_HOME');
});
