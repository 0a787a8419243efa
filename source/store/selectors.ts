// What the panes read: the rows of each table, in the order and with the filter of the view.
import {parentPath} from '../analyze/tree-rows.ts';

import {birthplaceOf, serverCalled} from '../analyze/sessions.ts';
export {isGiant, listingBytesOf} from '../analyze/giant.ts';
export {isSequential} from '../analyze/row-order.ts';
export {parentPath} from '../analyze/tree-rows.ts';
export {treeRowsOf} from './shown-tree.ts';
export {idsOf} from '../analyze/identity.ts';
import {groupId} from '../analyze/groups/group.ts';
import {lastValue} from '../analyze/reading.ts';
import {findingId, rules, type Finding, type Place} from '../analyze/findings.ts';
import type {LockQueue} from '../analyze/locks/lock-queues.ts';
import type {SessionRow} from '../analyze/sessions.ts';
import type {WatchedPath} from '../analyze/watching.ts';
import type {Client} from '../analyze/traffic/clients.ts';
import {filtered} from '../analyze/filtering.ts';
import {roleWord} from '../analyze/ensemble.ts';
import {failureIn} from '../analyze/reading.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {groupsOf, type GroupRow} from './groups.ts';
import {groupIdAt} from './lines.ts';
import {metricsNamed, type Metric} from './metrics.ts';
import {byWaiting} from './contention.ts';
import {remember} from './remember.ts';
import {treeRowsOf} from './shown-tree.ts';
import {shown, shownMode, type Data, type ServerState, type State, type Table} from './state.ts';
import {watchedPathsOf} from './watching.ts';

/** A table as its cursor sees it: identities in row order. */
export type Rows = {
	readonly count: number;
	readonly idAt: (index: number) => string | undefined;
	/** −1 when it is not among the rows. */
	readonly indexOf: (id: string) => number;
};

/** Elections and semaphores have a tab of their own. */
const matchingLocks = remember((queues: readonly LockQueue[], filter: string): readonly LockQueue[] =>
	filtered(
		queues.filter(({kind}) => kind === 'lock'),
		filter,
		({path, recipe}) => [path, recipe],
	),
);

/** Of a moment in the past it is not recorded how long was waited for a lock. */
export const ranksByWaiting = ({view, travelled}: State): boolean => view.locksBy === 'waiting' && !travelled;

/** Locks in the order that the user wants: the most troubled first, or those for which most time is waited. */
export const locksOf = (state: State): readonly LockQueue[] => {
	const {view} = state;
	const {locks} = shown(state).inspection;
	const ranked = ranksByWaiting(state) ? byWaiting(shown(state).inspection) : locks;
	return matchingLocks(ranked, view.filters.locks.toLowerCase());
};

const matchingSessions = remember((sessions: readonly SessionRow[], filter: string): readonly SessionRow[] =>
	filtered(sessions, filter, row => [row.client, row.session, row.server, row.lastOp]),
);

const sessionsAt = remember(
	(clients: Data['traffic']['clients'], address: string) => clients.byAddress.get(address)?.sessions ?? [],
);

/** Sessions, busiest first: of the client that is open, else of all. */
export const sessionsOf = (state: State): readonly SessionRow[] => {
	const {inspection, traffic} = shown(state);
	const {client, filters} = state.view;
	return matchingSessions(
		client === undefined ? inspection.sessions : sessionsAt(traffic.clients, client),
		filters.sessions.toLowerCase(),
	);
};

/** Whether any server has told who is connected to it. */
export const tellsSessions = ({servers}: Data): boolean =>
	servers.some(({cons}) => lastValue(cons) !== undefined);

/** Whether the sessions tab shows clients: until one is opened, or something is looked for among all sessions. */
export const showsClients = ({view}: State): boolean =>
	view.client === undefined && view.filters.sessions === '';

/** Clients by address, busiest first. */
export const clientsOf = (state: State): readonly Client[] => shown(state).traffic.clients.rows;

const matchingFindings = remember((findings: readonly Finding[], filter: string): readonly Finding[] =>
	filtered(findings, filter, ({text, subject, rule}) => [`${subject} ${text} ${rule}`]),
);

const withoutAcknowledged = remember(
	(findings: readonly Finding[], acknowledged: ReadonlySet<string>): readonly Finding[] =>
		acknowledged.size === 0 ? findings : findings.filter(finding => !acknowledged.has(occurrenceOf(finding))),
);

/** One coming of a finding: acknowledged, it is hidden until it comes anew. */
export const occurrenceOf = (finding: Finding): string => `${findingId(finding)} ${finding.since}`;

export const isAcknowledged = ({acknowledged}: State['view'], finding: Finding): boolean =>
	acknowledged.has(occurrenceOf(finding));

/** What is wrong and not acknowledged, by severity, then age. */
export const troublesOf = (state: State): readonly Finding[] =>
	withoutAcknowledged(shown(state).judgement.findings, state.view.acknowledged);

/** The rows of the findings tab. */
export const findingsOf = (state: State): readonly Finding[] =>
	matchingFindings(
		state.view.showsAcknowledged ? shown(state).judgement.findings : troublesOf(state),
		state.view.filters.findings.toLowerCase(),
	);

/** The finding that is read whole: the one that it was opened for, as it is now, or undefined where that is over; else the one under the cursor. */
export const findingRead = (state: State): Finding | undefined => {
	const mode = shownMode(state.view.mode);
	return mode.kind === 'finding'
		? shown(state).judgement.findings.find(finding => findingId(finding) === mode.finding)
		: findingsOf(state)[cursorRow(state, 'findings')];
};

