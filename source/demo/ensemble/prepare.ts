// The leader's judgement of a change: what it leaves behind, who is to be told, or why it is refused. (PrepRequestProcessor.java)
import type {Acl} from '../../zookeeper/stat.ts';
import {demand, fixedAcl, permissions, type Identity} from './access.ts';
import {isPath} from './path.ts';
import {codeOf, refuse} from './refusal.ts';
import {ops, type Change as Asked} from './requests.ts';
import {systemPaths, type Change, type Node, type Tree} from './tree.ts';

export type Author = {readonly session: bigint; readonly ids: readonly Identity[]};

/** Of a transaction: its zxid, and the leader's clock in epoch ms. */
export type Stamp = {readonly zxid: number; readonly at: number};

export type TreeEvent = {
	readonly type: 'created' | 'deleted' | 'changed' | 'children';
	readonly path: string;
	/** Of that znode: only who may read it is told (CVE-2024-23944). */
	readonly acl: readonly Acl[];
};

/** What the author is answered. */
export type Result =
	| {readonly kind: 'created'; readonly type: number; readonly path: string; readonly node: Node}
	| {readonly kind: 'stat'; readonly type: number; readonly node: Node; readonly children: number}
	| {readonly kind: 'done'; readonly type: number}
	| {readonly kind: 'refused'; readonly code: number};

export type Outcome = {
	readonly changes: readonly Change[];
	/** What takes them back, in this order. */
	readonly undo: readonly Change[];
	readonly events: readonly TreeEvent[];
	readonly result: Result;
};

/** What a transaction does to the tree. */
export type Made = Pick<Outcome, 'changes' | 'events'>;

type Judged = Omit<Outcome, 'undo'>;
export type Scene = {readonly tree: Tree; readonly author: Author; readonly stamp: Stamp};

const everSeconds = 0xff_ff_ff_ff_ff;

/** Judges one change, and makes it in the tree if it may be. */
export const prepare = (asked: Asked, scene: Scene): Outcome => {
	try {
		const outcome = outcomeOf(asked, scene);
		const undo = outcome.changes.map(({path}) => ({path, node: scene.tree.get(path)})).reverse();
		scene.tree.apply(outcome.changes);
		return {...outcome, undo};
	} catch (error) {
		return {changes: [], undo: [], events: [], result: {kind: 'refused', code: codeOf(error)}};
	}
};

const outcomeOf = (asked: Asked, scene: Scene): Judged => {
	switch (asked.kind) {
		case 'create':
			return creation(asked, scene);
		case 'delete':
			return deletion(asked, scene);
		case 'set': {
			const node = changeable(asked.path, permissions.write, scene);
			const {zxid, at} = scene.stamp;
			const version = nextVersion(node.version, asked.version);
			return altered(asked, {...node, data: asked.data, version, mzxid: zxid, mtime: at}, scene, true);
		}

		case 'set-acl': {
			const acl = fixed(asked, scene);
			const node = changeable(asked.path, permissions.admin, scene);
			return altered(
				asked,
				{...node, acl, aversion: nextVersion(node.aversion, asked.version)},
				scene,
				false,
			);
		}

		case 'check': {
			const node = changeable(asked.path, permissions.read, scene);
			nextVersion(node.version, asked.version);
			return {changes: [], events: [], result: {kind: 'done', type: asked.type}};
		}
	}
};

const fixed = ({path, acl}: {readonly path: string; readonly acl: readonly Acl[]}, {author}: Scene) => {
	checkPath(path);
	return fixedAcl(acl, author.ids);
};

