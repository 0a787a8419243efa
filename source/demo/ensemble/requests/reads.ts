// What a server answers alone, from its own tree and for its own watchers. (FinalRequestProcessor.java, DataTree.java of 3.8)
import {isWithin} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import type {Server} from '../server.ts';
import {writeStat, type Node, type Tree} from '../tree.ts';
import type {EventType, Watcher, WatchMode} from '../watch-table.ts';
import {demand, digestOf, isAllowed, permissions} from './access.ts';
import {nothing, refuse, type Reply} from './operations.ts';

type Read = (body: Reader, server: Server, watcher: Watcher) => Reply;

/** In the id of scheme digest, the only one with a colon. */
const digest = /:.*/;
const watcherTypes = {children: 1, data: 2} as const;

const nodeAt = (tree: Tree, path: string): Node => tree.nodes.get(path) ?? refuse('NoNode');

/** Shows a znode that the client may read, and leaves its watch in one of the tables. */
const looking =
	(table: 'data' | 'child', show: (reply: Writer, node: Node, names: readonly string[]) => unknown): Read =>
	(body, server, watcher) => {
		const [path, watches] = [body.text(), body.boolean()];
		const node = nodeAt(server.tree, path);
		demand(node.acl, permissions.read, watcher.ids);
		if (watches) {
			server[table].add(path, watcher, 'once');
		}

		return reply => show(reply, node, server.tree.children(path));
	};

const leave = ({data, child}: Server, path: string, watcher: Watcher, mode: WatchMode): void => {
	data.add(path, watcher, mode);
	child.add(path, watcher, mode);
};

/** What a watch would have told of a znode since this zxid. */
type Missed = (node: Node | undefined, zxid: number) => EventType | undefined;

const changedIn =
	(field: 'mzxid' | 'pzxid', event: EventType): Missed =>
	(node, zxid) =>
		node === undefined ? 'deleted' : node[field] > zxid ? event : undefined;

const onceLists: ReadonlyArray<readonly [table: 'data' | 'child', missed: Missed]> = [
	['data', changedIn('mzxid', 'changed')],
	['data', node => node && 'created'],
	['child', changedIn('pzxid', 'children')],
];

/** Watches of a client that comes back: what it has missed is told at once. */
const setting =
	(...lasting: readonly WatchMode[]): Read =>
	(body, server, watcher) => {
		const zxid = Number(BigInt.asIntN(64, body.long()));
		for (const [table, missed] of onceLists) {
			for (const path of body.list(() => body.text())) {
				const event = missed(server.tree.nodes.get(path), zxid);
				if (event === undefined) {
					server[table].add(path, watcher, 'once');
				} else {
					watcher.tell(event, path);
				}
			}
		}

		for (const mode of lasting) {
			body.list(() => {
				leave(server, body.text(), watcher, mode);
			});
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
		const own = (tree.ephemerals.get(sessionId) ?? []).filter(path => path.startsWith(prefix));
		return reply => reply.texts(own);
	},
	[ops.getAllChildrenNumber](body, {tree}, {ids}) {
		const path = body.text();
		demand(nodeAt(tree, path).acl, permissions.read, ids);
		const below = [...tree.nodes.keys()].filter(other => other !== path && isWithin(other, path));
		return reply => reply.int(below.length);
	},
	[ops.addWatch](body, server, watcher) {
		leave(server, body.text(), watcher, body.int() === 1 ? 'recursive' : 'persistent');
		return reply => reply.int(0);
	},
	[ops.removeWatches](body, {data, child}, watcher) {
		const [path, type] = [body.text(), body.int()];
		const meant = [type === watcherTypes.data ? [] : child, type === watcherTypes.children ? [] : data];
		const found = meant.flat().filter(table => table.remove(path, watcher));
		return found.length === 0 ? refuse('NoWatcher') : nothing;
	},
	[ops.setWatches]: setting(),
	[ops.setWatches2]: setting('persistent', 'recursive'),
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
