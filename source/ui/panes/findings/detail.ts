// All about one finding: the sentence, its evidence, what follows, what to do, and how it could be wrong.
import type {Evidence, Finding} from '../../../analyze/findings.ts';
import {say} from '../../../analyze/quantity.ts';
import {wrongIf} from '../../../store/selectors.ts';
import {rule} from '../../box.ts';
import {escapeText} from '../../escape.ts';
import {formatAge, formatWholeAge} from '../../format.ts';
import {withLabels, type Labels} from '../../labels.ts';
import {cells, span, widthOf, wrap, type Line} from '../../line.ts';
import {findingText} from '../trouble.ts';

type Told = {readonly labels: Labels; readonly now: number};

/** Below a title that says which keys lead on. */
export const detailLines = (finding: Finding, told: Told, width: number): readonly Line[] => {
	const unseen =
		told.now - finding.seenAt >= 1000 ? [`seen ${formatWholeAge(told.now - finding.seenAt)} ago`] : [];
	return [
		rule(width, {
			left: [span(findingTitle(finding, told.labels), 'heading')],
			right: [span([...unseen, '→ reads it', 'enter goes there'].join(' · '), 'muted')],
		}),
		...toldLines(finding, told, width),
	];
};

/** `fsync-slow on zk1` */
export const findingTitle = ({rule, subject}: Finding, labels: Labels): string =>
	escapeText(`${rule} on ${subject.split(', ').map(labels).join(', ')}`);

/** Nothing of it is cut. */
export const toldLines = (finding: Finding, told: Told, width: number): readonly Line[] => {
	const {evidence, why, next, limit} = finding;
	return [
		...wrap(findingText(finding, told.labels), width - 2).map((line): Line => [span(` ${line}`)]),
		...evidenceLines(evidence, told, width),
		...paragraph('WHY', why === undefined ? [] : [withLabels(why, told.labels)], width),
		...paragraph(
			'NEXT',
			next
				.map(step => withLabels(step, told.labels))
				.map((step, index) => (next.length === 1 ? step : `${index + 1} ${step}`)),
			width,
		),
		...paragraph('WRONG?', [wrongIf(finding)], width),
		...paragraph('LIMIT', limit === undefined ? [] : [limit], width),
	];
};

const titles = ['EVIDENCE', 'NOW', 'USUAL', 'FROM', 'AGE'] as const;
const [ofWhat, ofNow, ofUsual, ofFrom, ofAge] = [0, 1, 2, 3, 4] as const;

/** Columns as wide as they have to be, but for what is said and its source: where that is too much, they go on in a second row. */
const evidenceLines = (
	evidence: readonly Evidence[],
	{labels, now}: Told,
	width: number,
): readonly Line[] => {
	if (evidence.length === 0) {
		return [];
	}

	const rows = evidence.map(({what, now: figure, usual, server, from, at}) => [
		escapeText(withLabels(what, labels)),
		escapeText(withLabels(say(figure), labels)),
		usual === undefined ? '' : say(usual),
		`${server === undefined ? '' : `${labels(server)} `}${escapeText(withLabels(from, labels))}`,
		at === undefined ? '' : formatAge(now - at),
	]);
	const isThere = (column: number): boolean => rows.some(row => row[column] !== '');
	const all = [titles.map((title, column) => (isThere(column) ? title : '')), ...rows];
	const widths = evidenceWidths(all, width);
	return all.flatMap((row, index) => evidenceRow(row, widths, index === 0));
};

const evidenceRow = (
	row: readonly string[],
	widths: readonly number[],
	isTitle: boolean,
): readonly Line[] => {
	const texts = row.map((text, column) => wrap(text, Math.max(1, widths[column] ?? 0)));
	return Array.from({length: Math.max(...texts.map(lines => lines.length))}, (_, line): Line => [
		span(' '),
		...cells(
			texts.flatMap((lines, column) =>
				widths[column] === 0
					? []
					: [
							{
								text: lines[line] ?? '',
								width: widths[column] ?? 0,
								// What goes on in a second row is no figure.
								...(lines.length === 1 &&
									[ofNow, ofUsual, ofAge].some(right => right === column) && {align: 'right' as const}),
								style: isTitle || column > ofNow ? ('muted' as const) : undefined,
							},
						],
			),
		),
	]);
};

const evidenceWidths = (rows: readonly (readonly string[])[], width: number): readonly number[] => {
	const need = titles.map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? ''))));
	const most = Math.floor(width / 2);
	const figures = [ofNow, ofUsual, ofAge].map(column => Math.min(most, need[column] ?? 0));
	const taken = figures.reduce((sum, figure) => sum + (figure === 0 ? 0 : figure + 1), 0);
	const left = Math.max(2, width - taken - 3);
	const [what = 0, from = 0] = [need[ofWhat], need[ofFrom]];
	const least = Math.ceil(left * 0.55);
	const first = what + from <= left ? what : Math.min(what, Math.max(least, left - from));
	const [now = 0, usual = 0, age = 0] = figures;
	return [first, now, usual, left - first, age];
};

const titleWidth = 7;

const paragraph = (title: string, texts: readonly string[], width: number): readonly Line[] =>
	texts.flatMap((text, index) =>
		wrap(escapeText(text), Math.max(10, width - titleWidth - 3)).map((line, row): Line => [
			span(` ${(index + row === 0 ? title : '').padEnd(titleWidth)} `, 'muted'),
			span(line),
		]),
	);
