// What zktop itself reads of the tree, by namespace: it is left out of what the servers count there.
import type {Arrival} from '../../collect/sample.ts';
import {childOf, isWithin} from '../../zookeeper/paths.ts';

/** One read that a server counts; `at`: our clock when it was answered. */
export type OwnRead = {readonly path: string; readonly bytes: number; readonly at: number};

/** By the namespace's path. */
export type OwnReads = ReadonlyMap<string, {readonly reads: number; readonly bytes: number}>;

/** A Stat on the wire, which the servers count with each read. */
const statBytes = 68;
const configPath = '/zookeeper/config';

/** The reads among arrivals that servers count: listings and data, not stats, and not of the root. */
export const ownReadsIn = (arrivals: readonly Arrival[], chroot: string): readonly OwnRead[] =>
	arrivals.flatMap(arrival => {
		if (arrival.of === 'config' && arrival.answer.kind === 'fresh') {
			return [{path: configPath, bytes: configPath.length + statBytes, at: arrival.answer.at}];
		}

		if ((arrival.of !== 'children' && arrival.of !== 'data') || arrival.answer.kind !== 'fresh') {
			return [];
		}

		const path = absolute(arrival.path, chroot);
		const dataBytes = arrival.of === 'data' ? (arrival.answer.value.data?.length ?? 0) : 0;
		return path === '/' ? [] : [{path, bytes: path.length + dataBytes + statBytes, at: arrival.answer.at}];
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

/** Those answered from one moment until another, by namespace. */
export const readsBetween = (reads: readonly OwnRead[], from: number, to: number): OwnReads => {
	const own = new Map<string, {reads: number; bytes: number}>();
	for (const {path, bytes} of reads.filter(({at}) => at > from && at <= to)) {
		const namespace = namespaceOf(path);
		const before = own.get(namespace) ?? {reads: 0, bytes: 0};
		own.set(namespace, {reads: before.reads + 1, bytes: before.bytes + bytes});
	}

	return own;
};
