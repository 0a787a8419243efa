// Verbs that coordinate, as scripts run them on a real ensemble: the scene of their tests.
import {spawn, type ChildProcess} from 'node:child_process';
import {resolve} from 'node:path';
import {afterAll, afterEach, beforeAll} from 'vitest';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {leashed, plainEnv} from '../helpers/child.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import type {Run} from '../helpers/zktop.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

export type Running = {
	readonly child: ChildProcess;
	readonly ended: Promise<Run>;
	/** What matches first in all that was written to stdout, as soon as it does. */
	readonly heard: (pattern: RegExp) => Promise<string>;
	/** The same of stderr. */
	readonly said: (pattern: RegExp) => Promise<string>;
};

/** Starts zktop. It ends with us, whatever it does. */
export const start = (args: readonly string[], input: 'ignore' | 'pipe' = 'ignore'): Running => {
	const child = spawn(...leashed(process.execPath, [cli, ...args]), {
		env: plainEnv(),
		stdio: [input, 'pipe', 'pipe'],
	});
	const output = {stdout: '', stderr: ''};
	const looks = new Set<() => void>();
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		output.stdout += text;
		for (const look of looks) {
			look();
		}
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		output.stderr += text;
		for (const look of looks) {
			look();
		}
	});
	const ended = new Promise<Run>(done => {
		child.on('close', exitCode => {
			done({exitCode, ...output});
		});
	});
	const found = async (of: 'stdout' | 'stderr', pattern: RegExp): Promise<string> =>
		new Promise((done, reject) => {
			const look = (): void => {
				const [text] = pattern.exec(output[of]) ?? [];
				if (text !== undefined) {
					looks.delete(look);
					done(text);
				}
			};

			looks.add(look);
			look();
			void ended.then(({exitCode, stderr}) => {
				reject(new Error(`ended with ${exitCode ?? 'a signal'} before ${String(pattern)}: ${stderr}`));
			});
		});
	return {
		child,
		ended,
		heard: async pattern => found('stdout', pattern),
		said: async pattern => found('stderr', pattern),
	};
};

export type Scene = {
	readonly ensemble: Ensemble;
	/** A session of the tests' own. */
	readonly witness: WritingClient;
};

export type Programs = {
	readonly scene: () => Scene;
	/** Runs a verb to its end, with the znodes open to all. */
	readonly zktop: (...args: readonly string[]) => Promise<Run>;
	/** The same while it runs, with a session timeout of 4 s, by this connect string. */
	readonly running: (connect: string, ...args: readonly string[]) => Running;
	readonly namesAt: (path: string) => Promise<readonly string[]>;
	readonly freshPath: () => string;
	/** Called after this test, last come first. */
	readonly atEnd: (end: () => Promise<void> | void) => void;
};

const readers = /^(?:elections|leader|registries|services|subscribe|transactions|tx status) /;

/** The flags come before `--`. */
const withFlags = (args: readonly string[], connect: string): readonly string[] => {
	const cut = args.includes('--') ? args.indexOf('--') : args.length;
	const writing = readers.test(args.join(' '))
		? []
		: ['--acl', 'world:anyone:cdrwa', '--session-timeout', '4'];
	return [...args.slice(0, cut), '-c', connect, ...writing, ...args.slice(cut)];
};

/** Sets the scene before the tests of this suite and clears it after them. */
export const programs = (): Programs => {
	let current: Scene | undefined;
	const scene = (): Scene => {
		if (current === undefined) {
			throw new Error('the scene is set before the first test');
		}

		return current;
	};

	const ends: Array<() => Promise<void> | void> = [];
	let count = 0;
	beforeAll(async () => {
		const ensemble = await startEnsemble({servers: 3});
		current = {ensemble, witness: await openSession(ensemble.connectString)};
	});
	afterAll(async () => {
		await scene().witness.close();
		await scene().ensemble.stop();
	});
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) {
			await end();
		}
	});
	const running: Programs['running'] = (connect, ...args) => {
		const started = start(withFlags(args, connect));
		ends.push(() => void started.child.kill('SIGKILL'));
		return started;
	};

	return {
		scene,
		running,
		zktop: async (...args) => running(scene().ensemble.connectString, ...args).ended,
		async namesAt(path) {
			const {witness} = scene();
			await witness.sync();
			return (await witness.exists(path)) === undefined ? [] : (await witness.children(path)).names;
		},
		freshPath() {
			count += 1;
			return `/verbs/${count}`;
		},
		atEnd(end) {
			ends.push(end);
		},
	};
};
