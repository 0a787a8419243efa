// The headless twins: the same poller and store as the screen, without it. They run until nothing wanted is unasked.
import type {Interests} from '../collect/interests.ts';
import {Poller} from '../collect/poller.ts';
import type {Options} from '../options.ts';
import {createStore} from '../store/store.ts';
import type {Data} from '../store/state.ts';
import {createClient} from '../zookeeper/client.ts';
import {problemsOf, type Problem} from './problems.ts';

export type Twin = {
	/** What has to be asked; may grow with what is known. */
	readonly interests: (data: Data) => Interests;
	/** Whether a session is needed: opening one is a write on the ensemble. */
	readonly session: boolean;
	/** Ticks that rates need. */
	readonly ticks: 1 | 2;
	/** Whether all that is wanted has been answered, one way or the other. */
	readonly complete: (data: Data) => boolean;
	/** What to print besides `at` and `problems`. */
	readonly render: (data: Data) => Readonly<Record<string, unknown>>;
};

/** At most this long, whatever does not answer. */
const patienceMs = 5000;

/** Runs a twin; resolves with the exit code. */
export const runTwin = async (options: Options, twin: Twin): Promise<number> => {
	const {connect, security, frameLimitBytes, intervalMs, lockPaths} = options;
	const startedAt = Date.now();
	const store = createStore({
		servers: connect.hosts.map(({name}) => name),
		lockPaths,
		intervalMs,
		now: startedAt,
	});
	const client = twin.session ? createClient(connect, {security, frameLimitBytes}) : undefined;
	const finished = Promise.withResolvers<undefined>();
	const poller = new Poller({
		hosts: connect.hosts,
		tls: security.tls,
		adminPorts: options.adminPorts,
		chroot: connect.chroot,
		client,
		intervalMs,
		deliver: sample => {
			store.dispatch({type: 'sampled', sample});
			const data = store.getState().live;
			poller.want(twin.interests(data));
			if (options.follow && data.clock.tick >= twin.ticks - 1) {
				print(data, twin, options);
			} else if (!options.follow && (isComplete(data, twin) || Date.now() - startedAt >= patienceMs)) {
				finished.resolve(undefined);
			}
		},
	});
	poller.want(twin.interests(store.getState().live));
	client?.start();
	poller.start();
	process.once('SIGINT', () => {
		finished.resolve(undefined);
	});
	await finished.promise;
	poller.stop();
	await client?.close();
	const data = store.getState().live;
	return options.follow ? 0 : exitCodeOf(data, print(data, twin, options));
};

const isComplete = (data: Data, twin: Twin): boolean =>
	data.clock.tick >= twin.ticks - 1 &&
	data.servers.every(({srvr}) => srvr.kind !== 'unasked') &&
	twin.complete(data);

const print = (data: Data, twin: Twin, {follow}: Options): readonly Problem[] => {
	const problems = problemsOf(data, twin.interests(data));
	const document = {at: new Date(data.clock.at).toISOString(), ...twin.render(data), problems};
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
