// Finding one child among a million, in row order, without looking at each.
import {sequenceOf} from '../zookeeper/layouts.ts';
import {byName, byNumber, lowest} from '../zookeeper/row-order.ts';

export {inRowOrder, positionIn} from '../zookeeper/row-order.ts';

/** Whether ZooKeeper has numbered it, as far as a name tells. */
export const isSequential = (name: string): boolean => sequenceOf(name) !== undefined;

/** Where a name that is none of them would stand; about, where names without a number are among those with one. */
export const placeFor = (names: readonly string[], name: string): number => {
	const sequence = sequenceOf(name);
	const isNumbered = [name, names[0] ?? name, names.at(-1) ?? name].every(
		one => sequenceOf(one) !== undefined,
	);
	return isNumbered && sequence !== undefined
		? lowest(
				names,
				other => byNumber({name: other, sequence: sequenceOf(other) ?? -Infinity}, {name, sequence}) >= 0,
			)
		: lowest(names, other => byName(other, name) >= 0);
};
