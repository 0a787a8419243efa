// Which top-level znodes are busy: what each server counted between its two newest answers to mntr, without a scan.
//
// Measured on 3.8.0: a read (getData, getChildren; not exists, not of `/`) counts on the server that answers it, a write on every
// server that applies it, each part of a multi by itself. Bytes are path and data, of a read also the stat. Counters begin with a
// namespace's first read or write, and outlive an election (facts.md M11).
import {isSameRun, type Mark} from '../figures.ts';
import type {OwnReads} from './own-reads.ts';

/** One top-level znode with all below it. Undefined: no server that counts it has an interval. */
export type Namespace = {
	/** As the servers see it, whatever our chroot: `/jobs`. */
	readonly path: string;
	/** Of all servers together, zktop's own left out. */
	readonly readsPerSecond: number | undefined;
	readonly readBytesPerSecond: number | undefined;
	/** Once each, though every server counts it. */
	readonly writesPerSecond: number | undefined;
	readonly writeBytesPerSecond: number | undefined;
};

export type Namespaces = {
	/** Busiest first. */
	readonly rows: readonly Namespace[];
	/** Servers whose reads are missing in the sums, and why. */
	readonly unseen: readonly {readonly server: string; readonly why: string}[];
};

export const noNamespaces: Namespaces = {rows: [], unseen: []};

/** One server's two newest marks. */
export type CountingServer = {
	readonly server: string;
	readonly before: Mark | undefined;
	readonly now: Mark | undefined;
	readonly leads: boolean;
	/** What zktop read there in between. */
	readonly own: OwnReads;
};

/** What happened in each namespace between the marks. */
export const namespacesBetween = (servers: readonly CountingServer[]): Namespaces => {
	const counted = servers.map(server => ({...server, why: reasonOf(server), counts: countsOf(server)}));
	const paths = new Set(counted.flatMap(({counts}) => [...counts.keys()]));
	// All apply the same writes: the leader first, then whoever has seen most of them.
	const byLead = counted.toSorted((a, b) => Number(b.leads) - Number(a.leads));
	return {
		rows: [...paths]
			.map((path): Namespace => {
				const all = byLead.flatMap(({counts}) => counts.get(path) ?? []);
				const [leading] = byLead;
				const told = leading?.leads === true ? leading.counts.get(path) : undefined;
				return {
					path,
					readsPerSecond: combine(all, 'reads', sum),
					readBytesPerSecond: combine(all, 'readBytes', sum),
					writesPerSecond: told?.writes ?? combine(all, 'writes', Math.max),
					writeBytesPerSecond: told?.writeBytes ?? combine(all, 'writeBytes', Math.max),
				};
			})
			.sort(byBusiness),
		unseen: counted.flatMap(({server, why}) => (why === undefined ? [] : [{server, why}])),
	};
};

/** Reads and writes together; undefined where neither is known. */
export const operationsOf = ({readsPerSecond, writesPerSecond}: Namespace): number | undefined =>
	readsPerSecond === undefined && writesPerSecond === undefined
		? undefined
		: (readsPerSecond ?? 0) + (writesPerSecond ?? 0);

const byBusiness = (a: Namespace, b: Namespace): number =>
	(operationsOf(b) ?? -1) - (operationsOf(a) ?? -1) || (a.path < b.path ? -1 : 1);

type Kind = 'reads' | 'readBytes' | 'writes' | 'writeBytes';
type Counts = Partial<Readonly<Record<Kind, number>>>;

const sum = (...values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const combine = (
	all: readonly Counts[],
	kind: Kind,
	by: (...values: readonly number[]) => number,
): number | undefined => {
	const values = all.flatMap(counts => counts[kind] ?? []);
	return values.length === 0 ? undefined : by(...values);
};

const reasonOf = ({before, now}: CountingServer): string | undefined => {
	if (now === undefined) {
		return 'mntr has not been answered';
	}

	if (!now.values.has('cnt_readlatency')) {
		return 'needs per_namespace of mntr, since ZooKeeper 3.6';
	}

	return before === undefined || !isSameRun(before, now)
		? 'needs two answers of one run of the server'
		: undefined;
};

const kinds = [
	{prefix: 'cnt_', suffix: '_read_per_namespace', kind: 'reads'},
	{prefix: 'sum_', suffix: '_read_per_namespace', kind: 'readBytes'},
	{prefix: 'cnt_', suffix: '_write_per_namespace', kind: 'writes'},
	{prefix: 'sum_', suffix: '_write_per_namespace', kind: 'writeBytes'},
] as const satisfies readonly {readonly prefix: string; readonly suffix: string; readonly kind: Kind}[];

/** What one server counted a second, by path; a counter that went backwards is a gap. */
const countsOf = ({before, now, own}: CountingServer): ReadonlyMap<string, Counts> => {
	const counts = new Map<string, Partial<Record<Kind, number>>>();
	if (now === undefined) {
		return counts;
	}

	const earlier = before !== undefined && isSameRun(before, now) ? before : undefined;
	const seconds = earlier === undefined ? 0 : (now.at - earlier.at) / 1000;
	for (const [name, value] of now.values) {
		const found = name.endsWith('_per_namespace')
			? kinds.find(({prefix, suffix}) => name.startsWith(prefix) && name.endsWith(suffix))
			: undefined;
		if (found === undefined) {
			continue;
		}

		const path = `/${name.slice(found.prefix.length, -found.suffix.length)}`;
		const row = counts.get(path) ?? {};
		counts.set(path, row);
		// Nobody counts a namespace before its first read or write.
		const growth = value - (earlier?.values.get(name) ?? 0);
		if (seconds > 0 && growth >= 0) {
			row[found.kind] = Math.max(0, growth - ownPart(own, path, found.kind)) / seconds;
		}
	}

	return counts;
};

const ownPart = (own: OwnReads, path: string, kind: Kind): number => {
	switch (kind) {
		case 'reads':
			return own.get(path)?.reads ?? 0;
		case 'readBytes':
			return own.get(path)?.bytes ?? 0;
		case 'writes':
		case 'writeBytes':
			return 0;
	}
};
