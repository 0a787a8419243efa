// Who led, and who was elected.
import type {Explanation} from '../explain.ts';
import {listed, plain, timeOf, wholeAge, type Labels, type Sentence} from './sentence.ts';

type Election = Explanation['leadership']['elections'][number];

/** More elections than these are told in one sentence, and in a table. */
const mostApart = 3;

export const leadershipSentences = ({leadership, to}: Explanation, labels: Labels): readonly Sentence[] => {
	const {before, now, epoch, epochBefore, elections, standalone} = leadership;
	if (standalone) {
		// Whether it answers is told with the servers.
		return now === undefined
			? []
			: [plain(`${labels(now)} is standalone: it serves alone, without elections.`)];
	}

	const told =
		elections.length > mostApart
			? [manySentence(elections, labels)]
			: elections.map(election => electionSentence(election, labels));
	if (now === undefined) {
		return [...told, {tone: 'bad', text: `Nobody is seen to lead at ${timeOf(to)}.`}];
	}

	if (told.length > 0) {
		return told;
	}

	return before === undefined
		? [plain(`${labels(now)} leads${epochText(epochBefore, epoch)}; at the start nobody was seen to lead.`)]
		: [
				plain(
					`${labels(now)} led all the time${epoch === undefined ? '' : ` in epoch ${formatEpoch(epoch)}`}: no election.`,
				),
			];
};

const electionSentence = (election: Election, labels: Labels): Sentence => {
	const {at, leader, before, epoch, epochBefore, leaderlessMs} = election;
	const gap = leaderlessMs === 0 ? '' : `, after ${wholeAge(leaderlessMs)} in which nobody was seen to lead`;
	const again =
		leader === before
			? `${labels(leader)} was elected again`
			: `${labels(leader)} was elected in place of ${labels(before)}`;
	return {tone: 'warn', text: `${again} at ${timeOf(at)}${epochText(epochBefore, epoch)}${gap}.`};
};

const manySentence = (elections: readonly Election[], labels: Labels): Sentence => {
	const [first, last] = [elections[0], elections.at(-1)];
	const leaders = [...new Set(elections.map(({leader}) => leader))];
	const who = leaders.length === 1 ? 'each time' : 'by turns';
	const newest = last === undefined ? '' : `, last ${labels(last.leader)} at ${timeOf(last.at)}`;
	const leaderlessMs = elections.reduce((sum, election) => sum + election.leaderlessMs, 0);
	const gap = leaderlessMs === 0 ? '' : `; nobody was seen to lead for ${wholeAge(leaderlessMs)} in all`;
	return {
		tone: 'warn',
		text: `${elections.length} elections${epochText(first?.epochBefore, last?.epoch)}: ${listed(leaders, labels)} ${who}${newest}${gap}.`,
	};
};

/** The elections that one sentence tells together, oldest first. */
export const electionsTogether = ({leadership: {elections}}: Explanation): readonly Election[] =>
	elections.length > mostApart ? elections : [];

const epochText = (before: number | undefined, now: number | undefined): string =>
	before === undefined || now === undefined || before === now
		? ''
		: `, epoch ${formatEpoch(before)} to ${formatEpoch(now)}`;

/** As zxids and the servers' logs have it; marked where it would be read as another number. */
export const formatEpoch = (epoch: number): string =>
	epoch < 10 ? String(epoch) : `0x${epoch.toString(16)}`;
