// The order of the tree's rows: what the keys and the command for it do.
import type {SortColumn} from '../../collect/sorting/sorting.ts';
import type {Event} from '../../store/events.ts';
import {sortProgress, sortWishes} from '../../store/sorting.ts';
import type {State} from '../../store/state.ts';
import {formatCount} from '../format.ts';
import {refuse, type Refusal} from '../refusal.ts';

type Order = SortColumn | 'name';

const orders: ReadonlyArray<{readonly key: string; readonly by: Order; readonly does: string}> = [
	{key: 'n', by: 'name', does: 'by name, sequences by number'},
	{key: 'c', by: 'children', does: 'by children, most first'},
	{key: 's', by: 'size', does: 'by the size of the data, biggest first'},
	{key: 'a', by: 'age', does: 'by age, newest first'},
	{key: 'w', by: 'written', does: 'by when the data was written, newest first'},
	{key: 'v', by: 'version', does: 'by version, written most often first'},
	{key: 'o', by: 'owner', does: 'by owner: the session of ephemerals'},
	{key: 't', by: 'subtree', does: 'by znodes of the subtree, as usage counted them'},
	{key: 'b', by: 'bytes', does: 'by bytes of the subtree, as usage counted them'},
];

type Key = {
	readonly id: string;
	readonly keys: readonly string[];
	readonly label: string;
	readonly does: string;
	readonly hint: string;
	readonly run: () => Event;
};

/** The keys that answer by what. */
export const sortKeys: readonly Key[] = [
	...orders.map(({key, by, does}) => ({
		id: `sort-${by}`,
		keys: [key],
		label: key,
		does,
		hint: by,
		run: (): Event => ({type: 'sorted-by', by}),
	})),
	{
		id: 'sort-close',
		keys: ['escape', 'q'],
		label: 'esc q',
		does: 'leave the order as it is',
		hint: 'leave',
		run: () => ({type: 'closed'}),
	},
];

export const askOrder = ({state}: {readonly state: State}): Event | Refusal => {
	const {focus, tab} = state.view;
	if (focus === 'inspector' && tab === 'locks') {
		return {type: 'locks-ranked'};
	}

	return focus !== 'tree'
		? refuse('only the tree and the locks are sorted; the other tables stand by trouble or by load')
		: state.frozen === undefined
			? {type: 'sort-opened'}
			: refuse('the screen stands still; p makes it live, then s sorts');
};

/** So many are read before anybody could stop it. */
const fewZnodes = 2000;

/** What an order by another figure than the name costs, before it is chosen. */
export const sortQuestion = (state: State): string => {
	const probe: State = {...state, view: {...state.view, sort: {by: 'size', reversed: false}}};
	const count = sortWishes(probe, [...state.view.open]).reduce((sum, {names}) => sum + names.length, 0);
	return count < fewZnodes ? 'sort by:' : `sort by (reads ${formatCount(count)} znodes):`;
};

/** A sort that reads on is stopped by esc. */
export const stopSort = (state: State): Event | undefined =>
	sortProgress(state) === undefined ? undefined : {type: 'sorted-by', by: 'name'};

export const orderNames: readonly string[] = orders.map(({by}) => by);

/** `:sort size`, `:sort age reversed`. */
export const sortFor = (_: State, argument: string): Event | Refusal => {
	const [word = '', way] = argument.split(/\s+/);
	const order = orders.find(({by}) => by === word);
	if (order === undefined) {
		return refuse(`sort by what? ${orderNames.join(', ')}`);
	}

	return way === undefined || way === 'reversed'
		? {type: 'sorted-by', by: order.by, reversed: way === 'reversed'}
		: refuse(`:sort ${word} takes no "${way}", but "reversed"`);
};
