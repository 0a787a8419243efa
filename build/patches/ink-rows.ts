// Ink turns each frame into cells and back into text. zktop's frames are rows of text that mostly stand as they are.
import {runtime, type Patch} from '../patch.ts';

export const inkRows: readonly Patch[] = [
	{
		file: 'ink/build/output.js',
		why: 'rows are drawn once',
		changes: [
			[
				`// Replaces a partially visible wide character`,
				`import {canonicalBy} from ${runtime('canonical')};
import {rowsOf} from ${runtime('rows')};
const canonical = canonicalBy({tokenize, styledCharsFromTokens, styledCharsToString});
// Replaces a partially visible wide character`,
			],
			[
				`    get() {
`,
				`    get() {
		const rows = rowsOf(this, {canonical, draw: operation => {
			const row = new Output({width: this.width, height: 1});
			row.operations.push({...operation, y: 0});
			return row.draw().output;
		}});
		return rows === undefined ? this.draw() : {output: rows.join('\\n'), height: this.height};
	}
	draw() {
`,
			],
		],
	},
	{
		file: 'ink/build/sanitize-ansi.js',
		why: 'plain text is clean',
		changes: [
			[
				`const sanitizeAnsi = (text) => {
`,
				`import {isStyledPlain} from ${runtime('plain')};
const sanitizeAnsi = (text) => {
	if (isStyledPlain(text)) {
		return text;
	}
`,
			],
		],
	},
];
