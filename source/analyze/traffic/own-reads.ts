// What zktop itself reads of the tree, by namespace: it is left out of what the servers count there.
import type {Arrival} from '../../collect/sample.ts';
import {childOf, isWithin} from '../../zookeeper/paths.ts';

/** Reads that a server counts, at or below a path; answered between two moments of our clock. */
export type OwnRead = {
	readonly path: string;
	readonly reads: number;
	readonly bytes: number;
	readonly since: number;
	readonly at: number;
};

/** By the namespace's path. */
export type OwnReads = ReadonlyMap<string, {readonly reads: number; readonly bytes: number}>;

/** A Stat on the wire, which the servers count with each read. */
const statBytes = 68;
const configPath = '/zookeeper/config';

/** The reads among arrivals that servers count (`DataTree.updateReadStat`): of znodes that are there, and not of the root. */
export const ownReadsIn = (arrivals: readonly Arrival[], chroot: string): readonly OwnRead[] =>
	arrivals.flatMap(arrival => {
		if (arrival.of === 'config' && arrival.answer.kind === 'fresh') {
			return [oneRead(configPath, configPath.length + statBytes, arrival.answer.at)];
		}

		if (arrival.of === 'reads') {
			const {reads, since, at} = arrival;
			const path = absolute(arrival.path, chroot);
			const more = path.length - arrival.path.length + statBytes;
			return path === '/' ? [] : [{path, reads, bytes: arrival.bytes + reads * more, since, at}];
		}

		if (arrival.of !== 'children' && arrival.of !== 'data' && arrival.of !== 'stat') {
			return [];
		}

		const answered = bytesRead(arrival);
		const path = absolute(arrival.path, chroot);
		return answered === undefined || path === '/'
			? []
			: [oneRead(path, path.length + answered.bytes + statBytes, answered.at)];
	});

/** What was read beside the Stat; undefined: nothing. */
const bytesRead = (
	arrival: Extract<Arrival, {of: 'children' | 'data' | 'stat'}>,
): {readonly bytes: number; readonly at: number} | undefined => {
	if (arrival.answer.kind !== 'fresh' || arrival.answer.value === undefined) {
		return undefined;
	}

	const {at} = arrival.answer;
	switch (arrival.of) {
		case 'children': {
			const {bytes, names} = arrival.answer.value;
			return {bytes: bytes ?? names.reduce((sum, name) => sum + name.length, 0), at};
		}

		case 'data':
			return {bytes: arrival.answer.value.data?.length ?? 0, at};
		case 'stat':
			return {bytes: 0, at};
	}
};

const oneRead = (path: string, bytes: number, at: number): OwnRead => ({
	path,
	reads: 1,
	bytes,
	since: at,
	at,
});

/** The chroot does not move `/zookeeper`. */
const absolute = (path: string, chroot: string): string =>
	chroot === '/' || isWithin(path, '/zookeeper')
		? path
		: path === '/'
			? chroot
			: childOf(chroot, path.slice(1));

const namespaceOf = (path: string): string => {
	const end = path.indexOf('/', 1);
	return end === -1 ? path : path.slice(0, end);
};

/** Those that can have been answered between two moments, by namespace: what is left is certainly read by others. */
export const readsBetween = (reads: readonly OwnRead[], from: number, to: number): OwnReads => {
	const own = new Map<string, {reads: number; bytes: number}>();
	for (const {path, reads: count, bytes} of reads.filter(({since, at}) => at > from && since <= to)) {
		const namespace = namespaceOf(path);
		const before = own.get(namespace) ?? {reads: 0, bytes: 0};
		own.set(namespace, {reads: before.reads + count, bytes: before.bytes + bytes});
	}

	return own;
};
