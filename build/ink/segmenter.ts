// Stands in for `Intl.Segmenter`: the first one of a process loads ICU's rules, which takes 20 ms, and few rows need one.
import {isStyledPlain} from './plain.ts';

let segmenter: Intl.Segmenter | undefined;

/** Made when it is first used. */
export const lazySegmenter = {
	segment: (text: string): Intl.Segments =>
		(segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'})).segment(text),
};

/** For those who only go through the segments, and look at nothing else than text and index: plain text needs no rules. */
export const quickSegmenter = {
	segment: (text: string): Iterable<Pick<Intl.SegmentData, 'segment' | 'index'>> =>
		isStyledPlain(text)
			? Array.from({length: text.length}, (_, index) => ({segment: text.charAt(index), index}))
			: lazySegmenter.segment(text),
};
