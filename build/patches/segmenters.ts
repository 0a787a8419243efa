// Ink's libraries make segmenters while they are loaded, though few rows need one.
import {runtime, type Patch} from '../patch.ts';

const lazily = (file: string, from: string, name: string): Patch => ({
	file,
	why: 'no segmenter before it is needed',
	changes: [[from, `import {lazySegmenter as ${name}} from ${runtime('segmenter')};`]],
});

export const segmenters: readonly Patch[] = [
	lazily(
		'@alcalzone/ansi-tokenize/build/tokenize.js',
		'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
		'segmenter',
	),
	lazily(
		'slice-ansi/tokenize-ansi.js',
		`const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});`,
		'GRAPHEME_SEGMENTER',
	),
	lazily('wrap-ansi/index.js', 'const segmenter = new Intl.Segmenter();', 'segmenter'),
];
