// What the table says of a group: who leads or who is there, since when, how many.
import type {Pulse} from '../../../analyze/liveness/pulse.ts';
import type {
	Barrier,
	Counter,
	Election,
	Queue,
	Registry,
	Semaphore,
	Standing,
} from '../../../analyze/groups/group.ts';
import {
	leadingFor,
	queueFacts,
	saidName,
	viewMember,
	type Leading,
	type MemberView,
} from '../../../store/group-views.ts';
import {lineOf, worstHolder} from '../../../store/lines.ts';
import type {GroupRow, TransactionGroup} from '../../../store/groups.ts';
import {leaderNow} from '../../../store/selectors.ts';
import {shown, type Data, type RowKind, type State} from '../../../store/state.ts';
import {watchersOf, type PathWatchers} from '../../../store/watching.ts';
import {changesOf} from '../../../store/terms.ts';
import {escapeText} from '../../escape.ts';
import {formatAge, formatCount, formatShort, formatWholeAge} from '../../format.ts';
import {span, type Line} from '../../line.ts';
import {pulseSpan, verdictSpan} from '../verdict.ts';
import {leaseTexts} from './lease.ts';

export type GroupTexts = {
	/** Who leads, who is there, what is wrong: what matters most first. */
	readonly says: Line;
	/** Since when that is so. */
	readonly since: string;
	/** Members or items. */
	readonly count: string;
};

export const kindWords: Readonly<Record<RowKind, string>> = {
	election: 'election',
	registry: 'registry',
	semaphore: 'semaphore',
	barrier: 'barrier',
	queue: 'queue',
	counter: 'counter',
	lease: 'lease',
	transaction: 'tx',
};

const unknown = '·';

export const textsOf = (state: State, row: GroupRow): GroupTexts => {
	const data = shown(state);
	switch (row.kind) {
		case 'election':
			return electionTexts(data, row);
		case 'registry':
			return registryTexts(data, row);
		case 'semaphore':
			return semaphoreTexts(data, row);
		case 'barrier':
			return barrierTexts(data, row);
		case 'queue':
			return queueTexts(data, row);
		case 'counter':
			return counterTexts(data, row);
		case 'lease':
			return leaseTexts(data, row);
		case 'transaction':
			return transactionTexts(data, row);
	}
};

/** Whom its client is told by: the name that it gives itself, else its address. */
export const whoText = ({said, row, session}: MemberView): string =>
	escapeText((said ?? row?.client ?? session) || '·');

/** `≤43 m` where only the znode's age is known. */
export const leadingText = (leading: Leading | undefined): string =>
	leading === undefined ? unknown : `${leading.atMost ? '≤' : ''}${formatWholeAge(leading.ms)}`;

const electionTexts = (data: Data, election: Election): GroupTexts => {
	const {path, recipe, leaders, candidates} = election;
	const [leader] = leaders;
	const changes = changesOf(data, path);
	const flaps: Line = changes.isFlapping ? [span(`${changes.lately} new in 5 m`, 'warn'), span(', ')] : [];
	const count = formatShort(leaders.length + (candidates?.length ?? 0));
	if (leader === undefined) {
		const since = changes.nobodySince;
		return {
			says: [...flaps, span('nobody leads', 'warn')],
			since: since === undefined ? '' : formatWholeAge(data.clock.at - since),
			count,
		};
	}

	return {
		says: [...flaps, span(whoText(viewMember(data, recipe, leader))), ...verdictSpans(data, election, ' ')],
		since: leadingText(leadingFor(data, election)),
		count,
	};
};

/** What is wrong with who leads or holds, and with the line behind. */
const verdictSpans = (data: Data, group: Election | Semaphore, between: string): Line => {
	const line = lineOf(data, group);
	const report = data.inspection.reports.get(group.path);
	const worst = line && worstHolder(line, data.inspection);
	const verdict =
		report?.deadlock !== undefined
			? verdictSpan(report, data.clock.at)
			: worst !== undefined && lost.has(worst.pulse.kind)
				? pulseSpan(worst.pulse, data.clock.at)
				: (report?.lostWakeUps.length ?? 0) > 0
					? span('lost wake-up', 'bad')
					: undefined;
	return verdict === undefined ? [] : [span(between), verdict];
};

const lost: ReadonlySet<Pulse['kind']> = new Set(['gone', 'silent', 'left over']);

/** Names that the table has room for are few; all of them are below. */
const namedMost = 8;

