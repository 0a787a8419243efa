// What a server answers alone, from its own tree and for its own watchers. (FinalRequestProcessor.java, DataTree.java of 3.8)
import {demand, digestOf, isAllowed, masked, permissions, type Identity} from './access.ts';
import {refuse} from './refusal.ts';
import type {Read, WatchLists} from './requests.ts';
import type {Node, Tree} from './tree.ts';
import type {WatchTable} from './watch-table.ts';
import type {Writer} from './writer.ts';

/** Who asks, and what the server has. */
export type Desk<W> = {
	readonly tree: Tree;
	readonly data: WatchTable<W>;
	readonly child: WatchTable<W>;
	readonly watcher: W;
	readonly session: bigint;
	readonly ids: Identity[];
	/** Tells the watcher at once what it has missed. */
	readonly tell: (type: number, path: string) => void;
};

export const eventTypes = {created: 1, deleted: 2, changed: 3, children: 4} as const;

type Body = (reply: Writer) => unknown;

const nothing: Body = () => undefined;
const watcherTypes = {children: 1, data: 2} as const;

/** The body of the reply; throws a Refusal. */
export const answerRead = <W>(read: Read, desk: Desk<W>): Body => {
	const {tree} = desk;
	switch (read.kind) {
		case 'exists':
		case 'data':
		case 'children':
		case 'children2':
			return look(read, desk);
		case 'acl':
			return aclOf(read.path, tree, desk.ids);
		case 'ephemerals': {
			const own = [...(tree.ephemerals.get(desk.session) ?? [])];
			return reply => reply.texts(own.filter(path => path.startsWith(read.path)));
		}

		case 'count': {
			demand(nodeAt(tree, read.path).acl, permissions.read, desk.ids);
			return reply => reply.int(tree.descendants(read.path));
		}

		case 'add-watch':
			addWatch(read, desk);
			return reply => reply.int(0);
		case 'remove-watches':
			return removeWatches(read, desk);
		case 'set-watches':
			setWatches(read.lists, desk);
			return nothing;
		case 'who-am-i':
			return whoAmI(desk.ids);
		case 'auth':
			authenticate(read, desk.ids);
			return nothing;
		case 'ping':
			return nothing;
	}
};

const nodeAt = (tree: Tree, path: string): Node => tree.get(path) ?? refuse('NoNode');

type Look = Extract<Read, {readonly watch: boolean}>;

const look = <W>({kind, path, watch}: Look, {tree, data, child, watcher, ids}: Desk<W>): Body => {
	if (kind === 'exists' && path.includes('\0')) {
		return refuse('BadArguments');
	}

	if (kind === 'exists' && watch) {
		data.add(path, watcher, 'once'); // on a znode that is not there, too
	}

	const node = nodeAt(tree, path);
	const names = [...tree.children(path)];
	const {length} = names;
	if (kind === 'exists') {
		return reply => reply.stat(node, length);
	}

	demand(node.acl, permissions.read, ids);
	if (watch) {
		(kind === 'data' ? data : child).add(path, watcher, 'once');
	}

	switch (kind) {
		case 'data':
			return reply => reply.buffer(node.data).stat(node, length);
		case 'children':
			return reply => reply.texts(names);
		case 'children2':
			return reply => reply.texts(names).stat(node, length);
	}
};

const aclOf = (path: string, tree: Tree, ids: readonly Identity[]): Body => {
	const node = nodeAt(tree, path);
	demand(node.acl, permissions.read | permissions.admin, ids);
	const acl = isAllowed(node.acl, permissions.admin, ids) ? node.acl : masked(node.acl);
	return reply => reply.acl(acl).stat(node, tree.children(path).size);
};

const addWatch = <W>(
	{path, recursive}: Extract<Read, {kind: 'add-watch'}>,
	{data, child, watcher}: Desk<W>,
): void => {
	for (const table of [data, child]) {
		table.add(path, watcher, recursive ? 'recursive' : 'persistent');
	}
};

const removeWatches = <W>(
	{path, type}: Extract<Read, {kind: 'remove-watches'}>,
	{data, child, watcher}: Desk<W>,
): Body => {
	const tables = [
		...(type === watcherTypes.data ? [] : [child]),
		...(type === watcherTypes.children ? [] : [data]),
	];
	const found = tables.filter(table => table.remove(path, watcher));
	return found.length === 0 ? refuse('NoWatcher') : nothing;
};

/** Watches of a client that comes back: what has happened meanwhile is told now. */
const setWatches = <W>(lists: WatchLists, {tree, data, child, watcher, tell}: Desk<W>): void => {
	for (const path of lists.data) {
		const node = tree.get(path);
		if (node === undefined || node.mzxid > lists.zxid) {
			tell(node === undefined ? eventTypes.deleted : eventTypes.changed, path);
		} else {
			data.add(path, watcher, 'once');
		}
	}

	for (const path of lists.exist) {
		if (tree.get(path) === undefined) {
			data.add(path, watcher, 'once');
		} else {
			tell(eventTypes.created, path);
		}
	}

	for (const path of lists.child) {
		const node = tree.get(path);
		if (node === undefined || node.pzxid > lists.zxid) {
			tell(node === undefined ? eventTypes.deleted : eventTypes.children, path);
		} else {
			child.add(path, watcher, 'once');
		}
	}

	for (const table of [data, child]) {
		for (const path of lists.persistent) {
			table.add(path, watcher, 'persistent');
		}

		for (const path of lists.recursive) {
			table.add(path, watcher, 'recursive');
		}
	}
};

const whoAmI =
	(ids: readonly Identity[]): Body =>
	reply => {
		reply.int(ids.length);
		for (const {scheme, id} of ids) {
			reply.text(scheme).text(scheme === 'digest' ? id.replace(/:.*/, '') : id);
		}
	};

const authenticate = ({scheme, credentials}: Extract<Read, {kind: 'auth'}>, ids: Identity[]): void => {
	if (scheme !== 'digest') {
		return void refuse('AuthFailed');
	}

	const identity = digestOf(credentials);
	if (!ids.some(({scheme, id}) => scheme === identity.scheme && id === identity.id)) {
		ids.push(identity);
	}
};
