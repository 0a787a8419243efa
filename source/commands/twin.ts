// The headless twins: the same poller and store as the screen, without it. They run until nothing wanted is unasked.
import type {Interests} from '../collect/interests.ts';
import {Poller} from '../collect/poller.ts';
import type {Options} from '../options.ts';
import {memberInterests} from '../store/membership.ts';
import {createStore, type Store} from '../store/store.ts';
import type {PastLimits} from '../store/past/limits.ts';
import type {Data, State} from '../store/state.ts';
import {createClient} from '../zookeeper/client.ts';
import {rememberMembers} from './members-memory.ts';
import {problemLines} from './problem-line.ts';
import {problemsOf, type Problem} from './problems.ts';
import {problemsOfScan} from './scan-twin.ts';

export type Twin = {
	/** What has to be asked; may grow with what is known. */
	readonly interests: (data: Data) => Interests;
	/** Whether a session is needed: opening one is a write on the ensemble. */
	readonly session: boolean;
	/** Ticks that rates need, or what has to be so twice. */
	readonly ticks: 1 | 2 | 3 | 4;
	/** Long work is going on: the patience begins when it is over. */
	readonly isWorking?: (data: Data) => boolean;
	/** Whether all that is wanted has been answered, one way or the other. */
	readonly complete: (data: Data) => boolean;
	/** Whether what is true in two ticks is a finding. */
	readonly oneShot?: boolean;
	/** What has to be remembered to tell what has changed. */
	readonly remembers?: PastLimits;
	/** What is in the way beside sources that fail. */
	readonly problems?: (data: Data) => readonly Problem[];
	/** Instead of the exit code that the problems make. */
	readonly exitCode?: (data: Data) => number;
} & (Document | Line);

type Document = {
	/** What to print besides `at` and `problems`. */
	readonly render: (data: Data, state: State) => Readonly<Record<string, unknown>>;
	/** The same for people; absent: it has none. */
	readonly table?: (data: Data, state: State) => string;
};

/** One line, and nothing else. */
type Line = {readonly line: (data: Data) => string};

/** Runs a twin; resolves with the exit code. `patienceMs`: at most this long, whatever does not answer; rates take their ticks. */
export const runTwin = async (options: Options, twin: Twin, patienceMs = 5000): Promise<number> => {
	const {connect, security, frameLimitBytes, intervalMs} = options;
	const store = storeFor(options, twin);
	const client = twin.session ? createClient(connect, {security, frameLimitBytes}) : undefined;
	const waitsMs = patienceMs + (twin.ticks - 1) * intervalMs;
	const {finished, finish} = untilTheEnd(
		options.follow || twin.isWorking !== undefined ? undefined : waitsMs,
	);
	let waitsSince: number | undefined;
	let printed = 0;
	let complete = false;
	const poller = new Poller({
		hosts: connect.hosts,
		tls: security.tls,
		adminPorts: options.adminPorts,
		findDigest: security.findDigest,
		chroot: connect.chroot,
		client,
		intervalMs,
		readsPerSecond: options.readsPerSecond,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
			const data = store.getState().live;
			poller.want({...twin.interests(data), ...memberInterests(data)});
			const {tick, at, startedAt} = data.clock;
			waitsSince = twin.isWorking?.(data) === true ? at : (waitsSince ?? startedAt);
			complete ||= isComplete(data, twin) || at - waitsSince >= waitsMs;
			if (options.follow && complete && tick >= twin.ticks && tick > printed) {
				printed = tick;
				print(store.getState(), twin, options);
			} else if (!options.follow && complete) {
				finish();
			}
		},
	});
	const forget = rememberMembers(store, options);
	poller.want(twin.interests(store.getState().live));
	client?.start();
	poller.start();
	await finished;
	poller.stop();
	await Promise.all([client?.close(), forget()]);
	const data = store.getState().live;
	const problems = options.follow ? [] : print(store.getState(), twin, options);
	return options.follow ? 0 : (twin.exitCode?.(data) ?? exitCodeOf(data, problems));
};

const storeFor = ({connect, lockPaths, intervalMs, security, limits, follow}: Options, twin: Twin): Store =>
	createStore({
		servers: connect.hosts.map(({name}) => name),
		lockPaths,
		chroot: connect.chroot,
		intervalMs,
		secure: security.tls !== undefined,
		limits,
		oneShot: twin.oneShot === true && !follow,
		remembers: twin.remembers ?? false,
		now: Date.now(),
	});

/** Ends when told, after `ms`, by ctrl-c, and when nobody reads the output any more. */
const untilTheEnd = (
	ms: number | undefined,
): {readonly finished: Promise<undefined>; readonly finish: () => void} => {
	const {promise, resolve} = Promise.withResolvers<undefined>();
	const end = (): void => {
		resolve(undefined);
	};
	const timer = ms === undefined ? undefined : setTimeout(end, ms);
	process.on('SIGINT', end);
	process.stdout.on('error', end);
	const finished = promise.finally(() => {
		clearTimeout(timer);
		process.off('SIGINT', end);
		process.stdout.off('error', end);
	});
	return {finished, finish: end};
};

/** Nothing wanted is unasked. Where nobody serves there are no rates to wait for. */
const isComplete = (data: Data, twin: Twin): boolean =>
	(data.clock.tick >= twin.ticks - 1 || data.servers.every(({srvr}) => srvr.kind === 'failed')) &&
	data.servers.every(({srvr}) => srvr.kind !== 'unasked') &&
	(data.session.client.kind !== 'connected' || data.membershipSources.config.kind !== 'unasked') &&
	twin.complete(data);

const print = (state: State, twin: Twin, {follow, table}: Options): readonly Problem[] => {
	const {live: data} = state;
	const interests = twin.interests(data);
	const problems = [
		...problemsOf(data, interests),
		...problemsOfScan(data, interests),
		...(twin.problems?.(data) ?? []),
	];
	if ('line' in twin) {
		process.stdout.write(`${twin.line(data)}\n`);
		return problems;
	}

	if (table && twin.table !== undefined) {
		process.stdout.write(
			`${[twin.table(data, state), ...problemLines(problems)].join('\n')}\n${follow ? '\n' : ''}`,
		);
		return problems;
	}

	const document = {at: new Date(data.clock.at).toISOString(), ...twin.render(data, state), problems};
	process.stdout.write(`${JSON.stringify(document, rounded, follow ? undefined : 2)}\n`);
	return problems;
};

/** No figure is more exact than a hundredth. */
const rounded = (_: string, value: unknown): unknown =>
	typeof value === 'number' ? Math.round(value * 100) / 100 : value;

const exitCodeOf = ({ensemble}: Data, problems: readonly Problem[]): number => {
	if (ensemble.quorum !== 'yes') {
		return 69;
	}

	return problems.some(({kind}) => kind !== 'unsupported') ? 3 : 0;
};
