// Who led, and who was elected.
import type {Explanation} from '../explain.ts';
import {plain, timeOf, wholeAge, type Labels, type Sentence} from './sentence.ts';

export const leadershipSentences = ({leadership, to}: Explanation, labels: Labels): readonly Sentence[] => {
	const {before, now, epoch, epochBefore, elections} = leadership;
	const told = elections.map(({at, leader, before, epoch, epochBefore, leaderlessMs}): Sentence => {
		const gap =
			leaderlessMs === 0 ? '' : `, after ${wholeAge(leaderlessMs)} in which nobody was seen to lead`;
		const again =
			leader === before
				? `${labels(leader)} was elected again`
				: `${labels(leader)} was elected in place of ${labels(before)}`;
		return {tone: 'warn', text: `${again} at ${timeOf(at)}${epochText(epochBefore, epoch)}${gap}.`};
	});
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
					`${labels(now)} led all the time${epoch === undefined ? '' : ` in epoch ${epoch.toString(16)}`}: no election.`,
				),
			];
};

const epochText = (before: number | undefined, now: number | undefined): string =>
	before === undefined || now === undefined || before === now
		? ''
		: `, epoch ${before.toString(16)} to ${now.toString(16)}`;
