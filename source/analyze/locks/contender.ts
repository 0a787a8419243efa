// Contenders of a lock and the queue they stand in.
import {sequenceOf, stemOf} from '../../zookeeper/layouts.ts';
import type {Id} from '../../zookeeper/ids.ts';
import {baseName} from '../../zookeeper/paths.ts';
import type {Confidence, Mode, OrderRule} from '../signatures/signature.ts';

/** Whose those contenders are that nothing cleans up: they are no ephemerals (leftovers.ts). */
export const noOwner: Id = '0x0';

/** Whose those contenders are that are known by name alone: nobody has read who owns them. */
export const unreadOwner: Id = '';

/** Whether a session is known that owns it. */
export const isOwned = (session: Id): boolean => session !== noOwner && session !== unreadOwner;

/** An ephemeral znode and the session that owns it. */
export type Ephemeral = {readonly path: string; readonly session: Id};

/** A contender's place in line. */
export type Place = {
	readonly node: string;
	readonly session: Id;
	readonly sequence: number;
};

export type Contender = Place & {
	/** The contenders that it watches, as its library does; empty for a holder. */
	readonly waitsFor: readonly string[];
	readonly mode: Mode;
};

/** What a queue is for. kazoo's and Curator's names are the same for both: then the path's words tell. */
export type QueueKind = 'lock' | 'election' | 'semaphore';

export type LockQueue = {
	readonly path: string;
	readonly kind: QueueKind;
	/** The znode of whose children one goes with each hold that ends: its Stat counts them. */
	readonly parent: string;
	readonly recipe: string;
	readonly confidence: Confidence;
	readonly holders: readonly Contender[];
	/** In queue order. */
	readonly waiters: readonly Contender[];
	/** True when the parent's int32 counter has wrapped: libraries then disagree on the order. */
	readonly wrapped: boolean;
};

/** Places by number, the first one first; those without one as if it were 0. */
export const inOrder = (members: readonly Ephemeral[], order: OrderRule = 'value'): readonly Place[] => {
	const places = members
		.map(({path, session}) => ({node: path, session, sequence: sequenceOf(baseName(path)) ?? 0}))
		.sort((a, b) => a.sequence - b.sequence || (a.node < b.node ? -1 : 1));
	return order === 'value' || !isWrapped(places) ? places : places.sort(afterWrap[order]);
};

const counterOf = ({node}: Place): string => node.slice(stemOf(node).length);

/** Who came first among those whose counter has wrapped. */
const afterWrap: Readonly<Record<Exclude<OrderRule, 'value'>, (a: Place, b: Place) => number>> = {
	text: (a, b) => (counterOf(a) < counterOf(b) ? -1 : 1),
	ring: (a, b) => (a.sequence - b.sequence) | 0,
};

export const isWrapped = (places: readonly Place[]): boolean => places.some(({sequence}) => sequence < 0);
