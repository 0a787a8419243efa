// Barriers, counters and leases of one znode, among those that are listed. Any znode may be empty or hold a number: shown is only what its name
// supports, or what was seen to count; sure is none of them.
import type {Id} from '../../zookeeper/ids.ts';
import {childOf, parentOf} from '../../zookeeper/paths.ts';
import {isCalledSingle, longestAt, longestSingle, singleSignatureOf} from '../signatures/table.ts';
import type {Znodes} from '../tree-rows.ts';
import type {Barrier, Counter, Lease} from './group.ts';

type Single = Barrier | Counter | Lease;

type Scene = {
	readonly znodes: Znodes;
	/** What was read of a few znodes. */
	readonly contents: ReadonlyMap<string, Uint8Array>;
	/** How often the number in a znode was seen to change in this run. */
	readonly counting: ReadonlyMap<string, number>;
	/** The sessions that watch a znode, by the servers that were asked: that is dear, so done on demand alone; absent: not known. */
	readonly watchers: ReadonlyMap<string, readonly Id[]>;
};

/** Of longer lists no name is looked at. */
export const namesLookedAt = 2000;
const known = new WeakMap<readonly string[], readonly string[]>();

/** The listed children of these znodes whose names say that they are such. */
export const singlesCalled = (znodes: Znodes, opened: Iterable<string>): readonly string[] =>
	[...opened].flatMap(parent => {
		const {names = []} = znodes.get(parent) ?? {};
		const found =
			known.get(names) ??
			names
				.slice(0, names.length > namesLookedAt ? 0 : undefined)
				.map(name => childOf(parent, name))
				.filter(isCalledSingle);
		known.set(names, found);
		return found;
	});

/** Whether a znode can be one, by its stat; undefined: not read. */
export const canBeSingle = (znodes: Znodes, path: string): boolean | undefined => {
	const stat = znodes.get(path)?.stat;
	return (
		stat &&
		stat.children === 0 &&
		stat.ephemeralOwner === undefined &&
		(stat.dataBytes <= longestSingle || stat.dataBytes <= longestAt(path))
	);
};

/** Which of these znodes are one, as far as they are read. */
export const singlesAmong = (paths: Iterable<string>, scene: Scene): readonly Single[] =>
	[...paths].flatMap(path => (canBeSingle(scene.znodes, path) === true ? (singleAt(path, scene) ?? []) : []));

const nothing = new Uint8Array();

const singleAt = (path: string, scene: Scene): Single | undefined => {
	const {znodes, contents, counting, watchers} = scene;
	const data = znodes.get(path)?.stat?.dataBytes === 0 ? nothing : contents.get(path);
	const changes = counting.get(path) ?? 0;
	const judged = data && singleSignatureOf(path, data, changes > 0);
	if (data === undefined || judged === undefined) {
		return undefined;
	}

	const {signature, says, isCalled} = judged;
	const {recipe, kind} = signature;
	switch (kind) {
		case 'counter':
			return {
				kind,
				path,
				recipe,
				confidence: isCalled && changes > 0 ? 'likely' : 'guess',
				value: says,
				changes,
			};
		case 'barrier':
			return {
				kind,
				path,
				recipe,
				confidence: (watchers.get(path)?.length ?? 0) > 0 ? 'likely' : 'guess',
				members: undefined,
				isOpen: false,
			};
		case 'lease':
			return {
				kind,
				path: parentOf(path),
				recipe,
				confidence: signature.until === undefined ? 'guess' : 'certain',
				node: path,
				holder: says,
				until: signature.until?.(data),
			};
	}
};
