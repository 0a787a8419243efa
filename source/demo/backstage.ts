// The play in a thread of its own, so that the screen stays smooth; this file is both ends of it.
import {setTimeout as sleep} from 'node:timers/promises';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {drills} from './drills/drills.ts';
import {Faults, type FaultName, type Step, type Target} from './faults.ts';
import {startPlay, type PlayOptions} from './play.ts';

export type BackstageOptions = PlayOptions & {
	/** The name of a drill. */
	readonly drill: string | undefined;
	/** Faults at times since it serves, in their order. */
	readonly script: ReadonlyArray<Step & {readonly atMs: number}>;
};

export type Ask = {readonly fault: FaultName; readonly target: string} | 'heal';

export type Backstage = {
	/** For any client. */
	readonly connect: string;
	/** `port,…`, as `--admin-port` takes them. */
	readonly adminPorts: string;
	/** Calls with what can be broken and what is, now and whenever that changes. */
	onTargets(listener: (targets: readonly Target[]) => void): void;
	/** Calls with what has ended the play. */
	onFailure(listener: (error: Error) => void): void;
	ask(what: Ask): void;
	/** Everything is gone. */
	end(): Promise<void>;
};

type Doors = Pick<Backstage, 'connect' | 'adminPorts'>;

type Word =
	| ({readonly kind: 'serving'} & Doors)
	| {readonly kind: 'targets'; readonly targets: readonly Target[]}
	| {readonly kind: 'failed'; readonly message: string};

const mark = 'zktop demo';
const lookEveryMs = 250;

/** Starts the play; resolves when the ensemble serves, rejects when a port is taken. */
export const openBackstage = async (options: BackstageOptions): Promise<Backstage> => {
	const worker = new Worker(new URL(import.meta.url), {workerData: {mark, options}});
	const opened = Promise.withResolvers<Doors>();
	let tell: (targets: readonly Target[]) => void = () => undefined;
	let fail: (error: Error) => void = opened.reject;
	let known: readonly Target[] = [];
	worker.on('message', (word: Word) => {
		switch (word.kind) {
			case 'serving':
				opened.resolve(word);
				break;
			case 'targets':
				known = word.targets;
				tell(known);
				break;
			case 'failed':
				fail(new Error(word.message));
				break;
		}
	});
	worker.on('error', (error: Error) => {
		fail(error);
	});
	const {connect, adminPorts} = await opened.promise.catch(async (error: unknown) => {
		await worker.terminate();
		throw error;
	});
	return {
		connect,
		adminPorts,
		onTargets(listener) {
			tell = listener;
			listener(known);
		},
		onFailure(listener) {
			fail = listener;
		},
		ask(what) {
			worker.postMessage(what);
		},
		async end() {
			await worker.terminate();
		},
	};
};

/** What runs in the thread. */
const play = async (options: BackstageOptions, say: (word: Word) => void): Promise<void> => {
	const {ensemble, stage} = await startPlay(options);
	const faults = new Faults(ensemble);
	parentPort?.on('message', (what: Ask) => {
		void (what === 'heal' ? faults.heal() : faults.toggle(what.fault, what.target));
	});
	const adminPorts = ensemble.servers.map(({adminPort}) => adminPort).join(',');
	say({kind: 'serving', connect: ensemble.connectString, adminPorts});
	let told = '';
	setInterval(() => {
		const {targets} = faults;
		const now = JSON.stringify(targets);
		if (now !== told) {
			told = now;
			say({kind: 'targets', targets});
		}
	}, lookEveryMs);
	await Promise.all([
		perform(options.script, faults),
		drills.find(({name}) => name === options.drill)?.unfold(stage),
	]);
};

const perform = async (script: BackstageOptions['script'], faults: Faults): Promise<void> => {
	const start = performance.now();
	for (const {atMs, ...step} of script) {
		await sleep(Math.max(0, start + atMs - performance.now()));
		await faults.play(step);
	}
};

type Given = {readonly mark?: unknown; readonly options: BackstageOptions} | null;

const given = workerData as Given;
if (!isMainThread && given?.mark === mark) {
	play(given.options, word => parentPort?.postMessage(word)).catch((error: unknown) => {
		const message = error instanceof Error ? error.message : String(error);
		parentPort?.postMessage({kind: 'failed', message} satisfies Word);
	});
}
