// What is on screen, told to the poller: it asks for nothing that nobody looks at.
import type {Interests} from '../collect/interests.ts';
import {cursorRow, isGiant, treeRowsOf} from '../store/selectors.ts';
import {transactionCandidates} from '../store/groups.ts';
import {countersWanted} from '../store/listed-groups.ts';
import {parentWanted} from '../store/goto.ts';
import {wishIn} from '../store/jobs.ts';
import {existsIn} from '../store/existence.ts';
import {quotaInterests} from '../store/quotas.ts';
import {sortWishes} from '../store/sorting.ts';
import {memberInterests} from '../store/membership.ts';
import {describedPath, type State} from '../store/state.ts';
import {windowAround} from '../store/window.ts';
import {groupInterests, noGroupInterests} from './group-interests.ts';
import {boxOf, type Layout} from './layout.ts';
import {lockInterests} from './lock-interests.ts';

export {layoutFor} from './screen.ts';

/** Recording goes on while the past is looked at: what is asked is what the newest moment would show. */
export const interestsOf = (seen: State, layout: Layout): Interests => {
	const state: State = {...seen, frozen: undefined};
	const {view} = state;
	const isThere = seen.frozen === undefined ? () => true : existsIn(state.live.znodes);
	const inspects = doesInspect(layout);
	const described = describedPath(view);
	const rows = shownRows(state, layout);
	const quotas = quotaInterests(state.live, rows);
	const wish = wishIn(view.mode);
	const typed = parentWanted(state);
	const showsGroups = inspects && view.tab === 'groups';
	const groups = showsGroups ? groupInterests(state, layout) : noGroupInterests;
	const locks = inspects ? lockInterests(state) : undefined;
	const open = [...view.open].filter(path => isThere(path) && mayList(state, path));
	return {
		...memberInterests(state.live),
		connections: inspects,
		ephemerals: inspects,
		watches: true,
		sources: layout.kind === 'sources',
		identities: described !== undefined && state.live.described?.failure?.kind === 'no-auth',
		open: [
			...open,
			...(locks?.open ?? []),
			...(showsGroups ? transactionCandidates(state, rows) : []),
			...[...groups.open, ...(typed === undefined ? [] : [typed])].filter(path => mayList(state, path)),
		],
		unlisted: open.filter(path => state.live.znodes.get(path)?.names === undefined),
		live: open,
		parts: view.parts,
		stats: [
			...rows,
			...(typed === undefined ? [] : [typed]),
			...[...view.open].filter(path => isThere(path) && isUnread(state, path)),
			...(locks?.stats ?? []),
			...groups.stats,
			...(rows.length === 0 ? [] : quotas.stats),
		],
		often: locks?.often ?? [],
		once: [...(locks?.once ?? []), ...groups.once, ...quotas.once],
		contents: [...(locks?.contents ?? []), ...groups.contents, ...quotas.contents],
		values: [...groups.values, ...countersWanted(state.live, rows)],
		sorts: sortWishes(state, open),
		jobs: [
			...(wish === undefined || wish.kind === 'scan' ? [] : [wish]),
			...(view.scan === undefined ? [] : [view.scan]),
		],
		described: described !== undefined && isThere(described) ? described : undefined,
	};
};

/** What the inspector tells is also read elsewhere. */
const doesInspect = (layout: Layout): boolean =>
	boxOf(layout, 'inspector') !== undefined || ['card', 'sources', 'explain', 'finding'].includes(layout.kind);

/** Nobody lists a giant by accident; how many children there are is known before. */
const mayList = ({live, view}: State, path: string): boolean => {
	const {stat, names} = live.znodes.get(path) ?? {};
	return (
		view.parts.has(path) || names !== undefined || path === '/' || (stat !== undefined && !isGiant(stat))
	);
};

const isUnread = ({live}: State, path: string): boolean =>
	path !== '/' && live.znodes.get(path)?.stat === undefined;

/** The znodes whose rows of the tree are shown. */
const shownRows = (state: State, layout: Layout): readonly string[] => {
	const box = boxOf(layout, 'tree');
	if (box === undefined) {
		return [];
	}

	const rows = treeRowsOf(state);
	const {top, end} = windowAround(
		state.view.cursors.tree.top,
		cursorRow(state, 'tree'),
		rows.count,
		box.height,
	);
	return Array.from({length: end - top}, (_, index) => rows.rowAt(top + index)).flatMap(row =>
		row?.kind === 'znode' ? [row.path] : [],
	);
};
