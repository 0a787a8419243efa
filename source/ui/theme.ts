// Meaning → terminal attributes. The only place that knows colours; nothing is said by colour alone.
import type {ThemeName} from '../store/state.ts';

export const styles = [
	'good',
	'notice',
	'warn',
	'bad',
	'muted',
	'accent',
	'heading',
	'focused',
	'inverse',
	// What a filter has found.
	'found',
	// Parts of a value: a name, text in quotes, a number, a word of the language.
	'key',
	'quoted',
	'figure',
	'word',
	// Lines of a chart, told apart by the names beside them.
	'trace1',
	'trace2',
	'trace3',
	'trace4',
	'trace5',
] as const;
export type Style = (typeof styles)[number];

/** SGR parameters for each meaning. */
export type Theme = Readonly<Record<Style, string>>;

const mono: Theme = {
	good: '',
	notice: '1',
	warn: '1',
	bad: '1',
	muted: '2',
	accent: '1',
	heading: '1',
	focused: '7',
	inverse: '7',
	found: '7',
	key: '1',
	quoted: '',
	figure: '',
	word: '',
	trace1: '1',
	trace2: '',
	trace3: '2',
	trace4: '1',
	trace5: '',
};

export const themes: Readonly<Record<ThemeName, Theme>> = {
	mono,
	ansi16: {
		...mono,
		good: '32',
		notice: '36',
		warn: '33',
		bad: '1;31',
		muted: '90',
		accent: '36',
		focused: '7;36',
		found: '33',
		key: '36',
		quoted: '32',
		figure: '33',
		word: '35',
		trace1: '36',
		trace2: '35',
		trace3: '32',
		trace4: '33',
		trace5: '34',
	},
	// Okabe and Ito's palette, told apart by colour-blind eyes too.
	rich: {
		...mono,
		good: '38;2;0;158;115',
		notice: '38;2;86;180;233',
		warn: '38;2;230;159;0',
		bad: '1;38;2;213;94;0',
		muted: '38;2;140;140;140',
		accent: '38;2;86;180;233',
		focused: '7;38;2;86;180;233',
		found: '38;2;230;159;0',
		key: '38;2;86;180;233',
		quoted: '38;2;0;158;115',
		figure: '38;2;230;159;0',
		word: '38;2;204;121;167',
		trace1: '38;2;86;180;233',
		trace2: '38;2;230;159;0',
		trace3: '38;2;0;158;115',
		trace4: '38;2;204;121;167',
		trace5: '38;2;240;228;66',
	},
};

/** A text with the attributes of its meaning. */
export const styled = (text: string, style: Style | undefined, theme: Theme): string => {
	const sgr = style === undefined ? '' : theme[style];
	return sgr === '' || text === '' ? text : `\u001B[${sgr}m${text}\u001B[0m`;
};
