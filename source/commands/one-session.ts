// One session for one answer: of the verbs that read the tree once. What is in the way of it becomes problems and an exit code.
import {ReadBudget} from '../collect/read-budget.ts';
import type {Options} from '../options.ts';
import {createClient, type Client} from '../zookeeper/client.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {rememberedHosts} from './members-memory.ts';
import {problemLines} from './problem-line.ts';

export type Problem = {
	readonly path?: string;
	readonly source: 'session' | 'znode';
	readonly kind: string;
	readonly message: string;
};

const patienceMs = 5000;

/** Opens a session, reads, and ends it; `value` is undefined where no server took us. */
export const withSession = async <T>(
	options: Pick<Options, 'connect' | 'security' | 'frameLimitBytes' | 'readsPerSecond' | 'context'>,
	read: (client: Client, budget: ReadBudget) => Promise<T>,
): Promise<{readonly value: T | undefined; readonly problems: readonly Problem[]}> => {
	const {connect, security, frameLimitBytes, readsPerSecond} = options;
	const client = createClient(connect, {security, frameLimitBytes});
	const remembered = await rememberedHosts(options);
	client.offer(remembered);
	const budget = new ReadBudget(readsPerSecond);
	const failure = await connected(client, connect.hosts.length + remembered.length);
	const value = failure === undefined ? await read(client, budget) : undefined;
	const problems = failure === undefined ? withoutQuorum(client) : [{source: 'session' as const, ...failure}];
	budget.close();
	await client.close();
	return {value, problems};
};

/** Prints a JSON document with all problems; gives the exit code. */
export const printed = (
	fields: Readonly<Record<string, unknown>>,
	problems: readonly Problem[],
	session: readonly Problem[],
): number => {
	const document = {at: new Date().toISOString(), ...fields, problems: [...problems, ...session]};
	process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
	return exitCode(problems, session);
};

/** Prints lines for people, made harmless before, and what is in the way below them; gives the exit code. */
export const told = (
	lines: readonly string[],
	problems: readonly Problem[],
	session: readonly Problem[],
): number => {
	const says = problemLines([...problems, ...session]);
	process.stdout.write([...lines, ...says].map(line => `${line}\n`).join(''));
	return exitCode(problems, session);
};

/** 69 without a server or a quorum, 3 where something could not be read. */
export const exitCode = (problems: readonly Problem[], session: readonly Problem[]): number =>
	session.length > 0 ? 69 : problems.length === 0 ? 0 : 3;

/** What is read from a server in read-only mode is as of the loss of the quorum. */
const withoutQuorum = (client: Client): readonly Problem[] => {
	const state = client.state();
	return state.kind === 'connected' && state.readOnly
		? [
				{
					source: 'session',
					kind: 'not-serving',
					message: `${state.server.name}: no quorum: it only reads, and what it tells is as of the loss`,
				},
			]
		: [];
};

/** What a server that says it once will say again: it is about who we are. */
const lasting: ReadonlySet<string> = new Set<Failure['kind']>(['tls', 'no-auth']);

/** Undefined once connected, else why not within five seconds, or why nowhere of `hosts` servers whenever it is tried. */
const connected = async (client: Client, hosts: number): Promise<Failure | undefined> =>
	new Promise(resolve => {
		const end = (failure: Failure | undefined): void => {
			clearTimeout(timer);
			stop();
			resolve(failure);
		};
		const timer = setTimeout(() => {
			const state = client.state();
			end(
				(state.kind === 'connecting' ? state.failure : undefined) ?? {
					kind: 'unreachable',
					message: 'no server took us within 5 s',
				},
			);
		}, patienceMs);
		let isLasting = true;
		const stop = client.onState(state => {
			if (state.kind === 'connected') {
				end(undefined);
			} else if (state.kind === 'connecting' && state.failure !== undefined) {
				isLasting &&= lasting.has(state.failure.kind);
				if (isLasting && state.attempts >= hosts) {
					end(state.failure);
				}
			}
		});
		client.start();
	});
