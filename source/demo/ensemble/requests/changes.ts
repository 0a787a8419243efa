// The leader's judgement of one change: what it leaves behind, who is to be told, what is answered. (PrepRequestProcessor.java)
import {parentOf, pathProblem} from '../../../zookeeper/paths.ts';
import type {Reader} from '../../../zookeeper/records/reader.ts';
import type {Acl} from '../../../zookeeper/stat.ts';
import {ops} from '../../../zookeeper/wire/op-codes.ts';
import {demand, fixedAcl, permissions, type Identity} from './access.ts';
import {codeOf, refuse} from './operations.ts';
import {nodeBorn, systemPaths, type Change, type Node, type Stamp, type Tree} from '../tree.ts';
import type {Writer} from './writer.ts';

export type Author = {readonly session: bigint; readonly ids: readonly Identity[]};
/** `tree` has all that was proposed before. */
export type Scene = {readonly tree: Tree; readonly author: Author; readonly stamp: Stamp};

export type TreeEvent = {
	readonly type: 'created' | 'deleted' | 'changed' | 'children';
	readonly path: string;
	/** Of that znode: only who may read it is told (CVE-2024-23944). */
	readonly acl: readonly Acl[];
};

/** What the author of a request is answered; no body but where the code is 0. */
export type Answer = {readonly code: number; readonly body: (reply: Writer) => unknown};

export type Judged = Answer & {readonly changes: readonly Change[]; readonly events: readonly TreeEvent[]};

/** Leaves the tree as it is; throws a refusal. */
export type Judge = (scene: Scene) => Judged;

/** What changes nothing and is answered with a code alone. */
export const answered = (code = 0): Judged => ({code, body: () => undefined, changes: [], events: []});

/** What a judge says, be it a refusal. */
export const judgedBy = (judge: Judge, scene: Scene): Judged => {
	try {
		return judge(scene);
	} catch (error) {
		return answered(codeOf(error));
	}
};

const readAcl = (body: Reader): readonly Acl[] =>
	body.list(() => ({permissions: body.int(), scheme: body.text(), id: body.text()}));

/** Reads what this op code asks to change; undefined where it is none of them. */
export const readChange = (type: number, body: Reader): Judge | undefined => {
	switch (type) {
		case ops.create:
		case ops.create2:
		case ops.createContainer:
		case ops.createTtl: {
			const its = {type, path: body.text(), data: body.bytes(), acl: readAcl(body), flags: body.int()};
			const ttlMs = type === ops.createTtl ? Number(BigInt.asIntN(64, body.long())) : 0;
			return scene => creation({...its, ttlMs}, scene);
		}

		case ops.setData: {
			const [path, data, expected] = [body.text(), body.bytes(), body.int()];
			return scene => {
				const node = changeable(path, permissions.write, scene);
				const {zxid: mzxid, at: mtime} = scene.stamp;
				const next = {...node, data, mzxid, mtime, version: nextVersion(node.version, expected)};
				return altered(path, next, scene, [{type: 'changed', path, acl: node.acl}]);
			};
		}

		case ops.setAcl: {
			const [path, entries, expected] = [body.text(), readAcl(body), body.int()];
			return scene => {
				checkPath(path);
				const acl = fixedAcl(entries, scene.author.ids);
				const node = changeable(path, permissions.admin, scene);
				return altered(path, {...node, acl, aversion: nextVersion(node.aversion, expected)}, scene);
			};
		}

		case ops.delete:
			return deleting(body.text(), body.int());
		case ops.check: {
			const [path, expected] = [body.text(), body.int()];
			return scene => {
				nextVersion(changeable(path, permissions.read, scene).version, expected);
				return answered();
			};
		}

		default:
			return undefined;
	}
};

const nodeAt = (path: string, {tree}: Scene): Node => tree.get(path) ?? refuse('NoNode');

const changeable = (path: string, permission: number, scene: Scene): Node => {
	checkPath(path);
	const node = nodeAt(path, scene);
	demand(node.acl, permission, scene.author.ids);
	return node;
};

