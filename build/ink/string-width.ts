// Stands in for `string-width`, half of stock Ink's frame time: the same default export, for importers that use no options.
import fastStringWidth from 'fast-string-width';
import {isPlain, isStyledPlain, runsOf} from './plain.ts';

const isText = (_: string, index: number): boolean => index % 2 === 0;

const stringWidth = (text: string): number => {
	if (isPlain(text)) {
		return text.length;
	}

	return isStyledPlain(text) ? runsOf(text).filter(isText).join('').length : fastStringWidth(text);
};

export {stringWidth as default};
