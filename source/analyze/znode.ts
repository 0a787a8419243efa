// What is known of one znode, and what is said of what is not.
import type {Part} from '../collect/sample.ts';
import type {Stat} from '../zookeeper/stat.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {isGiant, listingBytesOf} from './giant.ts';
import {formatBytes, formatCount} from './quantity.ts';

/** What is known of one znode. */
export type Znode = {
	/** Undefined: not read yet. */
	readonly stat: Stat | undefined;
	/** When the stat was read, our clock. */
	readonly statAt: number | undefined;
	/** Names in row order; undefined: not listed. */
	readonly names: readonly string[] | undefined;
	/** Its cversion when these were its children: its stat may be newer. */
	readonly namesCversion?: number | undefined;
	/** Which of its children they are; undefined: all. */
	readonly part?: Part | undefined;
	/** What all their names take in UTF-8, as listed last. */
	readonly nameBytes?: number | undefined;
	/** How far its listing has come; undefined while none is long on its way. */
	readonly progress?: {readonly receivedBytes: number; readonly expectedBytes: number} | undefined;
	/** Why the last listing failed, or that it is not there. */
	readonly failure: string | undefined;
	readonly failureKind?: Failure['kind'] | undefined;
};

export type Znodes = ReadonlyMap<string, Znode>;

export const unreadZnode: Znode = {
	stat: undefined,
	statAt: undefined,
	names: undefined,
	failure: undefined,
};

/** What stands below an open znode that is not listed. */
export const missing = (znode: Znode | undefined): string => {
	const {failure, failureKind, progress, stat} = znode ?? unreadZnode;
	if (failure !== undefined) {
		return failureKind === 'no-auth' ? 'may not be listed: enter' : failure;
	}

	if (progress !== undefined) {
		return progress.receivedBytes < progress.expectedBytes
			? `… ${formatBytes(progress.receivedBytes)} of ${formatBytes(progress.expectedBytes)}; esc stops`
			: '… put in order; esc stops';
	}

	return stat !== undefined && isGiant(stat)
		? `${formatCount(stat.children)} children, about ${formatBytes(listingBytesOf(stat))} to list: → asks how many`
		: '…';
};

/** What is said of the children that are not kept. */
export const leftOut = ({names = [], part = 'all', stat}: Znode): string | undefined => {
	const left = (stat?.children ?? 0) - names.length;
	return part === 'all' || left <= 0
		? undefined
		: `… ${formatCount(left)} more ${part === 'first' ? 'after' : 'before'} these: ← then → lists others`;
};
