// What a server answers alone, from its own tree and for its own watchers. (FinalRequestProcessor.java, DataTree.java of 3.8)
import {isWithin} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {writeStat, type Node, type Tree} from '../tree.ts';
import type {EventType, Watcher, WatchMode, WatchTable} from '../watch-table.ts';
import {demand, digestOf, isAllowed, permissions} from './access.ts';
import {nothing, refuse, type Reply} from './operations.ts';

/** What a server has to answer from. */
export type Desk = {readonly tree: Tree; readonly data: WatchTable; readonly child: WatchTable};

type Read = (body: Reader, desk: Desk, watcher: Watcher) => Reply;

/** In the id of scheme digest, the only one with a colon. */
const digest = /:.*/;
const watcherTypes = {children: 1, data: 2} as const;

const nodeAt = (tree: Tree, path: string): Node => tree.nodes.get(path) ?? refuse('NoNode');

/** Shows a znode that the client may read, and leaves its watch in one of the tables. */
const looking =
	(table: 'data' | 'child', show: (reply: Writer, node: Node, names: readonly string[]) => unknown): Read =>
	(body, desk, watcher) => {
		const [path, watches] = [body.text(), body.boolean()];
		const node = nodeAt(desk.tree, path);
		demand(node.acl, permissions.read, watcher.ids);
		if (watches) {
			desk[table].add(path, watcher, 'once');
		}

		return reply => show(reply, node, desk.tree.children(path));
	};

type WatchList = {
	readonly tables: readonly ('data' | 'child')[];
	readonly mode: WatchMode;
	/** What is told at once, where it has happened since this zxid. */
	readonly missed: (node: Node | undefined, zxid: number) => EventType | undefined | false;
};

const watchLists: readonly WatchList[] = [
	{
		tables: ['data'],
		mode: 'once',
		missed: (node, zxid) => (node === undefined ? 'deleted' : node.mzxid > zxid && 'changed'),
	},
	{tables: ['data'], mode: 'once', missed: node => node && 'created'},
	{
		tables: ['child'],
		mode: 'once',
		missed: (node, zxid) => (node === undefined ? 'deleted' : node.pzxid > zxid && 'children'),
	},
	{tables: ['data', 'child'], mode: 'persistent', missed: () => false},
	{tables: ['data', 'child'], mode: 'recursive', missed: () => false},
];

/** Watches of a client that comes back. */
const setting =
	(lists: readonly WatchList[]): Read =>
	(body, desk, watcher) => {
		const zxid = Number(BigInt.asIntN(64, body.long()));
		for (const {tables, mode, missed} of lists) {
			for (const path of body.list(() => body.text())) {
				const event = missed(desk.tree.nodes.get(path), zxid);
				if (event) {
					watcher.tell(event, path);
				} else {
					tables.forEach(table => {
						desk[table].add(path, watcher, mode);
					});
				}
			}
		}

		return nothing;
	};

/** By op code. Each throws a refusal. */
export const reads: Readonly<Record<number, Read>> = {
	[ops.exists](body, {tree, data}, watcher) {
		const [path, watches] = [body.text(), body.boolean()];
		if (path.includes('\0')) {
			refuse('BadArguments');
		}

		if (watches) {
			data.add(path, watcher, 'once'); // on a znode that is not there, too
		}

		const node = nodeAt(tree, path);
		return reply => writeStat(reply, node, tree.childCount(path));
	},
	[ops.getData]: looking('data', (reply, node, names) =>
		writeStat(reply.buffer(node.data), node, names.length),
	),
	[ops.getChildren]: looking('child', (reply, _, names) => reply.texts(names)),
	[ops.getChildren2]: looking('child', (reply, node, names) =>
		writeStat(reply.texts(names), node, names.length),
	),
	[ops.getAcl](body, {tree}, {ids}) {
		const path = body.text();
		const node = nodeAt(tree, path);
		demand(node.acl, permissions.read | permissions.admin, ids);
		const seesHashes = isAllowed(node.acl, permissions.admin, ids);
		const acl = seesHashes ? node.acl : node.acl.map(it => ({...it, id: it.id.replace(digest, ':x')}));
		return reply => writeStat(reply.acl(acl), node, tree.childCount(path));
	},
	[ops.getEphemerals](body, {tree}, {sessionId}) {
		const prefix = body.text();
		const own = [...(tree.ephemerals.get(sessionId) ?? [])].filter(path => path.startsWith(prefix));
		return reply => reply.texts(own);
	},
	[ops.getAllChildrenNumber](body, {tree}, {ids}) {
		const path = body.text();
		demand(nodeAt(tree, path).acl, permissions.read, ids);
		const below = [...tree.nodes.keys()].filter(other => other !== path && isWithin(other, path));
		return reply => reply.int(below.length);
	},
	[ops.addWatch](body, {data, child}, watcher) {
		const [path, mode] = [body.text(), body.int() === 1 ? 'recursive' : 'persistent'] as const;
		data.add(path, watcher, mode);
		child.add(path, watcher, mode);
		return reply => reply.int(0);
	},
	[ops.removeWatches](body, {data, child}, watcher) {
		const [path, type] = [body.text(), body.int()];
		const meant = [type === watcherTypes.data ? [] : child, type === watcherTypes.children ? [] : data];
		const found = meant.flat().filter(table => table.remove(path, watcher));
		return found.length === 0 ? refuse('NoWatcher') : nothing;
	},
	[ops.setWatches]: setting(watchLists.slice(0, 3)),
	[ops.setWatches2]: setting(watchLists),
	[ops.whoAmI](_, __, {ids}) {
		return reply => reply.list(ids, ({scheme, id}) => reply.text(scheme).text(id.replace(digest, '')));
	},
	[ops.auth](body, _, {ids}) {
		body.int();
		const [scheme, credentials] = [body.text(), body.bytes() ?? Buffer.alloc(0)];
		const identity = scheme === 'digest' ? digestOf(credentials) : refuse('AuthFailed');
		if (!ids.some(({id}) => id === identity.id)) {
			ids.push(identity);
		}

		return nothing;
	},
	[ops.ping]: () => nothing,
};