const nextVersion = (version: number, expected: number): number =>
	expected === -1 || expected === version ? version + 1 : refuse('BadVersion');

const altered = (path: string, node: Node, {tree}: Scene, events: readonly TreeEvent[] = []): Judged => {
	const children = tree.childCount(path);
	return {code: 0, changes: [{path, node}], events, body: reply => reply.stat(node, children)};
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

type Creation = {
	readonly type: number;
	readonly path: string;
	readonly data: Buffer | undefined;
	readonly acl: readonly Acl[];
	readonly flags: number;
	readonly ttlMs: number;
};

const creation = (asked: Creation, scene: Scene): Judged => {
	const {ephemeral, sequential, fades} = modeOf(asked);
	const {author, stamp, tree} = scene;
	const parentPath = parentPathOf(asked.path);
	const acl = fixedAcl(asked.acl, author.ids);
	const parent = nodeAt(parentPath, scene);
	demand(parent.acl, permissions.create, author.ids);
	const path = sequential ? asked.path + String(parent.created).padStart(10, '0') : asked.path;
	checkPath(path);
	if (tree.get(path) !== undefined) {
		refuse('NodeExists');
	}

	if (parent.owner !== 0n) {
		refuse('NoChildrenForEphemerals');
	}

	const owner = ephemeral ? author.session : 0n;
	const node = nodeBorn(stamp, {data: asked.data, acl, owner, fades});
	return {
		code: 0,
		changes: [
			{path: parentPath, node: {...parent, created: parent.created + 1, pzxid: stamp.zxid}},
			{path, node},
		],
		events: [
			{type: 'created', path, acl},
			{type: 'children', path: parentPath, acl: parent.acl},
		],
		body: reply => (asked.type === ops.create ? reply.text(path) : reply.text(path).stat(node, 0)),
	};
};

const longestTtlMs = 0xff_ff_ff_ff_ff;

/** CreateMode by its flags: 1 ephemeral, 2 sequential, 3 both, 4 container, 5 and 6 with a time to live. */
const modeOf = ({type, flags, ttlMs}: Creation) => {
	if (flags < 0 || flags > 6 || (flags >= 5 && (ttlMs <= 0 || ttlMs > longestTtlMs))) {
		return refuse('BadArguments');
	}

	const fades = flags === 4 || type === ops.createContainer ? ('container' as const) : undefined;
	return {
		ephemeral: flags === 1 || flags === 3,
		sequential: flags === 2 || flags === 3 || flags === 6,
		fades: flags >= 5 ? ttlMs : fades,
	};
};

/** Removes a znode without children that has this version; −1: any. */
export const deleting =
	(path: string, version: number): Judge =>
	scene => {
		const parentPath = parentPathOf(path);
		if (systemPaths.includes(path)) {
			refuse('BadArguments');
		}

		demand(nodeAt(parentPath, scene).acl, permissions.delete, scene.author.ids);
		nextVersion(nodeAt(path, scene).version, version);
		return scene.tree.childCount(path) > 0 ? refuse('NotEmpty') : removal(path, scene);
	};

const removal = (path: string, scene: Scene): Judged => {
	const parentPath = parentPathOf(path);
	const [node, parent] = [nodeAt(path, scene), nodeAt(parentPath, scene)];
	return {
		...answered(),
		changes: [
			{path: parentPath, node: {...parent, pzxid: scene.stamp.zxid}},
			{path, node: undefined},
		],
		events: [
			{type: 'deleted', path, acl: node.acl},
			{type: 'children', path: parentPath, acl: parent.acl},
		],
	};
};

/** What is left of the ephemeral znodes of the author, whose session ends. */
export const endingSession: Judge = scene => {
	const own = [...(scene.tree.ephemerals.get(scene.author.session) ?? [])];
	const removals = own.map(path => removal(path, scene));
	return {
		...answered(),
		changes: removals.flatMap(({changes}) => changes),
		events: removals.flatMap(({events}) => events),
	};
};
