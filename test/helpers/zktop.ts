// The built zktop, as a user starts it: on a screen, or as a text verb.
import {spawn} from 'node:child_process';
import {resolve} from 'node:path';
import {plainEnv} from './child.ts';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

/** Opens zktop in a terminal, e.g. `openZktop([ensemble.connectString], {columns: 80, rows: 24})`. */
export const openZktop = (
	args: readonly string[],
	options: Omit<TerminalOptions, 'command' | 'args'> = {},
): Terminal => openTerminal({...options, command: process.execPath, args: [cli, ...args]});

export type Run = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

/** Runs zktop without a terminal until it ends by itself. */
export const runZktop = async (
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
	patienceMs = 30_000,
): Promise<Run> =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [cli, ...args], {
			env: {...plainEnv(), ...env},
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: patienceMs,
		});
		const output = {stdout: '', stderr: ''};
		for (const name of ['stdout', 'stderr'] as const) {
			child[name].setEncoding('utf8').on('data', (text: string) => {
				output[name] += text;
			});
		}

		child.on('error', reject);
		child.on('close', exitCode => {
			resolve({exitCode, ...output});
		});
	});
