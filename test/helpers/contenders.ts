// Contenders in processes of their own, and the history they write.
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {plainEnv, startChild, type Child} from './child.ts';
import type {Held} from './history.ts';

export type Contender = {
	readonly name: string;
	readonly history: () => readonly Held[];
	/** Accepted writes so far. */
	readonly counted: () => number;
	/** Of what it holds, or held last. */
	readonly fence: () => bigint | undefined;
	freeze(): Promise<void>;
	resume(): void;
	/** SIGKILL; another one takes its place, with a name of its own. */
	replace(): Promise<void>;
	stop(): Promise<void>;
};

export type ContenderOptions = {
	readonly name: string;
	readonly connect: string;
	readonly path: string;
	readonly kind: 'lock' | 'election';
	readonly sessionTimeoutMs: number;
	readonly registerPort: number;
};

type Line =
	| {readonly event: 'held'; readonly fence: string; readonly from: string}
	| {readonly event: 'over'; readonly fence: string; readonly to: string}
	| {readonly event: 'counted'; readonly fence: string};

type Open = {readonly fence: bigint; readonly from: bigint; readonly frozen: boolean};

export const startContender = async (options: ContenderOptions): Promise<Contender> => {
	const {name, connect, path, kind, sessionTimeoutMs, registerPort} = options;
	const history: Held[] = [];
	let open: Open | undefined;
	let fence: bigint | undefined;
	let counted = 0;
	let complaints = '';
	const end = (to: bigint): void => {
		if (open !== undefined) {
			history.push({who: name, ...open, to});
		}

		open = undefined;
	};

	const hear = (line: Line): void => {
		switch (line.event) {
			case 'held':
				fence = BigInt(line.fence);
				open = {fence, from: BigInt(line.from), frozen: false};
				break;
			case 'over':
				end(BigInt(line.to));
				break;
			case 'counted':
				counted += 1;
		}
	};

	const launch = async (): Promise<Child> => {
		const args = [connect, path, kind, String(sessionTimeoutMs), String(registerPort)];
		const child = await startChild({
			command: process.execPath,
			args: ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'contender.ts'), ...args],
			env: plainEnv(),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const {stdout, stderr} = child.process;
		if (stdout !== null) {
			createInterface({input: stdout}).on('line', line => {
				hear(JSON.parse(line) as Line);
			});
		}

		stderr?.setEncoding('utf8').on('data', (text: string) => {
			complaints += text;
		});
		return child;
	};

	let child = await launch();
	return {
		name,
		history: () => history,
		counted: () => counted,
		fence: () => fence,
		async freeze() {
			await child.freeze();
			open = open && {...open, frozen: true};
		},
		resume() {
			child.resume();
		},
		async replace() {
			await child.kill();
			end(process.hrtime.bigint());
			child = await launch();
		},
		async stop() {
			await child.kill();
			end(process.hrtime.bigint());
			if (complaints !== '') {
				throw new Error(`${name} complained: ${complaints}`);
			}
		},
	};
};
