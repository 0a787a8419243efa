// What each server told of its watches, what it would list, and what is in the way.
import {watchTellersOf, type WatchTeller} from '../../store/watching.ts';
import {shown, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {counted, formatBytes, formatCount, formatWholeAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {fit, span, widthOf, wrap, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

export const tellerLines = (state: State, width: number): readonly Line[] => {
	const {clock} = shown(state);
	const labels = labelsOf(state);
	const tellers = watchTellersOf(state);
	const nameWidth = Math.max(...tellers.map(({server}) => widthOf(labels(server))), 0) + 2;
	return tellers.flatMap(teller => {
		const name = ` ${labels(teller.server)}`.padEnd(nameWidth + 1);
		return sayings(teller, clock.at).flatMap(({text, style}, index) =>
			wrap(escapeText(text), Math.max(10, width - nameWidth - 2)).map((line, row) =>
				fit([span(index + row === 0 ? name : ' '.repeat(nameWidth + 1), 'muted'), span(line, style)], width),
			),
		);
	});
};

type Saying = {readonly text: string; readonly style?: Style};

const sayings = (teller: WatchTeller, now: number): readonly Saying[] => {
	const {told} = teller;
	switch (told.kind) {
		case 'told':
			return [{text: `told ${formatCount(told.count)}${hiddenText(teller, now)}`}];
		case 'asking':
			return [{text: `asked, no answer yet${hiddenText(teller, now)}`, style: 'notice'}];
		case 'failed':
			return [{text: told.why, style: 'warn'}];
		case 'shut': {
			const [why = '', line] = told.why.split('; zoo.cfg opens it: ');
			return [
				{text: why, style: 'warn'},
				...(line === undefined ? [] : [{text: `zoo.cfg: ${line}`, style: 'notice' as const}]),
			];
		}

		case 'unasked':
			return [{text: `${priceText(teller, now)}${hiddenText(teller, now)}`}];
	}
};

/** `214 watches to list, about 9 KB (wchs, 12 s ago)`. */
const priceText = ({price, all}: WatchTeller, now: number): string => {
	if (price !== undefined) {
		const {watches, bytes, at} = price;
		return `${counted(watches, 'watch', 'watches')} to list, about ${formatBytes(bytes)} (wchs, ${formatWholeAge(now - at)} ago)`;
	}

	return all === undefined
		? 'how many watches it has is not known: neither wchs nor mntr tells'
		: `at most ${counted(all, 'watch', 'watches')} to list (watch_count of mntr)`;
};

const hiddenText = ({hidden}: WatchTeller, now: number): string =>
	hidden === undefined || hidden.count === 0
		? ''
		: `; ${formatCount(hidden.count)} or more on lists of children, which no word tells (${formatWholeAge(now - hidden.at)} ago)`;
