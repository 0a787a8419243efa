// The program that a verb runs: signals are passed on to it, its exit code is ours, and it ends before what it relies on is lost.
import type childProcess from 'node:child_process';
import {createRequire} from 'node:module';
import {constants} from 'node:os';
import process from 'node:process';
import {refusalOf} from './runnable.ts';
import {say} from './scene.ts';
import type {SignalName, Signals} from './signals.ts';

export type Program = {
	/** Its exit code; 128 and the signal's number when a signal ended it. 127 and 126 as shells have them when it cannot start. */
	readonly ended: Promise<number>;
	kill(signal: SignalName | 'SIGKILL' | 'SIGCONT'): void;
};

/** Not imported: who only waits does without. */
const loadChildProcess = (): typeof childProcess =>
	createRequire(import.meta.url)('node:child_process') as typeof childProcess;

/**
 * Without a terminal the program leads a process group of its own, and signals go to all of it. On a terminal it stays in ours:
 * there ctrl-c reaches it without us, and would come twice. Without `input` it reads ours.
 */
export const startProgram = (
	[file = '', ...args]: readonly string[],
	env: Readonly<Record<string, string>>,
	signals: Signals,
	input?: Buffer,
): Program => {
	const {spawn} = loadChildProcess();
	const ownGroup = !process.stdin.isTTY;
	const child = spawn(file, args, {
		stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
		env: {...process.env, ...env},
		detached: ownGroup,
	});
	child.stdin?.on('error', () => undefined); // it need not read its input
	child.stdin?.end(input);
	const kill = (signal: NodeJS.Signals): void => {
		send(child, signal, ownGroup);
	};
	const stopPassing = signals.passTo(name => {
		if (ownGroup || (name !== 'SIGINT' && name !== 'SIGQUIT')) {
			kill(name);
		}
	});
	const ended = new Promise<number>(resolve => {
		child.on('error', (error: NodeJS.ErrnoException) => {
			if (child.pid === undefined) {
				const {text, exitCode} = refusalOf(file, error);
				say(text);
				resolve(exitCode);
			}
		});
		child.on('exit', (code, signal) => {
			resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
		});
	}).finally(stopPassing);
	return {ended, kill};
};

const send = ({pid}: childProcess.ChildProcess, signal: NodeJS.Signals, group: boolean): void => {
	if (pid === undefined) {
		return;
	}

	try {
		process.kill(group ? -pid : pid, signal);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) {
			throw error;
		}
	}
};
