// A sentence in the room there is: who and how much stand at its beginning, so what explains them at its end goes first.
import {shorten, widthOf} from './line.ts';

/** What stands in brackets explains; what follows it often matters more. */
const bracketed = / \([^()]*\)/g;
/** Where a sentence can end early and still be true. */
const pause = /[.;:,](?= )/g;

/** The sentence in at most `width` columns: whole, without what is in brackets, or up to a pause in it; `…` says that there is more. */
export const sentenceIn = (text: string, width: number): string => {
	const forms = [text, text.replaceAll(bracketed, '')];
	const whole = forms.find(form => widthOf(form) <= width);
	if (whole !== undefined) {
		return whole;
	}

	const [, plain = text] = forms;
	const early = [...plain.matchAll(pause)]
		.map(({index}) => `${plain.slice(0, index)} …`)
		.findLast(form => widthOf(form) <= width);
	return early === undefined || widthOf(early) < width * 0.6 ? shorten(plain, width) : early;
};
