// An explanation in a few sentences, the most important first. What did not happen is said too where somebody would ask.
import {formatAge} from '../../quantity.ts';
import type {Explanation} from '../explain.ts';
import {znodeSentence, writerSentence} from './activity.ts';
import {findingSentence} from './findings.ts';
import {latencySentence} from './latency.ts';
import {leadershipSentences} from './leadership.ts';
import {listed, plain, timeOf, wholeAge, type Labels, type Sentence} from './sentence.ts';
import {serverSentences} from './servers.ts';
import {outOfSightSentence, sessionSentence} from './sessions.ts';

/** The sentences. */
export const tell = (explanation: Explanation, labels: Labels): readonly Sentence[] => [
	...spanSentence(explanation),
	...leadershipSentences(explanation, labels),
	...serverSentences(explanation, labels),
	sessionSentence(explanation, labels),
	...outOfSightSentence(explanation, labels),
	...znodeSentence(explanation),
	...writerSentence(explanation),
	latencySentence(explanation, labels),
	findingSentence(explanation, labels),
];

/** What cannot be told, in a sentence for each reason. */
export const tellUnknown = ({unknown}: Explanation, labels: Labels): readonly string[] =>
	[...Map.groupBy(unknown, ({what, why}) => `${what}: ${why}`).values()].flatMap(alike => {
		const servers = alike.flatMap(({server}) => server ?? []);
		return alike
			.slice(0, 1)
			.map(
				({what, why}) => `${[what, listed(servers, labels)].filter(part => part !== '').join(' ')}: ${why}`,
			);
	});

const spanSentence = ({from, to, askedMs, beginsThere}: Explanation): readonly Sentence[] =>
	beginsThere
		? [
				plain(
					`Only ${wholeAge(to - from)} are recorded, since ${timeOf(from)}: ${formatAge(askedMs)} were asked for.`,
				),
			]
		: [];
