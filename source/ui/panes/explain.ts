// The explanation: what changed in the time before the moment that is shown, in sentences and below them in figures.
import {
	explanationOf,
	tablesOf,
	tell,
	tellUnknown,
	type Sentence,
	type Table,
} from '../../store/explanation.ts';
import {shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatTime, formatWholeAge} from '../format.ts';
import {labelsOf, withLabels} from '../labels.ts';
import {cells, fit, span, widthOf, wrap, type Cell, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

const spanOf = (state: State): number => {
	const mode = shownMode(state.view.mode);
	return mode.kind === 'explain' ? mode.spanMs : 0;
};

/** All lines of the card. */
export const explainLines = (state: State, width: number): readonly Line[] => {
	const explanation = explanationOf(state, spanOf(state));
	if (explanation === undefined) {
		return [[span(' nothing is recorded yet that this moment could be compared with', 'muted')]];
	}

	const labels = labelsOf(state);
	// What findings and failures say calls servers by their whole names.
	const textOf = (text: string): string => escapeText(withLabels(text, labels));
	return [
		...tell(explanation, labels).flatMap(({tone, text}) => sentenceLines(tone, textOf(text), width)),
		...tellUnknown(explanation, labels).flatMap((text, index) =>
			wrap(textOf(`${index === 0 ? 'Not known: ' : 'Nor '}${text}.`), width - 4).map((line): Line => [
				span(`   ${line}`, 'muted'),
			]),
		),
		...tablesOf(explanation, labels).flatMap(({rows, ...table}) =>
			tableLines({...table, rows: rows.map(row => row.map(textOf))}, width),
		),
	];
};

/** `What changed in 60 s until 14:03:22Z` */
export const explainTitle = (state: State): string => {
	const explanation = explanationOf(state, spanOf(state));
	return explanation === undefined
		? `What changed in ${formatAge(spanOf(state))}`
		: `What changed in ${formatWholeAge(explanation.to - explanation.from)} until ${formatTime(explanation.to)}`;
};

/** The window of the card. */
export const explainPane = (state: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	const lines = explainLines(state, width);
	const {top, end} = windowFrom(mode.kind === 'explain' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end).map(line => fit(line, width));
};

const toneStyle: Readonly<Record<Sentence['tone'], Style | undefined>> = {
	bad: 'bad',
	warn: 'warn',
	plain: undefined,
};
const toneMark: Readonly<Record<Sentence['tone'], string>> = {bad: '✗', warn: '!', plain: '·'};

const sentenceLines = (tone: Sentence['tone'], text: string, width: number): readonly Line[] =>
	wrap(text, width - 4).map((line, index): Line => [
		span(index === 0 ? ` ${toneMark[tone]} ` : '   ', toneStyle[tone] ?? 'muted'),
		span(line, toneStyle[tone]),
	]);

/** Narrower than this a text is no text any more: it stands below its row. */
const leastText = 24;

/** Columns as wide as they have to be; the last one takes what is left, in as many lines as it needs. */
const tableLines = ({title, columns, rows}: Table, width: number): readonly Line[] => {
	const widths = columns.map(({title}, index) =>
		Math.max(widthOf(title), ...rows.map(row => widthOf(row[index] ?? ''))),
	);
	const [last = 1] = widths.slice(-1);
	const before = widths.slice(0, -1).reduce((sum, column) => sum + column + 1, 3);
	const isBelow = last > width - before && width - before < leastText;
	const room = isBelow ? width - indent.length : Math.min(last, width - before);
	const line = (row: readonly string[], style?: Style): Line => [
		span('   '),
		...cells(
			columns.map(({align}, index): Cell => ({
				text: row[index] ?? '',
				width:
					index === columns.length - 1 ? Math.max(1, Math.min(room, width - before)) : (widths[index] ?? 1),
				align: align ?? 'left',
				style,
			})),
		),
	];
	const rowLines = (row: readonly string[]): readonly Line[] => {
		const parts = wrap(row.at(-1) ?? '', Math.max(1, room));
		const [first = '', ...more] = isBelow ? ['', ...parts] : parts;
		const start = isBelow ? indent : ' '.repeat(before);
		return [line([...row.slice(0, -1), first]), ...more.map((part): Line => [span(`${start}${part}`)])];
	};

	return [
		[],
		...wrap(title, width - 1).map((part): Line => [span(` ${part}`, 'heading')]),
		line(
			columns.map(({title}, index) => (isBelow && index === columns.length - 1 ? '' : title)),
			'muted',
		),
		...rows.flatMap(rowLines),
	];
};

const indent = '     ';
