// What became of sessions.
import {counted, formatCount} from '../../quantity.ts';
import type {Connected} from '../connected.ts';
import type {Explanation} from '../explain.ts';
import type {SessionChanges} from '../session-changes.ts';
import {listed, plain, type Labels, type Sentence} from './sentence.ts';

export const sessionSentence = ({sessions}: Explanation, labels: Labels): Sentence => {
	const {began, expired, closedOrExpired, moved, ephemeralsLost, isSure} = sessions;
	if (began + expired + closedOrExpired + moved === 0) {
		return plain(
			`No session began, ended or moved that zktop can see; ${connectedText(sessions.now, labels)}.`,
		);
	}

	const lost = ephemeralsLost === 0 ? '' : ` with ${counted(ephemeralsLost, 'ephemeral')}`;
	const parts = [
		[began, `${counted(began, 'session')} ${isSure ? 'began' : 'seen for the first time'}`],
		[expired, `${counted(expired, 'session')} expired${lost}`],
		[closedOrExpired, `${counted(closedOrExpired, 'session')} closed or expired`],
		[moved, `${counted(moved, 'session')} connected to another server${waysText(sessions, labels)}`],
	] as const;
	const text = parts.flatMap(([count, part]) => (count === 0 ? [] : [part])).join(', ');
	return {
		tone: expired > 0 ? 'warn' : 'plain',
		text: `${text}${byLeaderText(sessions)}; ${connectedText(sessions.now, labels)}.`,
	};
};

const mostWays = 3;

/** Who has come back to where it was has moved too, but is on no way. */
const waysText = ({moves}: SessionChanges, labels: Labels): string => {
	const ways = moves
		.slice(0, mostWays)
		.map(({from, to, count}) => `${labels(from)} to ${labels(to)} ${formatCount(count)}`);
	const others = moves.slice(mostWays).reduce((sum, {count}) => sum + count, 0);
	const all = [...ways, ...(others === 0 ? [] : [`other ways ${formatCount(others)}`])].join(', ');
	return all === '' ? '' : ` (${all})`;
};

/**
 * Of sessions whose end could be either, and of those that came and went between two looks, the leader's count tells more. It is
 * asked before the list of sessions: a count that is behind the list tells nothing.
 */
const byLeaderText = ({expired, closedOrExpired, expiredByLeader: count}: SessionChanges): string =>
	count === undefined || count < expired || (count === expired && closedOrExpired === 0)
		? ''
		: `; the leader counts ${formatCount(count)} expired in all`;

/** Where nobody tells, that is no none. */
const connectedText = (connected: Connected, labels: Labels): string => {
	const {count, asLastTold, untold, byLeader, hasOwn} = connected;
	if (count === undefined) {
		// What would open it is said where all that is not known is listed.
		const whys = [...new Set(untold.map(({why}) => why.replace(/; .*/, '')))].join(', ');
		const living =
			byLeader === undefined
				? ''
				: `; the leader counts ${counted(byLeader, 'session')}${hasOwn ? ', with zktop’s own' : ''}`;
		return `who is connected is not known (${whys})${living}`;
	}

	const gaps = [
		...(asLastTold.length === 0 ? [] : [`those of ${listed(asLastTold, labels)} as last told`]),
		...(untold.length === 0
			? []
			: [
					`those of ${listed(
						untold.map(({server}) => server),
						labels,
					)} not known`,
				]),
	].join(', ');
	const number =
		count === 0 && gaps !== ''
			? 'none is connected in sight'
			: count === 0
				? 'none is connected'
				: count === 1
					? 'one is connected'
					: `${formatCount(count)} are connected`;
	return gaps === '' ? number : `${number} (${gaps})`;
};

export const outOfSightSentence = (
	{sessions: {outOfSight}}: Explanation,
	labels: Labels,
): readonly Sentence[] => {
	const {left, silent} = outOfSight;
	const count = left.reduce((sum, one) => sum + one.count, 0);
	if (count === 0) {
		return [];
	}

	const from = left.map(({server, count}) => `${labels(server)} ${formatCount(count)}`).join(', ');
	const where =
		silent.length === 0
			? 'no server that zktop sees has them: they look for one, or found one that zktop does not know'
			: `they look for a server, or are on ${listed(silent, labels, 'or')}, which ${silent.length === 1 ? 'does' : 'do'} not tell`;
	return [
		{
			tone: 'warn',
			text: `${counted(count, 'session')} left (${from}) and ${count === 1 ? 'lives' : 'live'} on, connected nowhere in sight; ${where}.`,
		},
	];
};
