// `zktop locks --follow` beside a test, and verbs like it: each of its lines is a look at all locks.
import {spawn} from 'node:child_process';
import {resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {plainEnv} from '../helpers/child.ts';

const cli = resolve(import.meta.dirname, '../../dist/cli.js');

export type Place = {
	readonly node: string;
	readonly session: string;
	readonly client: string | null;
	readonly is: string;
	readonly since?: string;
	readonly endsWithinMs?: number | null;
	readonly why?: string;
};

export type Lock = {
	readonly path: string;
	readonly kind: string;
	readonly recipe: string;
	readonly holderIs: string | null;
	readonly freesWithinMs: number | null;
	readonly movesPerMinute: number | null;
	readonly holders: readonly Place[];
	readonly waiters: readonly Place[];
};

export type Circle = {
	readonly sure: boolean;
	readonly circle: readonly {readonly session: string; readonly waits: {readonly lock: string}}[];
};

export type Look = {
	readonly at: string;
	readonly clockOffsetMs: number | null;
	readonly locks: readonly Lock[];
	readonly deadlocks: readonly Circle[];
};

export type Following<L> = {
	/** All looks until now. */
	readonly looks: readonly L[];
	/** The first look from now on of which this is true; rejects with the last one when there is none. */
	readonly until: (what: string, is: (look: L) => boolean) => Promise<L>;
	readonly stop: () => void;
};

export type Watching = Following<Look> & {
	readonly lockAt: (look: Look, path: string) => Lock | undefined;
};

const patienceMs = 60_000;

/** Starts looking, twice a second. */
export const watchLocks = (connectString: string): Watching => ({
	...watchTwin<Look>('locks', connectString),
	lockAt: ({locks}, path) => locks.find(lock => lock.path === path),
});

/** The same with another verb. */
export const watchTwin = <L>(
	verb: string,
	connectString: string,
	words: readonly string[] = [],
): Following<L> => {
	const args = [verb, ...words, '-c', connectString, '--follow', '--interval', '0.5'];
	const child = spawn(process.execPath, [cli, ...args], {
		env: plainEnv(),
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const looks: L[] = [];
	const waiting = new Set<(look: L) => void>();
	createInterface({input: child.stdout}).on('line', line => {
		const look = JSON.parse(line) as L;
		looks.push(look);
		for (const tell of waiting) {
			tell(look);
		}
	});
	return {
		looks,
		until: async (what, is) =>
			new Promise((found, fail) => {
				const tell = (look: L): void => {
					if (is(look)) {
						clearTimeout(deadline);
						waiting.delete(tell);
						found(look);
					}
				};

				const deadline = setTimeout(() => {
					waiting.delete(tell);
					fail(new Error(`never seen: ${what}; last look:\n${JSON.stringify(looks.at(-1), undefined, 1)}`));
				}, patienceMs);
				waiting.add(tell);
			}),
		stop: () => {
			child.kill('SIGKILL');
		},
	};
};