/** Where the evidence of a finding is seen: what its rule says, else where its subject is. */
export const placeOf = (data: Data, {place, subject}: Finding): Place =>
	(place?.kind === 'lock' ? placeOfLock(data, place) : place) ??
	(subject.startsWith('/')
		? {kind: 'znode', path: subject}
		: subject === 'zktop'
			? {kind: 'sources'}
			: {kind: 'server', name: data.servers.find(({name}) => name === subject)?.name ?? subject});

const placeOfLock = (data: Data, place: Extract<Place, {kind: 'lock'}>): Place => {
	const id = groupIdAt(data, place.path);
	return id === undefined ? place : {kind: 'group', id};
};

/** How a finding could be wrong. */
export const wrongIf = ({rule}: Finding): string => rules.find(({id}) => id === rule)?.wrong ?? '';

const matchingMetrics = remember((servers: readonly ServerState[], filter: string) =>
	metricsNamed(servers, filter === '' ? [] : [filter]),
);

/** The metrics that the servers tell, zktop's own figures first. */
export const metricsOf = (state: State): readonly Metric[] =>
	matchingMetrics(shown(state).servers, state.view.filters.metrics);

const rowsOfList = (ids: readonly string[]): Rows => ({
	count: ids.length,
	idAt: index => ids[index],
	indexOf: id => ids.indexOf(id),
});

const lockRows = remember((locks: readonly LockQueue[]) => rowsOfList(locks.map(({path}) => path)));
const groupRows = remember((rows: readonly GroupRow[]) => rowsOfList(rows.map(groupId)));
const metricRows = remember((metrics: readonly Metric[]) => rowsOfList(metrics.map(({name}) => name)));
const sessionRows = remember((sessions: readonly SessionRow[]) =>
	rowsOfList(sessions.map(({session}) => session)),
);
const clientRows = remember((clients: readonly Client[]) => rowsOfList(clients.map(({address}) => address)));
const watchedRows = remember((paths: readonly WatchedPath[]) => rowsOfList(paths.map(({path}) => path)));
const findingRows = remember((findings: readonly Finding[]) => rowsOfList(findings.map(findingId)));

/** The rows of a table as its cursor sees them. */
export const rowsOf = (state: State, table: Table): Rows => {
	switch (table) {
		case 'tree': {
			const rows = treeRowsOf(state);
			return {count: rows.count, idAt: index => rows.rowAt(index)?.path, indexOf: rows.indexOf};
		}

		case 'metrics':
			return metricRows(metricsOf(state));
		case 'locks':
			return lockRows(locksOf(state));
		case 'groups':
			return groupRows(groupsOf(state));
		case 'sessions':
			return showsClients(state) ? clientRows(clientsOf(state)) : sessionRows(sessionsOf(state));
		case 'watches':
			return watchedRows(watchedPathsOf(state));
		case 'findings':
			return findingRows(findingsOf(state));
	}
};

/** The row the cursor of a table is on: where it was left, else the first. A filter is about what is below the root. */
export const cursorRow = (state: State, table: Table): number => {
	const {at} = state.view.cursors[table];
	const rows = rowsOf(state, table);
	if (table === 'tree' && state.view.filters.tree === '') {
		return rowOrParent(rows, at ?? '/');
	}

	const first = table === 'tree' ? Math.min(1, rows.count - 1) : 0;
	return Math.max(first, at === undefined ? 0 : rows.indexOf(at));
};

/** Where a znode was not there at the moment that is shown, its nearest parent stands for it. */
const rowOrParent = (rows: Rows, path: string): number => {
	const row = rows.indexOf(path);
	return row !== -1 || path === '/' ? row : rowOrParent(rows, parentPath(path));
};

/** The znode that the tree's cursor is seen on. */
export const cursorPath = (state: State): string =>
	rowsOf(state, 'tree').idAt(cursorRow(state, 'tree')) ?? '/';

/** Newest time of the leader's clock that we can tell: ours plus the measured offset. */
export const leaderNow = ({clock, session}: Data): number => clock.at + (session.clockOffsetMs ?? 0);

/** One word for a server's condition: its role while it serves, else why it does not answer. */
export const roleOf = (server: ServerState): string => roleWord(server);

/** Why a server does not answer; undefined while it does. */
export const failureOfServer = (server: ServerState): Failure | undefined => failureIn(server.srvr);

/** Whether others follow this server, or it stands alone. */
export const isLeading = ({srvr}: ServerState): boolean =>
	srvr.kind === 'fresh' && (srvr.value.mode === 'leader' || srvr.value.mode === 'standalone');

/** For how long a leader leads, ms; undefined where it does not tell (before 3.6, or mntr is shut). */
export const leadingForMs = ({mntr}: ServerState): number | undefined =>
	mntr.kind === 'fresh' ? mntr.value.values.get('leader_uptime') : undefined;

/** The znodes that die with a session; undefined where no server tells. */
export const ephemeralsOf = ({servers}: Data, session: string): readonly string[] | undefined => {
	const dump = servers
		.map(server => server.dump)
		.find(reading => reading.kind === 'fresh' || reading.kind === 'stale');
	return dump === undefined ? undefined : (dump.value.ephemerals.get(session) ?? []);
};

/** The server that created a session: its name, or `server 3` where none of the named ones has that id. */
export const birthplace = ({servers}: Data, session: string): string => birthplaceOf(session, servers);

/** A server by its id, called in the same way. */
export const bornThere = ({servers}: Data, id: number): string => serverCalled(id, servers);
