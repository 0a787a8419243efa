// Which servers did not answer.
import type {Explanation} from '../explain.ts';
import {plain, timeOf, wholeAge, type Labels, type Sentence} from './sentence.ts';

/** One sentence for each time that a server did not answer. */
export const serverSentences = ({servers}: Explanation, labels: Labels): readonly Sentence[] =>
	servers.flatMap((change, index): readonly Sentence[] => {
		const server = labels(change.server);
		if (change.kind === 'fell') {
			const back = servers
				.slice(index)
				.find(later => later.kind === 'returned' && later.server === change.server);
			const text =
				back?.kind === 'returned'
					? `${server} did not answer for ${wholeAge(back.afterMs)} from ${timeOf(change.at)} on`
					: `${server} answers no more since ${timeOf(change.at)}`;
			return [{tone: 'warn', text: `${text}: ${change.why}.`}];
		}

		const isTold = servers
			.slice(0, index)
			.some(({kind, server}) => kind === 'fell' && server === change.server);
		const text = `${server} answers again since ${timeOf(change.at)}, after ${wholeAge(change.afterMs)}.`;
		return isTold ? [] : [plain(text)];
	});
