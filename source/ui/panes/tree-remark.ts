// The border below the tree: what goes on in it.
import type {FollowingArrival} from '../../collect/sample.ts';
import {sortProgress} from '../../store/sorting.ts';
import {shown, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatCount} from '../format.ts';

/** What the border below the tree says: of a storm of events, else what marks mean. A filter looks at no more than what is loaded. */
export const treeRemark = (state: State): string => {
	const {following, znodes} = shown(state);
	const storm = following === undefined ? undefined : stormOf(following);
	return (
		sortingOf(state) ??
		storm ??
		(state.view.filters.tree === ''
			? `${formatCount(znodes.size)} loaded · e ephemeral s sequential`
			: `filter: names of open znodes, ${formatCount(znodes.size)} loaded`)
	);
};

/** Fewer events are shown as they come. */
const stormFrom = 100;

const stormOf = ({eventsPerSecond, readsPerSecond, left}: FollowingArrival): string | undefined => {
	const [first] = left;
	if (first !== undefined) {
		const others = left.length === 1 ? '' : ` and ${left.length - 1} more`;
		return `${escapeText(first)}${others}: too many events to be told of each; read ${formatCount(readsPerSecond)}/s`;
	}

	return eventsPerSecond < stormFrom
		? undefined
		: `events ${formatCount(eventsPerSecond)}/s, read ${formatCount(readsPerSecond)}/s: follows with a delay`;
};

/** A sort that reads on. */
const sortingOf = (state: State): string | undefined => {
	const {sort} = state.view;
	const progress = sortProgress(state);
	return sort === undefined || progress === undefined
		? undefined
		: `by ${sort.by}: ${formatCount(progress.read)} of ${formatCount(progress.of)} read; esc stops`;
};
