// The leader's judgement of one change: what it leaves behind, who is to be told, what is answered. (PrepRequestProcessor.java)
import {parentOf, pathProblem} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {isSystem, nodeBorn, writeStat, type Node, type Stamp, type Tree} from '../tree.ts';
import type {EventType} from '../watch-table.ts';
import {demand, fixedAcl, permissions, type Identity} from './access.ts';
import {nothing, refuse, type Reply} from './operations.ts';

/** What is there of one znode from now on (no node: nothing), what was, and what its watchers are told. */
export type Change = {
	readonly path: string;
	readonly node: Node | undefined;
	readonly old: Node | undefined;
	readonly event: EventType | undefined;
};

export type Author = {readonly session: bigint; readonly ids: readonly Identity[]};

/** A transaction in the making: its changes are in the leader's tree at once, and can be taken back. */
export type Draft = Author & Stamp & {readonly tree: Tree; readonly changes: Change[]};

/** Reads all that is asked, then judges it; throws a refusal. */
export type Write = (body: Reader, draft: Draft) => Reply;

const put = (draft: Draft, path: string, node: Node | undefined, event?: EventType): void => {
	draft.changes.push({path, node, event, old: draft.tree.put(path, node)});
};

export const takeBack = ({tree, changes}: Draft): void => {
	for (const {path, old} of changes.splice(0).reverse()) {
		tree.put(path, old);
	}
};

const nodeAt = ({tree}: Draft, path: string): Node => tree.nodes.get(path) ?? refuse('NoNode');

const changeable = (draft: Draft, path: string, permission: number): Node => {
	checkPath(path);
	const node = nodeAt(draft, path);
	demand(node.acl, permission, draft.ids);
	return node;
};

const nextVersion = (version: number, expected: number): number =>
	expected === -1 || expected === version ? version + 1 : refuse('BadVersion');

const alter = (draft: Draft, path: string, node: Node, event?: EventType): Reply => {
	put(draft, path, node, event);
	const children = draft.tree.childCount(path);
	return reply => writeStat(reply, node, children);
};

const unprintable = /[\u0000-\u001F\u007F-\u009F\uD800-\uF8FF\uFFF0-\uFFFF]/;

/** Absolute, no empty, `.` or `..` segment, no character that is not to be printed. (S/common/PathUtils.java: validatePath) */
const checkPath = (path: string): void => {
	if (pathProblem(path) !== undefined || unprintable.test(path)) {
		refuse('BadArguments');
	}
};

/** What the last segment is taken off of; the root's children have none before the slash. */
const parentPathOf = (path: string): string =>
	!path.includes('/') || path.includes('\0') ? refuse('BadArguments') : parentOf(path);

const longestTtlMs = 0xff_ff_ff_ff_ff;

/** By the flags of CreateMode: 1 ephemeral, 2 sequential, 3 both, 4 container, 5 with a time to live, 6 with both. */
const creating =
	(type: number): Write =>
	(body, draft) => {
		const [asked, data, entries, flags] = [body.text(), body.bytes(), body.acl(), body.int()];
		const ttlMs = type === ops.createTtl ? Number(BigInt.asIntN(64, body.long())) : 0;
		if (flags < 0 || flags > 6 || (flags >= 5 && (ttlMs <= 0 || ttlMs > longestTtlMs))) {
			refuse('BadArguments');
		}

		const parentPath = parentPathOf(asked);
		const acl = fixedAcl(entries, draft.ids);
		const parent = nodeAt(draft, parentPath);
		demand(parent.acl, permissions.create, draft.ids);
		const path = [2, 3, 6].includes(flags) ? asked + String(parent.created).padStart(10, '0') : asked;
		checkPath(path);
		if (draft.tree.nodes.has(path)) {
			refuse('NodeExists');
		}

		if (parent.owner !== 0n) {
			refuse('NoChildrenForEphemerals');
		}

		const owner = flags === 1 || flags === 3 ? draft.session : 0n;
		const fades = flags === 4 || type === ops.createContainer ? ('container' as const) : undefined;
		const node = nodeBorn(draft, {data, acl, owner, fades: flags >= 5 ? ttlMs : fades});
		put(draft, path, node, 'created');
		put(draft, parentPath, {...parent, created: parent.created + 1, pzxid: draft.zxid}, 'children');
		return reply => (type === ops.create ? reply.text(path) : writeStat(reply.text(path), node, 0));
	};

const remove = (draft: Draft, path: string): void => {
	const parentPath = parentOf(path);
	put(draft, path, undefined, 'deleted');
	put(draft, parentPath, {...nodeAt(draft, parentPath), pzxid: draft.zxid}, 'children');
};

/** As the client gives it, version −1 means any. */
export const deleteNode = (draft: Draft, path: string, version = -1): Reply => {
	const parentPath = parentPathOf(path);
	if (isSystem(path)) {
		refuse('BadArguments');
	}

	demand(nodeAt(draft, parentPath).acl, permissions.delete, draft.ids);
	nextVersion(nodeAt(draft, path).version, version);
	if (draft.tree.childCount(path) > 0) {
		refuse('NotEmpty');
	}

	remove(draft, path);
	return nothing;
};

/** What is left of the ephemeral znodes of the author, whose session ends. */
export const endSession = (draft: Draft): Reply => {
	for (const path of draft.tree.ephemerals.get(draft.session) ?? []) {
		remove(draft, path);
	}

	return nothing;
};

/** By op code: what may be one of several that are made together. */
export const changes: Readonly<Record<number, Write>> = {
	[ops.create]: creating(ops.create),
	[ops.create2]: creating(ops.create2),
	[ops.createContainer]: creating(ops.createContainer),
	[ops.createTtl]: creating(ops.createTtl),
	[ops.delete]: (body, draft) => deleteNode(draft, body.text(), body.int()),
	[ops.setData](body, draft) {
		const [path, data, expected] = [body.text(), body.bytes(), body.int()];
		const node = changeable(draft, path, permissions.write);
		const version = nextVersion(node.version, expected);
		return alter(draft, path, {...node, data, mzxid: draft.zxid, mtime: draft.at, version}, 'changed');
	},
	[ops.setAcl](body, draft) {
		const [path, entries, expected] = [body.text(), body.acl(), body.int()];
		checkPath(path);
		const acl = fixedAcl(entries, draft.ids);
		const node = changeable(draft, path, permissions.admin);
		return alter(draft, path, {...node, acl, aversion: nextVersion(node.aversion, expected)});
	},
	[ops.check](body, draft) {
		const [path, expected] = [body.text(), body.int()];
		nextVersion(changeable(draft, path, permissions.read).version, expected);
		return nothing;
	},
};
