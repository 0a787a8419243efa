// Who holds and who waits for whom, by the names in a queue alone.
import {compareContenders, modeOf, type QueueLayout} from '../zookeeper/layouts.ts';

export type Turn =
	| {readonly kind: 'holds'}
	/** The contender whose end may make it our turn: nobody else wakes us. */
	| {readonly kind: 'waits'; readonly behind: string}
	/** Our znode is not among them. */
	| {readonly kind: 'gone'};

/** The contenders among the names, in the order of their coming. */
export const contendersIn = (layout: QueueLayout, names: readonly string[]): readonly string[] =>
	names
		.filter(name => modeOf(layout, name) !== undefined)
		.toSorted((a, b) => compareContenders(layout, a, b));

/** Exclusive contenders wait for the one before them, shared ones for the last exclusive one before them. */
export const turnOf = (layout: QueueLayout, queue: readonly string[], name: string): Turn => {
	const place = queue.indexOf(name);
	if (place === -1) {
		return {kind: 'gone'};
	}

	const before = queue.slice(0, place);
	const behind =
		modeOf(layout, name) === 'shared'
			? before.findLast(other => modeOf(layout, other) === 'exclusive')
			: before.at(-1);
	return behind === undefined ? {kind: 'holds'} : {kind: 'waits', behind};
};
