// zktop's two-phase commits among the rows of the tree, by the names of their children and by Stats alone: a vote is
// version 0 and empty, then `commit` or `abort`, and these differ in length. (zookeeper/transactions.ts; zookeeper.md F.2)
import type {Stat} from '../zookeeper/stat.ts';
import type {Vote} from '../zookeeper/transactions.ts';
import {childOf, parentOf} from '../zookeeper/paths.ts';
import type {Znode, Znodes} from './tree-rows.ts';

export type Participant = {
	readonly name: string;
	/** Undefined: none yet, or not read yet. */
	readonly vote: Vote | undefined;
	/** Epoch ms by the leader's clock. */
	readonly votedAt: number | undefined;
	/** Has carried the decision out. */
	readonly done: boolean;
};

export type TransactionRow = {
	readonly path: string;
	/** `reading`: not all of it is read yet. `ready`: it can be decided. */
	readonly state: 'reading' | 'voting' | 'ready' | 'committed' | 'aborted';
	readonly participants: readonly Participant[];
	/** Whose vote is missing; once it is decided, who has not carried it out. */
	readonly missing: readonly string[];
	/** Epoch ms by the leader's clock: undecided since then. Undefined when it is decided. */
	readonly inDoubtSince: number | undefined;
	/** Znodes whose Stat may still change. */
	readonly open: readonly string[];
};

const votePrefix = 'vote-';
const donePrefix = 'done-';
const decisionName = 'decision';

/** Rows that are not open, whose names are read all the same: at most so many. */
const closedMost = 20;
/** A decision and a vote. */
const fewestChildren = 2;
/** Longer listings are not read on a guess. */
const mostChildren = 200;

/** The transactions among these znodes, those in doubt first, the oldest of them before all. */
export const transactionsIn = (znodes: Znodes, opened: Iterable<string>): readonly TransactionRow[] =>
	[...opened].flatMap(path => transactionAt(znodes, path) ?? []).sort(byDoubt);

const byDoubt = (a: TransactionRow, b: TransactionRow): number =>
	(a.inDoubtSince ?? Infinity) - (b.inDoubtSince ?? Infinity) || (a.path < b.path ? -1 : 1);

/** The transactions among the closed children of open znodes, as far as their names are known. */
export const closedTransactionsIn = (znodes: Znodes, opened: ReadonlySet<string>): readonly string[] =>
	[...znodes]
		.filter(
			([path, {names}]) =>
				names !== undefined && isTransaction(names) && !opened.has(path) && opened.has(parentOf(path)),
		)
		.map(([path]) => path)
		.slice(0, closedMost);

/** Of these rows those that are closed and, by the number of their children, may be transactions, behind those that are known. */
export const closedCandidates = (
	znodes: Znodes,
	opened: ReadonlySet<string>,
	rows: readonly string[],
): readonly string[] => {
	const candidates = rows.filter(path => !opened.has(path) && mayBeTransaction(znodes.get(path)));
	return [...new Set([...closedTransactionsIn(znodes, opened), ...candidates])].slice(0, closedMost);
};

const mayBeTransaction = (znode: Znode | undefined): boolean => {
	const children = znode?.stat?.children ?? 0;
	return children >= fewestChildren && children <= mostChildren;
};

const isTransaction = (names: readonly string[]): boolean =>
	names.includes(decisionName) && names.some(name => name.startsWith(votePrefix));

const transactionAt = (znodes: Znodes, path: string): TransactionRow | undefined => {
	const names = znodes.get(path)?.names ?? [];
	if (!isTransaction(names)) {
		return undefined;
	}

	const voters = names.filter(name => name.startsWith(votePrefix));
	const statOf = (name: string): Stat | undefined => znodes.get(childOf(path, name))?.stat;
	const participants = voters.map((node): Participant => {
		const name = node.slice(votePrefix.length);
		const stat = statOf(node);
		const vote = voteIn(stat);
		const done = names.includes(`${donePrefix}${name}`);
		return {name, vote, votedAt: vote === undefined ? undefined : stat?.mtime, done};
	});
	const recorded = statOf(decisionName);
	const isRead = recorded !== undefined && voters.every(name => statOf(name) !== undefined);
	const decision = voteIn(recorded);
	return {
		path,
		participants,
		state: stateOf(decision, participants, isRead),
		missing: participants
			.filter(({vote, done}) => (decision === undefined ? vote === undefined : !done))
			.map(({name}) => name),
		inDoubtSince: decision === undefined ? recorded?.ctime : undefined,
		open: [decisionName, ...voters]
			.filter(name => voteIn(statOf(name)) === undefined)
			.map(name => childOf(path, name)),
	};
};

const stateOf = (
	decision: Vote | undefined,
	participants: readonly Participant[],
	isRead: boolean,
): TransactionRow['state'] => {
	if (decision !== undefined) {
		return decision === 'commit' ? 'committed' : 'aborted';
	}

	if (!isRead) {
		return 'reading';
	}

	const votes = participants.map(({vote}) => vote);
	return votes.includes('abort') || !votes.includes(undefined) ? 'ready' : 'voting';
};

const voteIn = (stat: Stat | undefined): Vote | undefined => {
	if (stat === undefined || stat.version === 0) {
		return undefined;
	}

	return (['commit', 'abort'] as const).find(vote => vote.length === stat.dataBytes);
};
