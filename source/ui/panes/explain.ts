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
import {labelsOf} from '../labels.ts';
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
	return [
		...tell(explanation, labels).flatMap(sentence => sentenceLines(sentence, width)),
		...tellUnknown(explanation, labels).flatMap((text, index) =>
			wrap(escapeText(`${index === 0 ? 'Not known: ' : 'Nor '}${text}.`), width - 4).map((line): Line => [
				span(`   ${line}`, 'muted'),
			]),
		),
		...tablesOf(explanation, labels).flatMap(table => tableLines(table, width)),
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

const sentenceLines = ({tone, text}: Sentence, width: number): readonly Line[] =>
	wrap(escapeText(text), width - 4).map((line, index): Line => [
		span(index === 0 ? ` ${toneMark[tone]} ` : '   ', toneStyle[tone] ?? 'muted'),
		span(line, toneStyle[tone]),
	]);

/** Columns as wide as they have to be; the last one takes what is left. */
const tableLines = ({title, columns, rows}: Table, width: number): readonly Line[] => {
	const texts = rows.map(row => row.map(cell => escapeText(cell)));
	const widths = columns.map(({title}, index) =>
		Math.max(widthOf(title), ...texts.map(row => widthOf(row[index] ?? ''))),
	);
	const isLast = (index: number): boolean => index === columns.length - 1;
	const before = widths.slice(0, -1).reduce((sum, column) => sum + column + 1, 3);
	const line = (row: readonly string[], style?: Style): Line => [
		span('   '),
		...cells(
			columns.map(({align}, index): Cell => ({
				text: row[index] ?? '',
				width: isLast(index)
					? Math.max(1, Math.min(widths[index] ?? 1, width - before))
					: (widths[index] ?? 1),
				align: align ?? 'left',
				style,
			})),
		),
	];
	return [
		[],
		[span(` ${title}`, 'heading')],
		line(
			columns.map(({title}) => title),
			'muted',
		),
		...texts.map(row => line(row)),
	];
};
