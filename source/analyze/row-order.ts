// Finding one child among a million, in row order, without looking at each.
import {sequenceOf} from '../zookeeper/layouts.ts';
import {byName, byNumber} from '../zookeeper/row-order.ts';

export {inRowOrder} from '../zookeeper/row-order.ts';

/** Whether ZooKeeper has numbered it, as far as a name tells. */
export const isSequential = (name: string): boolean => sequenceOf(name) !== undefined;

/** Where a name stands among names in row order; −1 when it is none of them. */
export const positionIn = (names: readonly string[], name: string): number => {
	const alphabetic = lowest(names, other => byName(other, name) >= 0);
	if (names[alphabetic] === name) {
		return alphabetic;
	}

	const sequence = sequenceOf(name);
	if (sequence === undefined) {
		return -1;
	}

	const numeric = lowest(
		names,
		other => byNumber({name: other, sequence: sequenceOf(other) ?? -Infinity}, {name, sequence}) >= 0,
	);
	return names[numeric] === name ? numeric : -1;
};

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

/** Binary search: the first position from which on `holds` does; the length where it never does. */
const lowest = (names: readonly string[], holds: (name: string) => boolean): number => {
	let low = 0;
	let high = names.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(names[middle] ?? '')) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}

	return low;
};
