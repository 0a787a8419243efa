// Ink finds the first changed column of a line with a segmenter unless the line is ASCII; box drawing is as simple.
import {runtime, type Patch} from '../patch.ts';

export const inkLineUpdate: readonly Patch[] = [
	{
		file: 'ink/build/line-update.js',
		why: 'plain text has a column for each character',
		changes: [
			[
				`const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });`,
				`import {lazySegmenter as segmenter} from ${runtime('segmenter')};`,
			],
			[`const printableAscii = /^[ -~]*$/u;`, `import {isPlain} from ${runtime('plain')};`],
			[
				`printableAscii.test(previousText) && printableAscii.test(nextText)`,
				`isPlain(previousText) && isPlain(nextText)`,
			],
		],
	},
];
