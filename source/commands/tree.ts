// `zktop tree PATH`: znodes and their stats as JSON, read level by level over one session.
import {answerOf} from '../collect/answer.ts';
import {Pace} from '../collect/pace.ts';
import type {ReadBudget} from '../collect/read-budget.ts';
import type {Answer} from '../collect/sample.ts';
import type {Options} from '../options.ts';
import type {Client} from '../zookeeper/client.ts';
import {formatBytes, formatCount, formatDate} from '../ui/format.ts';
import {printed, told, withSession, type Problem} from './one-session.ts';
import {tableText} from './table.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {childOf} from '../zookeeper/paths.ts';
import type {Stat} from '../zookeeper/stat.ts';

/** Questions in flight at once. */
const window = 32;

type Found = {readonly path: string; readonly stat: Stat};

export const tree = async (options: Options): Promise<number> => {
	const {value, problems: session} = await withSession(options, async (client, budget) =>
		walk(budgeted(client, budget), options.path, options.depth),
	);
	const {nodes, problems} = value ?? {nodes: [], problems: []};
	if (options.table) {
		return told(nodes.length === 0 ? [] : [nodeTable(nodes)], problems, session);
	}

	return printed({nodes: nodes.map(nodeJson)}, problems, session);
};

type Reader = Pick<Client, 'children' | 'exists'>;

/** A client that reads when it is its turn, and the more slowly the longer the server takes. */
const budgeted = (client: Client, budget: ReadBudget): Reader => {
	const pace = new Pace();
	const inTurn = async <T>(read: () => Promise<T>): Promise<T> => {
		await budget.turn();
		const askedAt = performance.now();
		const value = await read();
		pace.note(performance.now() - askedAt);
		budget.slowTo(pace.factor);
		return value;
	};

	return {
		children: async path => inTurn(async () => client.children(path)),
		exists: async path => inTurn(async () => client.exists(path)),
	};
};

const walk = async (
	client: Reader,
	root: string,
	depth: number,
): Promise<{nodes: readonly Found[]; problems: readonly Problem[]}> => {
	const nodes: Found[] = [];
	const problems: Problem[] = [];
	let level: readonly string[] = [root];
	for (let left = depth; level.length > 0 && left >= 0; left--) {
		const next: string[] = [];
		await inWindow(level, async path => {
			const answer = await look(client, path, left > 0);
			if (answer.kind === 'fresh') {
				if (answer.value !== undefined) {
					nodes.push({path, stat: answer.value.stat});
					next.push(...answer.value.names.map(name => childOf(path, name)));
				} else if (path === root) {
					problems.push(await missing(client, path));
				}
			} else if (answer.kind === 'failed') {
				problems.push(
					answer.failure.kind === 'no-node' && path === root
						? await missing(client, path)
						: {path, source: 'znode', ...answer.failure},
				);
			}
		});
		level = next.sort();
	}

	return {nodes: nodes.sort((a, b) => (a.path < b.path ? -1 : 1)), problems};
};

/** There is no such znode, or not even the chroot. */
const missing = async (client: Reader, path: string): Promise<Problem> => {
	const chroot = await look(client, '/', false);
	const failure: Failure =
		chroot.kind === 'failed' ? chroot.failure : {kind: 'no-node', message: `${path}: no such znode`};
	return {path, source: 'znode', ...failure};
};

/** A znode with the names of its children, or its stat alone at the last level; undefined when it vanished. */
const look = async (
	client: Reader,
	path: string,
	listed: boolean,
): Promise<Answer<{readonly names: readonly string[]; readonly stat: Stat} | undefined>> =>
	answerOf(async () => {
		if (listed) {
			return client.children(path);
		}

		const stat = await client.exists(path);
		return stat === undefined ? undefined : {names: [], stat};
	}, Date.now);

const inWindow = async (paths: readonly string[], visit: (path: string) => Promise<void>): Promise<void> => {
	const queue = paths.values();
	await Promise.all(
		Array.from({length: window}, async () => {
			for (const path of queue) {
				await visit(path);
			}
		}),
	);
};

const nodeJson = ({path, stat}: Found): Readonly<Record<string, unknown>> => ({
	path,
	children: stat.children,
	dataBytes: stat.dataBytes,
	ephemeralOwner: stat.ephemeralOwner,
	version: stat.version,
	ctime: stat.ctime,
	mtime: stat.mtime,
	czxid: stat.czxid,
	mzxid: stat.mzxid,
	pzxid: stat.pzxid,
});

const nodeTable = (nodes: readonly Found[]): string =>
	tableText<Found>(
		[
			{title: 'PATH', text: ({path}) => path},
			{title: 'CHILDREN', align: 'right', text: ({stat}) => formatCount(stat.children)},
			{title: 'BYTES', align: 'right', text: ({stat}) => formatBytes(stat.dataBytes)},
			{title: 'VERSION', align: 'right', text: ({stat}) => String(stat.version)},
			{title: 'MODIFIED', text: ({stat}) => (stat.mtime === 0 ? undefined : formatDate(stat.mtime))},
			{title: 'OWNER', text: ({stat}) => stat.ephemeralOwner ?? '–'},
		],
		nodes,
	);
