// The names of a list that a filter finds: looked for in slices, for there may be a million, and no key waits for them.
import {isMeant, type Wanted} from './filtering.ts';

export type Scanned = {
	/** In their order; as far as looked at. */
	readonly names: readonly string[];
	readonly isDone: boolean;
};

/** So many names take 10 ms at most. */
const sliceNames = 150_000;

type Scan = {
	readonly wanted: Wanted;
	readonly among: readonly string[];
	readonly isMeant: (name: string) => boolean;
	at: number;
	/** Grown in place while it goes on; whoever was given it knows its length. */
	found: readonly string[];
};

/** The last scan of each list: the next letter looks only at what was found, a new layout at nothing. */
const scans = new WeakMap<readonly string[], Scan>();

/** Looks at the next slice; gives what was found so far. */
export const scanned = (names: readonly string[], wanted: Wanted): Scanned => {
	const last = scans.get(names);
	const scan = last !== undefined && isSame(last.wanted, wanted) ? last : begun(names, wanted, last);
	if (scan !== last) {
		scans.set(names, scan);
	}

	if (scan.at < scan.among.length) {
		const slice = scan.among.slice(scan.at, scan.at + sliceNames).filter(scan.isMeant);
		scan.found = scan.found.length === 0 ? slice : [...scan.found, ...slice];
		scan.at += sliceNames;
	}

	return {names: scan.found, isDone: scan.at >= scan.among.length};
};

const isSame = (a: Wanted, b: Wanted): boolean => a.text === b.text && a.isFuzzy === b.isFuzzy;

const begun = (names: readonly string[], wanted: Wanted, last: Scan | undefined): Scan => {
	const isDone = last !== undefined && last.at >= last.among.length;
	const isNarrower =
		isDone && last.wanted.isFuzzy === wanted.isFuzzy && wanted.text.startsWith(last.wanted.text);
	return {wanted, among: isNarrower ? last.found : names, isMeant: isMeant(wanted), at: 0, found: []};
};
