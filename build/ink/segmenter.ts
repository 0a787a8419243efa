// A segmenter that is made when it is first used: the first one of a process loads ICU's rules, which takes 20 ms.
let segmenter: Intl.Segmenter | undefined;

export const lazySegmenter = {
	segment: (text: string): Intl.Segments =>
		(segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'})).segment(text),
};
