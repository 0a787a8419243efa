// The leader's judgement of a transaction: what it leaves behind, who is to be told, what is answered. (PrepRequestProcessor.java)
import {permissions} from '../../../zookeeper/acl.ts';
import {codeOf} from '../../../zookeeper/errors.ts';
import {newPathProblem, parentOf} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import type {Writer} from '../../../zookeeper/records/writer.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import type {EventType} from '../connection.ts';
import {isSystem, nodeBorn, writeStat, type Node, type Stamp, type Tree} from '../tree.ts';
import {fixedAcl, nodeFor, type Identity} from './access.ts';
import {answerOf, nothing, refuse, type Answer, type Reply} from './answers.ts';

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
type Write = (body: Reader, draft: Draft, type: number) => Reply;

const put = (draft: Draft, path: string, node: Node | undefined, event?: EventType): void => {
	draft.changes.push({path, node, event, old: draft.tree.put(path, node)});
};

export const takeBack = ({tree, changes}: Draft): void => {
	for (const {path, old} of changes.splice(0).reverse()) {
		tree.put(path, old);
	}
};

const checkPath = (path: string): void => {
	if (newPathProblem(path) !== undefined) {
		refuse('BadArguments');
	}
};

const changeable = ({ids, tree}: Draft, path: string, permission: number): Node => {
	checkPath(path);
	return nodeFor(ids, permission, tree, path);
};

const nextVersion = (version: number, expected: number): number =>
	expected === -1 || expected === version ? version + 1 : refuse('BadVersion');

const alter = (draft: Draft, path: string, node: Node, event?: EventType): Reply => {
	put(draft, path, node, event);
	const {size} = draft.tree.children(path);
	return reply => writeStat(reply, node, size);
};

/** What the last segment is taken off of; the root's children have none before the slash. */
const parentPathOf = (path: string): string =>
	!path.includes('/') || path.includes('\0') ? refuse('BadArguments') : parentOf(path);

const longestTtlMs = 0xff_ff_ff_ff_ff;

/** By the flags of CreateMode: 1 ephemeral, 2 sequential, 3 both, 4 container, 5 with a time to live, 6 with both. */
const create: Write = (body, draft, type) => {
	const [asked, data, entries, flags] = [body.text(), body.bytes(), body.acl(), body.int()];
	const ttlMs = type === ops.createTtl ? Number(BigInt.asIntN(64, body.long())) : 0;
	if (flags < 0 || flags > 6 || (flags >= 5 && (ttlMs <= 0 || ttlMs > longestTtlMs))) {
		refuse('BadArguments');
	}

	const parentPath = parentPathOf(asked);
	const acl = fixedAcl(entries, draft.ids);
	const parent = nodeFor(draft.ids, permissions.create, draft.tree, parentPath);
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

/** As the client gives it, version −1 means any. */
export const deleteNode = (draft: Draft, path: string, version = -1): Reply => {
	const {ids, tree, zxid} = draft;
	const parentPath = parentPathOf(path);
	if (isSystem(path)) {
		refuse('BadArguments');
	}

	const parent = nodeFor(ids, permissions.delete, tree, parentPath);
	nextVersion(nodeFor(ids, 0, tree, path).version, version);
	if (tree.children(path).size > 0) {
		refuse('NotEmpty');
	}

	put(draft, path, undefined, 'deleted');
	put(draft, parentPath, {...parent, pzxid: zxid}, 'children');
	return nothing;
};

/** What is left of the ephemeral znodes of the author, whose session ends. */
export const endSession = (draft: Draft): Reply => {
	for (const path of draft.tree.ephemerals.get(draft.session) ?? []) {
		deleteNode(draft, path);
	}

	return nothing;
};

/** By op code: what may be one of several that are made together. */
const changes: Readonly<Record<number, Write>> = {
	[ops.create]: create,
	[ops.create2]: create,
	[ops.createContainer]: create,
	[ops.createTtl]: create,
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

const header = (reply: Writer, type: number, code: number, done = false): Writer =>
	reply.int(type).boolean(done).int(code);

/**
 * `{MultiHeader, record}*, end`; whoever asks create2 there is told the path alone. (S/MultiOperationRecord.java)
 * Where one is refused, those before it say 0, and those behind it another code.
 */
const multi: Write = (body, draft) => {
	const results: (Answer & {readonly type: number})[] = [];
	let isRefused = false;
	for (;;) {
		const [asked, done] = [body.int(), body.boolean()];
		const type = asked === ops.create2 ? ops.create : asked;
		const change = changes[type];
		body.int();
		if (done || change === undefined) {
			break;
		}

		const {code, reply} = answerOf(() => change(body, draft, type));
		results.push({type, code: isRefused ? codeOf('RuntimeInconsistency') : code, reply});
		isRefused ||= code !== 0;
	}

	if (isRefused) {
		takeBack(draft);
	}

	return answer => {
		for (const {type, code, reply} of results) {
			if (isRefused) {
				header(answer, ops.error, code).int(code);
			} else {
				const isLongCreate = type === ops.createContainer || type === ops.createTtl;
				reply(header(answer, isLongCreate ? ops.create2 : type, 0));
			}
		}

		header(answer, ops.error, -1, true);
	};
};

/** What takes the leader, by op code; `check` by itself is not asked. */
export const writes: Readonly<Record<number, Write | undefined>> = {
	...changes,
	[ops.check]: undefined,
	[ops.multi]: multi,
	[ops.sync](body) {
		const path = body.text();
		return reply => reply.text(path);
	},
};
