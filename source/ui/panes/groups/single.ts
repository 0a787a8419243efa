// A barrier or a counter of one znode: what it says, since when, who watches it, and why we take it for one.
import type {Barrier, Counter} from '../../../analyze/groups/group.ts';
import {pulseOfSession} from '../../../store/contenders.ts';
import {leaderNow} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {watchersOf, watchersToldAt, type PathWatchers} from '../../../store/watching.ts';
import {inColumns} from '../../columns.ts';
import {escapeText} from '../../escape.ts';
import {factLines} from '../../facts.ts';
import {counted, formatCount, formatDate, formatWholeAge} from '../../format.ts';
import {labelsOf} from '../../labels.ts';
import {span, type Line} from '../../line.ts';
import {pulseSpan} from '../verdict.ts';

const labelWidth = 9;

export const singleLines = (state: State, group: Barrier | Counter, width: number): readonly Line[] => {
	const fact = (name: string, text: string): readonly Line[] =>
		factLines(name, escapeText(text), {width, labelWidth});
	const data = shown(state);
	const stat = data.znodes.get(group.path)?.stat;
	const ago = (at: number): string =>
		`${formatDate(at)}, ${formatWholeAge(Math.max(0, leaderNow(data) - at))} ago`;
	return [
		...(group.kind === 'counter' ? fact('says', `${group.value}, version ${stat?.version ?? '·'}`) : []),
		...(stat === undefined
			? []
			: group.kind === 'counter'
				? fact(
						'changed',
						stat.version === 0 ? `never since it was made, ${ago(stat.ctime)}` : ago(stat.mtime),
					)
				: fact('closed', `since it was made, ${ago(stat.ctime)}; open when it is gone`)),
		...watcherLines(state, group.path, fact, width),
		...fact('sure?', doubtOf(group, watchersOf(data, group.path)?.sessions.length ?? 0)),
	];
};

/** Why it is taken for one, and what it might be instead. */
const doubtOf = (group: Barrier | Counter, watchers: number): string => {
	if (group.kind === 'counter') {
		const seen = group.changes === 0 ? [] : [`its number changed ${formatCount(group.changes)}× in this run`];
		const called = group.confidence === 'likely' || group.changes === 0 ? ['its name says so'] : [];
		return `${[...called, ...seen].join(', and ')}; any znode may hold a number`;
	}

	return watchers > 0
		? 'its name says so, and it is watched, as those who wait do; whoever wants to know of its end watches it, too'
		: // Its data only does not speak against it.
			'only its name says so: any znode may be empty, as kazoo’s are, or hold an address, as Curator’s';
};

/** Watchers that are named. */
const namedMost = 20;

const watchersText = ({sessions, told, of}: PathWatchers): string => {
	const count = counted(sessions.length, 'session');
	return told === of
		? `${count}, as of`
		: `${sessions.length === 0 ? 'nobody' : `≥${count}`}, as ${told} of ${of} servers told`;
};

/** Its server first, then its session: the address finds the client. */
const yields = [
	{column: 3, to: 0},
	{column: 1, to: 6},
	{column: 2, to: 8},
] as const;

const watcherLines = (
	state: State,
	path: string,
	fact: (name: string, text: string) => readonly Line[],
	width: number,
): readonly Line[] => {
	const data = shown(state);
	const watchers = watchersOf(data, path);
	const at = watchersToldAt(data);
	if (watchers === undefined || at === undefined) {
		return fact('waits', 'who waits watches it: not asked; w leads to the price');
	}

	const {sessions} = watchers;
	const labels = labelsOf(state);
	const rows = sessions.slice(0, namedMost).map(session => {
		const row = data.inspection.bySession.get(session);
		return [
			span(' ·', 'accent'),
			span(session),
			span(escapeText(row?.client ?? '')),
			span(row === undefined ? '' : labels(row.server)),
			pulseSpan(pulseOfSession(data, session), data.clock.at),
		];
	});
	return [
		...fact('watch', `${watchersText(watchers)} ${formatWholeAge(Math.max(0, data.clock.at - at))} ago`),
		...inColumns(rows, width, yields),
	];
};
