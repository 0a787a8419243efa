// What a server answers alone, from its own tree and for its own watchers. (FinalRequestProcessor.java, DataTree.java of 3.8)
import type {Reader} from '../../../zookeeper/records/reader.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {demand, digestOf, isAllowed, masked, permissions} from './access.ts';
import type {Answer} from './changes.ts';
import {refuse} from './operations.ts';
import type {Node, Tree} from '../tree.ts';
import {eventTypes, type Watcher, type WatchTable} from '../watch-table.ts';
import type {Writer} from './writer.ts';

/** What a server has to answer from. */
export type Desk = {readonly tree: Tree; readonly data: WatchTable; readonly child: WatchTable};

type Body = Answer['body'];
type Read = (body: Reader, desk: Desk, watcher: Watcher) => Body;

const nothing: Body = () => undefined;
const watcherTypes = {children: 1, data: 2} as const;

const nodeAt = (tree: Tree, path: string): Node => tree.get(path) ?? refuse('NoNode');

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

type WatchList = 'data' | 'exist' | 'child' | 'persistent' | 'recursive';

/** Watches of a client that comes back: what has happened since the zxid that it tells is told now. */
const setting =
	(...lists: readonly WatchList[]): Read =>
	(body, {tree, data, child}, watcher) => {
		const zxid = Number(BigInt.asIntN(64, body.long()));
		for (const list of lists) {
			for (const path of body.list(() => body.text())) {
				const missed = missedOf(list, tree.get(path), zxid);
				if (missed !== undefined) {
					watcher.tell(eventTypes[missed], path);
				} else if (list === 'persistent' || list === 'recursive') {
					data.add(path, watcher, list);
					child.add(path, watcher, list);
				} else {
					(list === 'child' ? child : data).add(path, watcher, 'once');
				}
			}
		}

		return nothing;
	};

const missedOf = (list: WatchList, node: Node | undefined, zxid: number) => {
	switch (list) {
		case 'data':
			return node === undefined ? 'deleted' : node.mzxid > zxid ? 'changed' : undefined;
		case 'child':
			return node === undefined ? 'deleted' : node.pzxid > zxid ? 'children' : undefined;
		case 'exist':
			return node && 'created';
		case 'persistent':
		case 'recursive':
			return undefined;
	}
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
		return reply => reply.stat(node, tree.childCount(path));
	},
	[ops.getData]: looking('data', (reply, node, names) => reply.buffer(node.data).stat(node, names.length)),
	[ops.getChildren]: looking('child', (reply, _, names) => reply.texts(names)),
	[ops.getChildren2]: looking('child', (reply, node, names) => reply.texts(names).stat(node, names.length)),
	[ops.getAcl](body, {tree}, {ids}) {
		const path = body.text();
		const node = nodeAt(tree, path);
		demand(node.acl, permissions.read | permissions.admin, ids);
		const acl = isAllowed(node.acl, permissions.admin, ids) ? node.acl : masked(node.acl);
		return reply => reply.acl(acl).stat(node, tree.childCount(path));
	},
	[ops.getEphemerals](body, {tree}, {sessionId}) {
		const prefix = body.text();
		const own = [...(tree.ephemerals.get(sessionId) ?? [])].filter(path => path.startsWith(prefix));
		return reply => reply.texts(own);
	},
	[ops.getAllChildrenNumber](body, {tree}, {ids}) {
		const path = body.text();
		demand(nodeAt(tree, path).acl, permissions.read, ids);
		return reply => reply.int(tree.descendants(path));
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
	[ops.setWatches]: setting('data', 'exist', 'child'),
	[ops.setWatches2]: setting('data', 'exist', 'child', 'persistent', 'recursive'),
	[ops.whoAmI]:
		(_, __, {ids}) =>
		reply =>
			reply.list(ids, ({scheme, id}) =>
				reply.text(scheme).text(scheme === 'digest' ? id.replace(/:.*/, '') : id),
			),
	[ops.auth](body, _, {ids}) {
		body.int();
		const [scheme, credentials] = [body.text(), body.bytes() ?? Buffer.alloc(0)];
		const identity = scheme === 'digest' ? digestOf(credentials) : refuse('AuthFailed');
		if (!ids.some(({scheme, id}) => scheme === identity.scheme && id === identity.id)) {
			ids.push(identity);
		}

		return nothing;
	},
	[ops.ping]: () => nothing,
};
