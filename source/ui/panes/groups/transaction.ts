// Who takes part in a two-phase commit, and what each has voted.
import type {Participant, TransactionRow} from '../../../analyze/transactions.ts';
import {leaderNow} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {escapeText} from '../../escape.ts';
import {formatWholeAge} from '../../format.ts';
import {cells, shorten, type Line} from '../../line.ts';

export const participantLines = (
	state: State,
	{participants}: TransactionRow,
	width: number,
): readonly Line[] => participants.map(participant => participantLine(state, participant, width));

const participantLine = (state: State, {name, vote, votedAt, done}: Participant, width: number): Line => {
	const nameWidth = Math.max(8, width - 34);
	const age = votedAt === undefined ? '' : `${formatWholeAge(leaderNow(shown(state)) - votedAt)} ago`;
	return cells([
		{text: ` ${shorten(escapeText(name), nameWidth - 1)}`, width: nameWidth},
		{text: vote ?? 'no vote', width: 8, style: vote === undefined ? 'warn' : undefined},
		{text: age, width: 10},
		{text: done ? 'carried out' : '', width: 11},
	]);
};
