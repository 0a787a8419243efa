// Ink and its libraries make segmenters while they are loaded, though few rows need one.
import {runtime, type Patch} from '../patch.ts';

const change = (file: string, from: string, name: string, to: string): Patch => ({
	file,
	why: 'no segmenter before it is needed',
	changes: [[from, `import {${to} as ${name}} from ${runtime('segmenter')};`]],
});

export const segmenters: readonly Patch[] = [
	change(
		'@alcalzone/ansi-tokenize/build/tokenize.js',
		'const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });',
		'segmenter',
		'quickSegmenter',
	),
	change(
		'slice-ansi/tokenize-ansi.js',
		`const GRAPHEME_SEGMENTER = new Intl.Segmenter(undefined, {granularity: 'grapheme'});`,
		'GRAPHEME_SEGMENTER',
		'lazySegmenter',
	),
	change('wrap-ansi/index.js', 'const segmenter = new Intl.Segmenter();', 'segmenter', 'quickSegmenter'),
];
