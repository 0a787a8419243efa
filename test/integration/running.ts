// Text verbs that are watched while they run: what they write line by line, which files they load.
import {spawn} from 'node:child_process';
import {resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {text} from 'node:stream/consumers';
import {onTestFinished} from 'vitest';
import {plainEnv} from '../helpers/child.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

export type Following = {
	/** The next line, as JSON. */
	readonly next: () => Promise<unknown>;
	/** Interrupts it as ctrl-c does; gives the exit code. */
	readonly interrupt: () => Promise<number | null>;
};

/** Starts a verb that goes on until it is interrupted. */
export const follow = (args: readonly string[]): Following => {
	const child = spawn(process.execPath, [cli, ...args], {
		env: plainEnv(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const exited = new Promise<number | null>(done => {
		child.on('exit', done);
	});
	const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
	return {
		async next() {
			const {value} = await lines.next();
			return JSON.parse(value as string) as unknown;
		},
		async interrupt() {
			child.kill('SIGINT');
			return exited;
		},
	};
};

export type Watching = {
	/** Interrupts it as ctrl-c does. */
	readonly interrupt: () => void;
	/** Its whole output as JSON, and its exit code, when it has ended. */
	readonly ended: Promise<{readonly document: unknown; readonly exitCode: number | null}>;
};

/** Starts a verb that prints one document when it ends. */
export const watch = (args: readonly string[]): Watching => {
	const child = spawn(process.execPath, [cli, ...args], {
		env: plainEnv(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const exited = new Promise<number | null>(done => {
		child.on('exit', done);
	});
	return {
		interrupt: () => void child.kill('SIGINT'),
		ended: Promise.all([text(child.stdout), exited]).then(([output, exitCode]) => ({
			document: JSON.parse(output) as unknown,
			exitCode,
		})),
	};
};

/** Prints the URL of every module on stderr as it is loaded. */
export const tracingModules = {
	NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
import {registerHooks} from 'node:module';
registerHooks({
	load(url, context, next) {
		process.stderr.write('loaded ' + url + '\\n');
		return next(url, context);
	},
});`)}`,
};
