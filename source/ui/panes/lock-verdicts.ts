// What is to be said of a lock besides its holder: whether its waiters will be woken, who in it is left over, where servers differ, and
// what became of it in this run.
import type {LockQueue} from '../../analyze/locks/lock-queues.ts';
import {differencesAt, leftOversIn, waitedOf} from '../../store/contenders.ts';
import {revokedAt, saidName} from '../../store/group-views.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {wakeUpsIn} from '../../store/wake-ups.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatCount, formatDate, formatTime, formatWholeAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {shortenStart, type Line} from '../line.ts';
import {sparkline} from '../sparkline.ts';
import type {Style} from '../theme.ts';

export type Fact = (name: string, text: string, style?: Style) => readonly Line[];

/** What is wrong, before what is told of the holder. */
export const troubleLines = (state: State, lock: LockQueue, fact: Fact): readonly Line[] => [
	...leftOverLines(shown(state), lock, fact),
	...lostLines(state, lock, fact),
	...disagreementLines(state, lock, fact),
];

const nameOf = (path: string): string => escapeText(shortenStart(path.slice(path.lastIndexOf('/') + 1), 18));

/** Of a contender that no session owns: where it stands, and since when. */
const leftOverLines = ({znodes}: Data, lock: LockQueue, fact: Fact): readonly Line[] => {
	const line = [...lock.holders, ...lock.waiters];
	const [first, ...more] = leftOversIn(lock);
	if (first === undefined) {
		return [];
	}

	const place = line.indexOf(first);
	const behind = line.length - 1 - place;
	const ctime = znodes.get(first.node)?.stat?.ctime;
	const made = ctime === undefined ? '' : `, made ${formatDate(ctime)}`;
	const what =
		more.length === 0
			? `${nameOf(first.node)} is no ephemeral${made}: no session owns it, and nothing cleans it up`
			: `${nameOf(first.node)}${made} and ${more.length} more are no ephemerals: no session owns them, and nothing cleans them up`;
	return fact(
		'left',
		`${what}; ${behind === 0 ? 'nobody stands' : `${formatCount(behind)} stand`} behind it`,
		behind === 0 ? 'warn' : 'bad',
	);
};

/** Waiters that have no watch on whom they wait for. */
const lostLines = (state: State, {path}: LockQueue, fact: Fact): readonly Line[] => {
	const {inspection} = shown(state);
	const lost = inspection.reports.get(path)?.lostWakeUps ?? [];
	const [first] = lost;
	if (first === undefined) {
		return [];
	}

	const {session, awaited, instead, at} = first;
	const row = inspection.bySession.get(session);
	const server = row === undefined ? '' : ` of ${labelsOf(state)(row.server)}`;
	const others = lost.length === 1 ? '' : `, nor do ${lost.length - 1} more`;
	const else_ = instead === undefined ? '' : `; it watches ${nameOf(instead)} instead`;
	return fact(
		'woken',
		`by nobody: ${escapeText(row?.client ?? session)} has no watch on ${nameOf(awaited)}, for which it waits${others}: nobody tells it when that one goes (wchp${server}, ${formatTime(at)})${else_}`,
		'bad',
	);
};

const disagreementLines = (state: State, lock: LockQueue, fact: Fact): readonly Line[] => {
	const labels = labelsOf(state);
	const [first, ...more] = differencesAt(shown(state), lock);
	if (first === undefined) {
		return [];
	}

	const {path, has, lacks, since, seenAt} = first;
	const others = more.length === 0 ? '' : `, and ${more.length} more`;
	return fact(
		'differ',
		`${labels(has)} has ${nameOf(path)}${others}, ${labels(lacks)} has not, for ${formatWholeAge(seenAt - since)}: one of them is behind, or lost`,
		'warn',
	);
};

/** Whether its waiters watch whom they wait for, where that is no trouble. */
export const watchedLines = (state: State, lock: LockQueue, fact: Fact): readonly Line[] => {
	if (lock.waiters.length === 0) {
		return [];
	}

	const data = shown(state);
	const told = wakeUpsIn(data, lock);
	if (told === undefined && state.travelled) {
		return fact('watch', 'whom they watched is not recorded: that is known of now alone', 'muted');
	}

	if (told === undefined) {
		return fact('watch', 'do they watch whom they wait for? not asked; w leads to the price', 'muted');
	}

	const {watched, untold, why, of, at} = told;
	const rest = untold === 0 ? '' : `; of ${formatCount(untold)} nobody can tell: ${escapeText(why ?? '')}`;
	const text = `${formatCount(watched)} of ${formatCount(of)} watch whom they wait for, as of ${formatWholeAge(data.clock.at - at)} ago${rest}`;
	return fact('watch', text);
};

/** Who the holder says it is, and whether somebody asked it to let go: by the data of its znode. */
export const saidLines = (data: Data, {recipe}: LockQueue, node: string, fact: Fact): readonly Line[] => {
	const revoked = revokedAt(data, node);
	if (revoked !== undefined) {
		return fact(
			'asked',
			`to let go: its data says __REVOKE__, as Curator’s Revoker writes, since ${formatTime(revoked)}; whether it does is up to it`,
			'warn',
		);
	}

	const name = saidName(data, recipe, node);
	return name === undefined ? [] : fact('says', `${escapeText(name)}, in the data of its znode`);
};

/** `▂▃▅ 12 holds seen to end, 2.1 s on average, 4 s at most; …`: a sparkline of how long it was held. */
export const historyLines = (state: State, lock: LockQueue, fact: Fact): readonly Line[] => {
	if (state.travelled) {
		return fact('so far', 'not recorded: how long it was held and waited for is known of now alone', 'muted');
	}

	const data = shown(state);
	const history = data.inspection.histories.get(lock.path);
	if (history === undefined) {
		return [];
	}

	const {holds, ended, waits} = history;
	const known = holds.filter(({atLeast}) => !atLeast).map(({ms}) => ms);
	const waited = waitedOf(data, lock);
	const texts = [
		...(ended === 0
			? []
			: [`${formatCount(ended)} ${ended === 1 ? 'hold' : 'holds'} seen to end${averageText(known)}`]),
		...(waits.count === 0
			? []
			: [
					`waited for ${formatAge(Math.round(waits.sumMs / waits.count))} on average, ${formatAge(waits.longestMs)} at most`,
				]),
		...(waited === undefined || waited === 0
			? []
			: [`all in line together wait ${formatAge(Math.round(waited))} a minute`]),
	];
	if (texts.length === 0) {
		return [];
	}

	const drawn = known.length < 2 ? '' : `${sparkline(known.slice(-sparkWidth))} `;
	return fact('so far', `${drawn}${texts.join('; ')}`);
};

const sparkWidth = 16;

const averageText = (known: readonly number[]): string => {
	const [first, ...others] = known;
	if (first === undefined || others.length === 0) {
		return first === undefined ? '' : `, the last one after ${formatAge(first)}`;
	}

	const sumMs = known.reduce((sum, ms) => sum + ms, 0);
	return `, the last ${known.length} after ${formatAge(Math.round(sumMs / known.length))} on average, ${formatAge(Math.max(...known))} at most`;
};
