// The command prompt in the last row, with what it can be completed to.
import type {Prompt} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {fit, lineWidth, shortenStart, span, type Line} from '../line.ts';

/** @param hints Shown until completion was asked for. */
export const promptLine = ({text, candidates}: Prompt, hints: Line, width: number): Line => {
	const typed = [span(` :${shortenStart(escapeText(text), width - 6)}`), span(' ', 'inverse')];
	const room = width - lineWidth(typed);
	return fit([...typed, ...(candidates === undefined ? hints : choices(candidates, text, room))], width);
};

/** `  save  servers  sessions`; the one that stands in the prompt is marked, and always to be seen. */
const choices = (candidates: readonly string[], text: string, room: number): Line => {
	if (candidates.length === 0) {
		return [span('  nothing completes this', 'muted')];
	}

	const spans = candidates.map(line => {
		const word = span(escapeText(lastPart(line)), line === text ? 'inverse' : 'accent');
		return [span('  '), word];
	});
	const chosen = candidates.indexOf(text);
	let first = 0;
	// A column for each ellipsis.
	while (first < chosen && lineWidth(spans.slice(first, chosen + 1).flat()) > room - 3) {
		first++;
	}

	return [span(first === 0 ? '' : ' …'), ...spans.slice(first).flat()];
};

/** The argument, or the name where there is none. */
const lastPart = (line: string): string => line.slice(line.indexOf(' ') + 1);
