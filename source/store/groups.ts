// The rows of the tab of elections and groups: those that a look has found, and transactions among the rows of the tree.
import type {Group} from '../analyze/groups/group.ts';
import {
	closedCandidates,
	closedTransactionsIn,
	transactionsIn,
	type TransactionRow,
} from '../analyze/transactions.ts';
import {allGroups} from './listed-groups.ts';
import {remember} from './remember.ts';
export {membersOf} from '../analyze/groups/group.ts';
import {shown, type Data, type RowKind, type State} from './state.ts';

/** A two-phase commit of zktop's. */
export type TransactionGroup = {
	readonly kind: 'transaction';
	readonly path: string;
	readonly recipe: 'zktop transaction';
	readonly transaction: TransactionRow;
};

export type GroupRow = Group | TransactionGroup;

/** In the order in which the key goes through them. */
export const rowKinds: readonly RowKind[] = [
	'election',
	'registry',
	'semaphore',
	'barrier',
	'queue',
	'counter',
	'lease',
	'transaction',
];

const visibleTransactions = remember((znodes: Data['znodes'], open: ReadonlySet<string>) =>
	transactionsIn(znodes, [...open, ...closedTransactionsIn(znodes, open)]).map(
		(transaction): TransactionGroup => ({
			kind: 'transaction',
			path: transaction.path,
			recipe: 'zktop transaction',
			transaction,
		}),
	),
);

/** Which of these rows of the tree are read, though they are closed, because they may be transactions. */
export const transactionCandidates = (state: State, rows: readonly string[]): readonly string[] =>
	closedCandidates(shown(state).znodes, state.view.open, rows);

/** All that were found, whatever the tab of groups shows of them. */
export const groupsInTree = (state: State): readonly Group[] => allGroups(shown(state), state.view.open);

const matching = remember(
	(
		groups: readonly Group[],
		transactions: readonly TransactionGroup[],
		kind: RowKind | undefined,
		filter: string,
	): readonly GroupRow[] => {
		const isDoubtful = ({transaction}: TransactionGroup): boolean => transaction.inDoubtSince !== undefined;
		const rows = [
			...transactions.filter(isDoubtful),
			...groups,
			...transactions.filter(one => !isDoubtful(one)),
		];
		return rows.filter(
			row => (kind === undefined || row.kind === kind) && (filter === '' || textOf(row).includes(filter)),
		);
	},
);

const textOf = (row: GroupRow): string =>
	`${row.kind} ${row.path} ${row.recipe} ${row.kind === 'transaction' ? row.transaction.state : ''}`.toLowerCase();

/** Elections, registries and the like: transactions in doubt first, then by trouble. */
export const groupsOf = (state: State): readonly GroupRow[] => {
	const {open, filters, groupKind} = state.view;
	return matching(
		groupsInTree(state),
		visibleTransactions(shown(state).znodes, open),
		groupKind,
		filters.groups.toLowerCase(),
	);
};

/** How many there are of each kind, whatever the filter says. */
export const countsOf = (state: State): ReadonlyMap<RowKind, number> => {
	const data = shown(state);
	return counted(allGroups(data, state.view.open), visibleTransactions(data.znodes, state.view.open));
};

const counted = remember((groups: readonly Group[], transactions: readonly TransactionGroup[]) => {
	const counts = new Map<RowKind, number>();
	for (const {kind} of [...groups, ...transactions]) {
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}

	return counts;
});
