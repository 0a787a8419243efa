// Lends the terminal to $PAGER: what it shows goes to its stdin, so that no file is left behind.
import {createRequire} from 'node:module';
import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import type childProcess from 'node:child_process';
import type {Terminal} from '../ui/app.tsx';

/** Shows the text until the pager ends; gives what went wrong. */
export const paged = async (text: string, terminal: Terminal): Promise<string | undefined> => {
	const command = process.env['PAGER'] ?? '';
	let problem: string | undefined;
	await terminal.suspend(async () => {
		// Keys are the pager's, and so is ctrl-c.
		await letGoOfKeys();
		const leaving = process.listeners('SIGINT');
		process.removeAllListeners('SIGINT');
		process.on('SIGINT', ignored);
		problem = await run(command.trim() === '' ? 'less' : command, text);
		process.off('SIGINT', ignored);
		for (const listener of leaving) {
			process.on('SIGINT', listener);
		}
	});
	return problem;
};

const ignored = (): void => undefined;

// A stream that is read by 'readable' notices a turn after Ink's last listener is gone that it can be paused, and stops
// reading a turn after that it was. Until then it would take keys that are the pager's.
const letGoOfKeys = async (): Promise<void> => {
	await setImmediate();
	process.stdin.pause();
	await setImmediate();
};

const run = async (command: string, text: string): Promise<string | undefined> =>
	new Promise(resolve => {
		// Loaded when it is wanted: it takes 10 ms, and few ask for a pager.
		const {spawn} = createRequire(import.meta.url)('node:child_process') as typeof childProcess;
		const child = spawn('/bin/sh', ['-c', command], {stdio: ['pipe', 'inherit', 'inherit']});
		child.on('error', error => {
			resolve(`the pager cannot be run: ${error.message}`);
		});
		child.on('close', code => {
			resolve(code === 127 ? `no such pager: ${command}; $PAGER names another one` : undefined);
		});
		// Who leaves the pager early has read enough.
		child.stdin.on('error', ignored);
		child.stdin.end(text);
	});
