// The border below the tree: what goes on in it.
import type {FollowingArrival} from '../../collect/sample.ts';
import {sortProgress} from '../../store/sorting.ts';
import {shown, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {formatCount} from '../format.ts';
import {widthOf} from '../line.ts';
import {titledFrom} from './tree-columns.ts';

/** Lines and blanks around it. */
const around = 4;

/** What the border below a tree of this width says: of a sort that reads, of a storm of events, else what marks mean; as much as fits. */
export const treeRemark = (state: State, width: number): string => {
	const texts = textsOf(state, width);
	return texts.find(text => widthOf(text) <= width - around) ?? texts.at(-1) ?? '';
};

/** The longest first. */
const textsOf = (state: State, width: number): readonly string[] => {
	const {following, znodes} = shown(state);
	const [reading, storm] = [readingOf(state), following === undefined ? [] : stormOf(following)];
	const going = reading.length > 0 ? reading : storm;
	if (going.length > 0) {
		return going;
	}

	const loaded = `${formatCount(znodes.size)} loaded`;
	const {sort, filters} = state.view;
	if (filters.tree !== '') {
		// A filter looks at no more than what is loaded.
		return [`filter: names of open znodes, ${loaded}`, 'filter: names of open znodes'];
	}

	// There are titles that say it where there is room for them.
	const order = sort === undefined || width >= titledFrom ? '' : `by ${sort.by} ${sort.reversed ? '↑' : '↓'}`;
	return order === '' ? [`${loaded} · e ephemeral s sequential`, loaded] : [`${order} · ${loaded}`, order];
};

/** Fewer events are shown as they come. */
const stormFrom = 100;

const stormOf = ({eventsPerSecond, readsPerSecond, left}: FollowingArrival): readonly string[] => {
	const [first] = left;
	if (first !== undefined) {
		const others = left.length === 1 ? '' : ` and ${left.length - 1} more`;
		const many = `${escapeText(first)}${others}: too many events`;
		return [`${many} to be told of each; read ${formatCount(readsPerSecond)}/s`, many, 'too many events'];
	}

	const [events, read] = [
		`events ${formatCount(eventsPerSecond)}/s`,
		`read ${formatCount(readsPerSecond)}/s`,
	];
	return eventsPerSecond < stormFrom
		? []
		: [`${events}, ${read}: follows with a delay`, `${events}, with a delay`, events];
};

/** A sort that reads on. */
const readingOf = (state: State): readonly string[] => {
	const {sort} = state.view;
	const progress = sortProgress(state);
	if (sort === undefined || progress === undefined) {
		return [];
	}

	const {read, of} = progress;
	const [by, counts] = [`by ${sort.by}`, `${formatCount(read)} of ${formatCount(of)}`];
	return [
		`${by}: ${counts} read; esc stops`,
		`${by}: ${counts}; esc stops`,
		`${by}: ${Math.floor((read / of) * 100)} %; esc stops`,
	];
};
