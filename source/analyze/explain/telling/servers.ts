// Which servers did not answer, for how long and why.
import type {Explanation} from '../explain.ts';
import type {Cause, Outage} from '../outages.ts';
import {plain, timeOf, wholeAge, type Labels, type Sentence} from './sentence.ts';

/** More outages of one server than these are told in one sentence, and in a table. */
const mostApart = 2;

/** Outages by server, in the order in which the servers fell. */
const byServer = ({outages}: Explanation): ReadonlyArray<readonly [string, readonly Outage[]]> => [
	...Map.groupBy(outages, ({server}) => server),
];

/** A sentence for each outage; one for all of a server that has many. */
export const serverSentences = (explanation: Explanation, labels: Labels): readonly Sentence[] =>
	byServer(explanation).flatMap(([name, outages]) => {
		const [server, last] = [labels(name), outages.at(-1)];
		return outages.length <= mostApart || last === undefined
			? outages.map(outage => outageSentence(outage, server, explanation))
			: [manySentence(outages, last, server, explanation)];
	});

/** The outages that the sentences tell together, oldest first. */
export const outagesTogether = (explanation: Explanation): readonly Outage[] => {
	const counts = new Map(byServer(explanation).map(([server, {length}]) => [server, length]));
	return explanation.outages.filter(({server}) => (counts.get(server) ?? 0) > mostApart);
};

const outageSentence = (
	{from, until, causes}: Outage,
	server: string,
	{from: start}: Explanation,
): Sentence => {
	const why = causes.length === 0 ? '' : `: ${causesText(causes)}`;
	if (until === undefined) {
		return {tone: 'warn', text: `${server} answers no more since ${timeOf(from)}${why}.`};
	}

	return from <= start
		? plain(`${server} answers again since ${timeOf(until)}, after ${wholeAge(until - from)}${why}.`)
		: {
				tone: 'warn',
				text: `${server} did not answer for ${wholeAge(until - from)} from ${timeOf(from)} on${why}.`,
			};
};

const manySentence = (
	outages: readonly Outage[],
	{from, until}: Outage,
	server: string,
	{from: start, to}: Explanation,
): Sentence => {
	const all = outages.reduce((sum, outage) => sum + (outage.until ?? to) - Math.max(outage.from, start), 0);
	const whys = new Set(outages.flatMap(({causes}) => causes.map(({why}) => why)));
	const last = until === undefined ? `now since ${timeOf(from)}` : `last at ${timeOf(from)}`;
	return {
		tone: 'warn',
		text: `${server} did not answer ${outages.length} times, for ${wholeAge(all)} in all, ${last}: ${[...whys].join(', ')}.`,
	};
};

/** So many are told one by one. */
const mostCauses = 4;

/** `silent, from 18:58:26Z on refused` */
export const causesText = (causes: readonly Cause[]): string => {
	const left = causes.length - mostCauses;
	const told = causes.map(({at, why}, index) => (index === 0 ? why : `from ${timeOf(at)} on ${why}`));
	return left <= 0
		? told.join(', ')
		: [...told.slice(0, mostCauses - 1), `${left} more reasons`, ...told.slice(-1)].join(', ');
};