/** As clients name what has no name of its own. */
const random = /[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Where the name says nothing, what the member says of itself, as far as that was read. */
const memberText = (data: Data, recipe: string, {name, node}: Pick<Standing, 'name' | 'node'>): string =>
	escapeText((random.test(name) ? saidName(data, recipe, node) : undefined) ?? name);

const registryTexts = (data: Data, {path, recipe, members, statics = []}: Registry): GroupTexts => {
	const {gone = [], arrived} = data.grouping.presences.get(path) ?? {};
	const newest = Math.max(...[...(arrived?.values() ?? []), ...gone].map(({at}) => at));
	const names = [...members, ...statics]
		.slice(0, namedMost)
		.map(member => memberText(data, recipe, member))
		.join(' ');
	return {
		says: [
			...(gone.length === 0 ? [] : [span(`${gone.length} gone`, 'warn'), span(', ')]),
			span(names === '' ? 'nobody is there' : names),
			...(statics.length === 0 ? [] : [span(`, ${formatShort(statics.length)} static`, 'muted')]),
		],
		since: Number.isFinite(newest) ? formatWholeAge(data.clock.at - newest) : '',
		count: formatShort(members.length + statics.length),
	};
};

const semaphoreTexts = (data: Data, semaphore: Semaphore): GroupTexts => {
	const {leases, waiters, most} = semaphore;
	return {
		says: [
			span(`${leases.length}${most === undefined ? '' : ` of ${formatCount(most)}`} taken`),
			...(waiters.length === 0
				? []
				: [span(`, ${formatShort(waiters.length)} ${waiters.length === 1 ? 'waits' : 'wait'}`, 'notice')]),
			...verdictSpans(data, semaphore, ', '),
		],
		since: '',
		count: formatShort(leases.length + waiters.length),
	};
};

const barrierTexts = (data: Data, {path, members, isOpen}: Barrier): GroupTexts => {
	if (members === undefined) {
		const watchers = watchersText(watchersOf(data, path));
		return {
			says: [
				span('closed'),
				...(watchers === undefined || watchers === '0'
					? []
					: [span(`, ${watchers} ${watchers === '1' ? 'watches' : 'watch'} it`, 'notice')]),
			],
			since: ageOf(data, data.znodes.get(path)?.stat?.ctime),
			count: watchers ?? unknown,
		};
	}

	return {
		says: [
			span(`${formatShort(members.length)} in`),
			...(isOpen === undefined ? [] : [span(isOpen ? ', open' : ', waiting for more')]),
		],
		since: '',
		count: formatShort(members.length),
	};
};

/** `≥2` where not all servers told; undefined: nobody told, or those who did know of none. */
const watchersText = (watchers: PathWatchers | undefined): string | undefined => {
	const {sessions, told, of} = watchers ?? {sessions: [], told: 0, of: 1};
	return told === of
		? formatShort(sessions.length)
		: sessions.length === 0
			? undefined
			: `≥${formatShort(sessions.length)}`;
};

/** By the leader's clock; empty where it is not known. */
const ageOf = (data: Data, at: number | undefined): string =>
	at === undefined ? '' : formatWholeAge(Math.max(0, leaderNow(data) - at));

const counterTexts = (data: Data, {path, value, changes}: Counter): GroupTexts => ({
	says: [span(escapeText(value)), span(changes === 0 ? '' : `, seen to change ${formatCount(changes)}×`)],
	since: ageOf(data, data.znodes.get(path)?.stat?.mtime),
	count: '',
});

const queueTexts = (data: Data, queue: Queue): GroupTexts => {
	const {count, perSecond = 0, oldest, oldestAt} = queueFacts(data, queue);
	const rate = Math.round(perSecond);
	const parts = [
		...(queue.taken.length === 0 ? [] : [`${formatShort(queue.taken.length)} in work`]),
		...(rate === 0 ? [] : [`${rate > 0 ? '+' : '−'}${formatShort(Math.abs(rate))}/s`]),
		// Last: its age stands in the next column.
		...(oldest === undefined || oldestAt === undefined
			? []
			: [`oldest ${escapeText(oldest.slice(oldest.lastIndexOf('/') + 1))}`]),
	];
	return {
		says: [span(parts.length === 0 ? 'waiting' : parts.join(', '))],
		since:
			oldestAt === undefined
				? ''
				: formatAge(Math.floor(Math.max(0, leaderNow(data) - oldestAt) / 1000) * 1000),
		count: count === undefined ? unknown : formatShort(count),
	};
};

const transactionTexts = (data: Data, {transaction}: TransactionGroup): GroupTexts => {
	const {state, missing, participants, inDoubtSince} = transaction;
	const style = {
		reading: 'muted',
		voting: 'warn',
		ready: 'warn',
		committed: 'good',
		aborted: 'muted',
	} as const;
	return {
		says: [
			span(state, style[state]),
			...(missing.length === 0 ? [] : [span(`, missing ${escapeText(missing.join(' '))}`)]),
		],
		since: inDoubtSince === undefined ? '' : formatWholeAge(leaderNow(data) - inDoubtSince),
		count: formatShort(participants.length),
	};
};
