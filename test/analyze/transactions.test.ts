// Two-phase commits among loaded znodes: who has voted what, who is missing, since when it is in doubt.
import {expect, it} from 'vitest';
import {
	closedCandidates,
	closedTransactionsIn,
	transactionsIn,
	type TransactionRow,
} from '../../source/analyze/transactions.ts';
import {unreadZnode, type Znode} from '../../source/analyze/tree-rows.ts';
import {doneOf, decisionOf, voteOf} from '../../source/zookeeper/transactions.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';

const none: Stat = {
	...{czxid: '0x1', mzxid: '0x1', pzxid: '0x1', ctime: 1000, mtime: 1000},
	...{version: 0, cversion: 0, aversion: 0, ephemeralOwner: undefined, dataBytes: 0, children: 0},
};
const written = (text: string, mtime = 2000): Stat => ({...none, version: 1, dataBytes: text.length, mtime});

/** The one transaction of these znodes; undefined ones are listed, but not read. */
const rowOf = (
	stats: Readonly<Record<string, Stat | undefined>>,
	path = '/tx',
): TransactionRow | undefined => {
	const znodes = new Map<string, Znode>(
		Object.entries(stats).map(([node, stat]) => [node, {...unreadZnode, stat}]),
	);
	const names = Object.keys(stats).map(node => node.slice(path.length + 1));
	znodes.set(path, {...unreadZnode, names});
	return transactionsIn(znodes, ['/', path])[0];
};

const [decision, a, b] = [decisionOf('/tx'), voteOf('/tx', 'a'), voteOf('/tx', 'b')];

it('waits for votes, in doubt since it was begun', () => {
	expect(rowOf({[decision]: none, [a]: written('commit'), [b]: none})).toEqual({
		path: '/tx',
		state: 'voting',
		missing: ['b'],
		inDoubtSince: 1000,
		participants: [
			{name: 'a', vote: 'commit', votedAt: 2000, done: false},
			{name: 'b', vote: undefined, votedAt: undefined, done: false},
		],
		open: [decision, b],
	});
});

it.each([
	['ready', {[decision]: none, [a]: written('commit'), [b]: written('commit')}, []],
	['ready', {[decision]: none, [a]: written('abort'), [b]: none}, ['b']],
	['committed', {[decision]: written('commit'), [a]: written('commit'), [b]: written('commit')}, ['a', 'b']],
	['committed', {[decision]: written('commit'), [a]: written('commit'), [doneOf('/tx', 'a')]: none}, []],
	['aborted', {[decision]: written('abort'), [a]: written('abort'), [b]: none}, ['a', 'b']],
	['reading', {[decision]: none, [a]: undefined}, ['a']],
	['reading', {[decision]: undefined, [a]: undefined}, ['a']],
] as const)('is %s', (state, stats, missing) => {
	expect(rowOf(stats)).toMatchObject({state, missing});
	expect(rowOf(stats)?.inDoubtSince === undefined).toBe(
		state === 'committed' || state === 'aborted' || stats[decision] === undefined,
	);
});

it('is nothing else that has children of such names', () => {
	expect(rowOf({[decision]: none})).toBeUndefined();
	expect(rowOf({[a]: none})).toBeUndefined();
});

it('comes first when it is in doubt, the oldest before all', () => {
	const nodes = ['/done', '/young', '/old'].flatMap((path, index): Array<[string, Znode]> => [
		[path, {...unreadZnode, names: ['decision', 'vote-a']}],
		[
			decisionOf(path),
			{...unreadZnode, stat: index === 0 ? written('abort') : {...none, ctime: 5000 - index}},
		],
		[voteOf(path, 'a'), {...unreadZnode, stat: none}],
	]);
	const rows = transactionsIn(new Map(nodes), ['/done', '/young', '/old']);
	expect(rows.map(({path}) => path)).toEqual(['/old', '/young', '/done']);
});

const listed = (children: number, names?: readonly string[]): Znode => ({
	...unreadZnode,
	stat: {...none, children},
	names,
});
const transaction = listed(2, ['decision', 'vote-a']);
const root = new Set(['/']);

it('is a row that is closed, but none below a closed one', () => {
	const znodes = new Map([
		['/tx', transaction],
		['/other', listed(2, ['decision', 'voter'])],
		['/shut/tx', transaction],
	]);
	expect(closedTransactionsIn(znodes, root)).toEqual(['/tx']);
	expect(closedTransactionsIn(znodes, new Set(['/', '/tx', '/shut']))).toEqual(['/shut/tx']);
});

it('is looked for in closed rows with as many children as one may have', () => {
	const znodes = new Map([
		['/few', listed(1)],
		['/some', listed(2)],
		['/many', listed(201)],
		['/open', listed(3)],
		['/unread', unreadZnode],
	]);
	expect(closedCandidates(znodes, new Set(['/', '/open']), [...znodes.keys()])).toEqual(['/some']);
});

it('is looked for in twenty rows at most, and those that were found come first', () => {
	const rows = Array.from({length: 30}, (_, index) => `/row-${index}`);
	const znodes = new Map<string, Znode>(rows.map(path => [path, listed(3)]));
	znodes.set('/row-29', transaction);
	expect(closedCandidates(znodes, root, rows)).toEqual(['/row-29', ...rows.slice(0, 19)]);
});
