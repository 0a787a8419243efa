// Instances of Curator's discovery that no session owns: STATIC and PERMANENT ones stay registered until somebody takes them away. No
// `dump` tells of them, so they are seen where a service was listed; their data says what they are.
import {baseName, childOf} from '../../zookeeper/paths.ts';
import {fieldsIn} from '../signatures/identity.ts';
import type {Znodes} from '../tree-rows.ts';
import type {Registry, Standing} from './group.ts';

export const discovery = 'curator discovery';

type Scene = {readonly znodes: Znodes; readonly contents: ReadonlyMap<string, Uint8Array>};

const kinds: ReadonlyMap<unknown, Standing['is']> = new Map([
	['STATIC', 'static'],
	['PERMANENT', 'permanent'],
]);

/** Longer lists are not looked through. */
const mostNames = 2000;

/** The children of a listed znode that no session owns and that may be instances, as far as their stat is read. */
export const standingBelow = (znodes: Znodes, path: string): readonly string[] => {
	const {names = []} = znodes.get(path) ?? {};
	return names.length > mostNames
		? []
		: names.map(name => childOf(path, name)).filter(node => mayStand(znodes, node));
};

/** An instance with all its fields is longer than this. */
const leastBytes = 60;

const mayStand = (znodes: Znodes, node: string): boolean => {
	const stat = znodes.get(node)?.stat;
	return (
		stat !== undefined &&
		stat.ephemeralOwner === undefined &&
		stat.children === 0 &&
		stat.dataBytes >= leastBytes
	);
};

/** Those that are instances, as far as their data is read. */
export const staticsAt = ({znodes, contents}: Scene, path: string): readonly Standing[] =>
	standingBelow(znodes, path).flatMap(node => {
		const fields = fieldsIn(contents.get(node));
		const is = fields && 'registrationTimeUTC' in fields ? kinds.get(fields['serviceType']) : undefined;
		return is === undefined ? [] : [{name: baseName(node), node, is}];
	});

/** Services among these znodes that have no other instances. */
export const staticServices = (scene: Scene, opened: Iterable<string>): readonly Registry[] =>
	[...opened].flatMap((path): readonly Registry[] => {
		const statics = staticsAt(scene, path);
		return statics.length === 0
			? []
			: [{kind: 'registry', path, recipe: discovery, confidence: 'certain', members: [], statics}];
	});
