// A client for the follower's tests: it notes each question, and answers when it is told to.
import type {ZnodeFollowerOptions} from '../../source/collect/znode-follower.ts';
import type {ClientState, TreeEvent, TreeListener, WatchListener} from '../../source/zookeeper/client.ts';
import {ZooKeeperError, type FailureKind} from '../../source/zookeeper/errors.ts';
import {isWithin} from '../../source/zookeeper/paths.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';

export const stat: Stat = {
	czxid: '0x1',
	mzxid: '0x1',
	pzxid: '0x1',
	ctime: 1,
	mtime: 1,
	version: 0,
	cversion: 0,
	aversion: 0,
	ephemeralOwner: undefined,
	dataBytes: 0,
	children: 0,
};

export type FakeClient = {
	readonly client: ZnodeFollowerOptions['client'];
	/** All questions so far, e.g. `children /locks`. */
	readonly asked: readonly string[];
	/** Questions without an answer yet. */
	readonly open: () => readonly string[];
	/** Answers the oldest open question of this name; `names` are those of a listing, which may say that it had more. */
	readonly answer: (question: string, names?: readonly string[], children?: number) => void;
	readonly fail: (question: string, kind: FailureKind) => void;
	/** Lets the watch of a question fire; says how many listeners heard it. */
	readonly fire: (question: string) => number;
	/** Tells who watches the subtree in which this happens; says how many heard it. */
	readonly tell: (kind: TreeEvent['kind'], path: string) => number;
	readonly setState: (state: ClientState) => void;
};

const connected: ClientState = {
	kind: 'connected',
	server: {name: 'zk1:2181', host: 'zk1', port: 2181},
	session: '0x1',
	timeoutMs: 10_000,
	readOnly: false,
};

type Pending = {
	readonly question: string;
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: Error) => void;
	readonly watch: WatchListener | undefined;
};

export const fakeClient = (): FakeClient => {
	const asked: string[] = [];
	const pending: Pending[] = [];
	const watches = new Map<string, Set<WatchListener>>();
	const trees = new Map<string, TreeListener>();
	let state: ClientState = connected;
	const ask = async (question: string, watch?: WatchListener): Promise<never> => {
		asked.push(question);
		return new Promise((resolve, reject) => {
			pending.push({question, resolve: resolve as Pending['resolve'], reject, watch});
		});
	};

	const take = (question: string): Pending => {
		const index = pending.findIndex(other => other.question === question);
		const [found] = index === -1 ? [] : pending.splice(index, 1);
		if (found === undefined) {
			throw new Error(`${question} was not asked; open are: ${pending.map(one => one.question).join(', ')}`);
		}

		return found;
	};

	return {
		client: {
			state: () => state,
			receiving: () => undefined,
			listing: async (path, how) => ask(`children ${path}`, how?.watch),
			data: async (path, how) => ask(`data ${path}`, how?.watch),
			exists: async (path, how) => ask(`stat ${path}`, how?.watch),
			acl: async path => ask(`acl ${path}`),
			watchTree: async (path, _version, listener) => {
				trees.set(path, listener);
				await ask(`tree ${path}`);
				return {
					end: async () => {
						trees.delete(path);
						await ask(`end ${path}`);
					},
				};
			},
		},
		asked,
		open: () => pending.map(({question}) => question),
		answer: (question, names = [], children = names.length) => {
			const {resolve, watch} = take(question);
			if (watch !== undefined) {
				watches.set(question, (watches.get(question) ?? new Set()).add(watch));
			}

			const packed = Object.assign([...names], {count: names.length, bytes: names.join('').length});
			resolve(
				question.startsWith('stat')
					? {...stat, children}
					: {names: packed, stat: {...stat, children}, data: undefined, acl: []},
			);
		},
		fail: (question, kind) => {
			take(question).reject(new ZooKeeperError(kind, kind));
		},
		fire: question => {
			const listeners = [...(watches.get(question) ?? [])];
			watches.delete(question);
			for (const listener of listeners) {
				listener({kind: 'children-changed', path: question});
			}

			return listeners.length;
		},
		tell: (kind, path) => {
			const listeners = [...trees].filter(([root]) => isWithin(path, root));
			for (const [, listener] of listeners) {
				listener({kind, path});
			}

			return listeners.length;
		},
		setState: next => {
			state = next;
		},
	};
};
