// A child process that never outlives us: not when we throw, not when we are killed, not when it is stopped itself.
import {spawn, type ChildProcess, type StdioOptions} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {atExit} from './at-exit.ts';
import {until} from './until.ts';

export type Child = {
	readonly pid: number;
	readonly process: ChildProcess;
	readonly running: boolean;
	readonly frozen: boolean;
	/** Resolves when it has ended, whoever ended it. */
	readonly exited: Promise<void>;
	/** SIGTERM (and SIGCONT, or a stopped process would not hear it), SIGKILL after `graceMs`. */
	readonly end: (graceMs?: number) => Promise<void>;
	/** SIGKILL. */
	readonly kill: () => Promise<void>;
	/** SIGSTOP; resolves when all its threads stand still. */
	readonly freeze: () => Promise<void>;
	/** SIGCONT. */
	readonly resume: () => void;
};

export type ChildOptions = {
	readonly command: string;
	readonly args: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	readonly cwd?: string;
	readonly stdio: StdioOptions;
};

// The kernel kills the child when its parent dies, which even SIGKILL for us and SIGSTOP for it cannot prevent.
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(path => existsSync(path));
const leash = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--'];

/** The command line that runs `command` on that leash, as the same process. */
export const leashed = (command: string, args: readonly string[]): [string, string[]] => {
	const [file = command, ...rest] = [...leash, command, ...args];
	return [file, rest];
};

/** The scheduler's letter in a `stat` file under /proc: `pid (name) letter …`; undefined when there is no such process. */
const stateIn = (file: string): string | undefined => {
	try {
		const stat = readFileSync(file, 'latin1');
		return stat.charAt(stat.lastIndexOf(')') + 2);
	} catch {
		return undefined;
	}
};

const threadStates = (pid: number): Array<string | undefined> => {
	const folder = `/proc/${pid}/task`;
	return existsSync(folder) ? readdirSync(folder).map(thread => stateIn(`${folder}/${thread}/stat`)) : [];
};

/** Whether a process runs or could run again: a zombie, whose parent has not noticed its end yet, could not. */
export const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}

	return stateIn(`/proc/${pid}/stat`) !== 'Z';
};

/** Sends a signal to a process that may just have ended. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
	try {
		process.kill(pid, name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
			throw error;
		}
	}
};

/** What every child needs and nothing else of ours. */
export const plainEnv = (): Record<string, string> => ({
	PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
	HOME: process.env['HOME'] ?? '/',
	// What one test's zktop remembers, no other one shall know.
	XDG_STATE_HOME: '/dev/null',
	LANG: 'C.UTF-8',
});

const spawned = async (process: ChildProcess, command: string): Promise<number> =>
	new Promise((resolve, reject) => {
		process.once('error', error => {
			reject(new Error(`${command} does not start: ${error.message}`));
		});
		process.once('spawn', () => {
			resolve(process.pid ?? 0);
		});
	});

/** Starts a program; rejects when it cannot be started at all. */
export const startChild = async ({command, args, ...options}: ChildOptions): Promise<Child> => {
	const process = spawn(...leashed(command, args), options);
	const exited = new Promise<void>(resolve => {
		process.once('exit', () => {
			resolve();
		});
	});
	const pid = await spawned(process, command);
	const forget = atExit(() => process.kill('SIGKILL'));
	void exited.then(forget);
	let frozen = false;

	const isRunning = (): boolean => process.exitCode === null && process.signalCode === null;
	const kill = async (): Promise<void> => {
		process.kill('SIGKILL');
		await exited;
	};

	return {
		pid,
		process,
		exited,
		kill,
		get running() {
			return isRunning();
		},
		get frozen() {
			return frozen && isRunning();
		},
		async end(graceMs = 5000) {
			process.kill('SIGTERM');
			process.kill('SIGCONT');
			const patience = setTimeout(() => process.kill('SIGKILL'), graceMs);
			await exited;
			clearTimeout(patience);
		},
		async freeze() {
			process.kill('SIGSTOP');
			frozen = true;
			await until(
				() => threadStates(pid).every(state => state === 'T') || undefined,
				() => `${command} (${pid}) stands still, its threads are ${threadStates(pid).join(' ')}`,
				{withinMs: 5000, everyMs: 2},
			);
		},
		resume() {
			process.kill('SIGCONT');
			frozen = false;
		},
	};
};