const checkPath = (path: string): void => {
	if (!isPath(path)) {
		refuse('BadArguments');
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

const altered = ({path, type}: Asked, node: Node, {tree}: Scene, isTold: boolean): Judged => ({
	changes: [{path, node}],
	events: isTold ? [{type: 'changed', path, acl: node.acl}] : [],
	result: {kind: 'stat', type, node, children: tree.children(path).size},
});

/** What the last segment is taken off of; the root's children have none before the slash. */
const parentPathOf = (path: string): string => {
	const slash = path.lastIndexOf('/');
	return slash === -1 || path.includes('\0') ? refuse('BadArguments') : path.slice(0, slash) || '/';
};

type Create = Extract<Asked, {kind: 'create'}>;

const creation = (asked: Create, scene: Scene): Judged => {
	const {ephemeral, sequential, fades} = modeOf(asked);
	const {author, stamp} = scene;
	const parentPath = parentPathOf(asked.path);
	const acl = fixedAcl(asked.acl, author.ids);
	const parent = nodeAt(parentPath, scene);
	demand(parent.acl, permissions.create, author.ids);
	const path = sequential ? asked.path + String(parent.created).padStart(10, '0') : asked.path;
	checkPath(path);
	if (scene.tree.get(path) !== undefined) {
		return refuse('NodeExists');
	}

	if (parent.owner !== 0n) {
		return refuse('NoChildrenForEphemerals');
	}

	const {zxid, at} = stamp;
	const node: Node = {
		data: asked.data,
		acl,
		czxid: zxid,
		mzxid: zxid,
		pzxid: zxid,
		ctime: at,
		mtime: at,
		version: 0,
		aversion: 0,
		created: 0,
		owner: ephemeral ? author.session : 0n,
		fades,
	};
	return {
		changes: [
			{path: parentPath, node: {...parent, created: parent.created + 1, pzxid: zxid}},
			{path, node},
		],
		events: [
			{type: 'created', path, acl},
			{type: 'children', path: parentPath, acl: parent.acl},
		],
		result: {kind: 'created', type: asked.type, path, node},
	};
};

/** CreateMode by its flags: 1 ephemeral, 2 sequential, 3 both, 4 container, 5 and 6 with a time to live. */
const modeOf = ({type, flags, ttlMs}: Create) => {
	if (flags < 0 || flags > 6 || (flags >= 5 && (ttlMs <= 0 || ttlMs > everSeconds))) {
		return refuse('BadArguments');
	}

	const fades = flags === 4 || type === ops.createContainer ? ('container' as const) : undefined;
	return {
		ephemeral: flags === 1 || flags === 3,
		sequential: flags === 2 || flags === 3 || flags === 6,
		fades: flags >= 5 ? ttlMs : fades,
	};
};

const deletion = ({path, type, version}: Extract<Asked, {version: number}>, scene: Scene): Judged => {
	const parentPath = parentPathOf(path);
	if (systemPaths.includes(path)) {
		return refuse('BadArguments');
	}

	const parent = nodeAt(parentPath, scene);
	demand(parent.acl, permissions.delete, scene.author.ids);
	nextVersion(nodeAt(path, scene).version, version);
	if (scene.tree.children(path).size > 0) {
		return refuse('NotEmpty');
	}

	return {...removal(path, scene.tree, scene.stamp.zxid), result: {kind: 'done', type}};
};

const removal = (path: string, tree: Tree, zxid: number): Made => {
	const parentPath = parentPathOf(path);
	const [node, parent] = [tree.get(path), tree.get(parentPath)];
	if (node === undefined || parent === undefined) {
		return refuse('NoNode');
	}

	return {
		changes: [
			{path: parentPath, node: {...parent, pzxid: zxid}},
			{path, node: undefined},
		],
		events: [
			{type: 'deleted', path, acl: node.acl},
			{type: 'children', path: parentPath, acl: parent.acl},
		],
	};
};

/** What is left of the ephemeral znodes of a session that has ended. */
export const prepareEnd = (session: bigint, tree: Tree, {zxid}: Stamp): Made => {
	const removals = [...(tree.ephemerals.get(session) ?? [])].map(path => {
		const made = removal(path, tree, zxid);
		tree.apply(made.changes);
		return made;
	});
	return {
		changes: removals.flatMap(({changes}) => changes),
		events: removals.flatMap(({events}) => events),
	};
};
