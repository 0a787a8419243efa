// What a server answers alone, from its own tree and for its own watchers. (FinalRequestProcessor.java, DataTree.java of 3.8)
import {permissions} from '../../../zookeeper/acl.ts';
import {isWithin} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import type {Connection, EventType} from '../connection.ts';
import type {Server} from '../server.ts';
import {writeStat, type Node} from '../tree.ts';
import type {WatchMode, WatchTable} from '../watch-table.ts';
import {digestOf, isAllowed, nodeFor} from './access.ts';
import {nothing, refuse, type Reply} from './answers.ts';

type Read = (body: Reader, server: Server, watcher: Connection) => Reply;

/** In the id of scheme digest, the only one with a colon. */
const digest = /:.*/;
const watcherTypes = {children: 1, data: 2} as const;

/** Shows a znode that the client may read, and leaves its watch in one of the tables. */
const looking =
	(table: 'data' | 'child', show: (reply: Writer, node: Node, names: readonly string[]) => unknown): Read =>
	(body, server, watcher) => {
		const [path, watches] = [body.text(), body.boolean()];
		const node = nodeFor(watcher.ids, permissions.read, server.tree, path);
		if (watches) {
			server[table].add(path, watcher, 'once');
		}

		return reply => show(reply, node, [...server.tree.children(path)]);
	};

const leave = ({data, child}: Server, path: string, watcher: Connection, mode: WatchMode): void => {
	data.add(path, watcher, mode);
	child.add(path, watcher, mode);
};

/** One-shot watches of a client that comes back: what it has missed is told at once. */
const setOnce: Read = (body, {tree, data, child}, watcher) => {
	const zxid = Number(BigInt.asIntN(64, body.long()));
	const lists: readonly (readonly [WatchTable, missed: (node?: Node) => EventType | false | undefined])[] = [
		[data, node => (node === undefined ? 'deleted' : node.mzxid > zxid && 'changed')],
		[data, node => node && 'created'],
		[child, node => (node === undefined ? 'deleted' : node.pzxid > zxid && 'children')],
	];
	for (const [table, missed] of lists) {
		for (const path of body.texts()) {
			const event = missed(tree.nodes.get(path));
			if (event) {
				watcher.tell(event, path);
			} else {
				table.add(path, watcher, 'once');
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

		const node = nodeFor(watcher.ids, 0, tree, path);
		return reply => writeStat(reply, node, tree.children(path).size);
	},
	[ops.getData]: looking('data', (reply, node, {length}) => writeStat(reply.buffer(node.data), node, length)),
	[ops.getChildren]: looking('child', (reply, _, names) => reply.texts(names)),
	[ops.getChildren2]: looking('child', (reply, node, names) =>
		writeStat(reply.texts(names), node, names.length),
	),
	[ops.getAcl](body, {tree}, {ids}) {
		const path = body.text();
		const node = nodeFor(ids, permissions.read | permissions.admin, tree, path);
		const seesHashes = isAllowed(node.acl, permissions.admin, ids);
		const acl = seesHashes ? node.acl : node.acl.map(it => ({...it, id: it.id.replace(digest, ':x')}));
		return reply => writeStat(reply.acl(acl), node, tree.children(path).size);
	},
	[ops.getEphemerals](body, {tree}, {sessionId}) {
		const prefix = body.text();
		const own = tree.ephemerals.get(sessionId) ?? [];
		return reply => reply.texts(own.filter(path => path.startsWith(prefix)));
	},
	[ops.getAllChildrenNumber](body, {tree}, {ids}) {
		const path = body.text();
		nodeFor(ids, permissions.read, tree, path);
		const within = [...tree.nodes.keys()].filter(other => isWithin(other, path));
		return reply => reply.int(within.length - 1);
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
	[ops.setWatches]: setOnce,
	[ops.setWatches2](body, server, watcher) {
		setOnce(body, server, watcher);
		for (const mode of ['persistent', 'recursive'] as const) {
			for (const path of body.texts()) {
				leave(server, path, watcher, mode);
			}
		}

		return nothing;
	},
	[ops.whoAmI]:
		(_, __, {ids}) =>
		reply =>
			reply.list(ids, ({scheme, id}) => reply.text(scheme).text(id.replace(digest, ''))),
	[ops.auth](body, _, {ids}) {
		body.int();
		const [scheme, credentials] = [body.text(), body.bytes() ?? Buffer.alloc(0)];
		const identity = scheme === 'digest' ? digestOf(credentials) : refuse('AuthFailed');
		ids.push(...(ids.some(({id}) => id === identity.id) ? [] : [identity]));
		return nothing;
	},
	[ops.ping]: () => nothing,
};
