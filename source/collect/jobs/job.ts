// Long work over our session: what is wished for, how far it has come, and what it has brought so far.
import type {Failure} from '../../zookeeper/errors.ts';
import type {Stat} from '../../zookeeper/stat.ts';
import type {Id} from '../../zookeeper/ids.ts';
import type {Changes} from './changes.ts';
import type {Side} from './pair.ts';
import type {Scanned} from './scan.ts';
import type {Usage} from './usage.ts';

/** `going`: false while it is stopped; what it has done is kept as long as it is wished for. */
export type JobWish = {readonly id: string; readonly going: boolean} & (
	| {
			readonly kind: 'usage';
			readonly path: string;
			/** The znode whose children are shown. */
			readonly at: string;
	  }
	| {readonly kind: 'find'; readonly pattern: string; readonly under: string}
	/** What has changed below a znode since a transaction. */
	| {readonly kind: 'changes'; readonly under: string; readonly since: Id}
	/** Two znodes are read, to be compared. */
	| {readonly kind: 'pair'; readonly paths: readonly [string, string]}
	/** Locks and members of groups are looked for, where no server tells of them. */
	| {readonly kind: 'scan'; readonly under: readonly string[]}
);

export type Found = {readonly path: string; readonly stat: Stat};

export type Progress = {
	readonly read: number;
	/** Gone before they were read. */
	readonly vanished: number;
	/** Known to come; what is below them is not. */
	readonly left: number;
	/** Not readable, and the first reason. */
	readonly failed: number;
	readonly failure: (Failure & {readonly path: string}) | undefined;
	/** Time that it was going, ms. */
	readonly tookMs: number;
};

export type JobArrival = {
	readonly of: 'job';
	readonly id: string;
	readonly state: 'going' | 'stopped' | 'done';
	readonly progress: Progress;
	readonly brought:
		| {readonly kind: 'usage'; readonly at: string; readonly usage: Usage | undefined}
		/** `count`: all that were found; of more than are kept the first ones. */
		| {readonly kind: 'find'; readonly found: readonly Found[]; readonly count: number}
		| {readonly kind: 'changes'; readonly changes: Changes}
		| {readonly kind: 'pair'; readonly sides: readonly [Side, Side] | undefined}
		/** All that was found; undefined: what was told before, or so little more that it is not worth telling. */
		| {readonly kind: 'scan'; readonly under: readonly string[]; readonly found: Scanned | undefined};
};
