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

export const detailLines = (finding: Finding, told: Told, width: number): readonly Line[] => {
	const {evidence, why, next, limit, seenAt} = finding;
	const unseen = told.now - seenAt >= 1000 ? [`seen ${formatWholeAge(told.now - seenAt)} ago`] : [];
	return [
		rule(width, {
			left: [
				span(`${finding.rule} on ${finding.subject.split(', ').map(told.labels).join(', ')}`, 'heading'),
			],
			right: [span([...unseen, 'enter goes there'].join(' · '), 'muted')],
		}),
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

/** Columns as wide as they have to be; where that is too much, what is said and its source share what there is. */
const evidenceLines = (
	evidence: readonly Evidence[],
	{labels, now}: Told,
	width: number,
): readonly Line[] => {
	if (evidence.length === 0) {
		return [];
	}

	const rows = evidence.map(({what, now: figure, usual, server, from, at}) => [
		escapeText(what),
		escapeText(say(figure)),
		usual === undefined ? '' : say(usual),
		`${server === undefined ? '' : `${labels(server)} `}${escapeText(from)}`,
		at === undefined ? '' : formatAge(now - at),
	]);
	const widths = evidenceWidths([titles, ...rows], width);
	return [titles, ...rows].map((row, index): Line => [
		span(' '),
		...cells(
			row.map((text, column) => ({
				text,
				width: widths[column] ?? 0,
				...([ofNow, ofUsual, ofAge].some(right => right === column) && {align: 'right' as const}),
				style: index === 0 || column > ofNow ? ('muted' as const) : undefined,
			})),
		),
	]);
};

const evidenceWidths = (rows: readonly (readonly string[])[], width: number): readonly number[] => {
	const need = titles.map((_, column) => Math.max(...rows.map(row => widthOf(row[column] ?? ''))));
	const taken = [ofNow, ofUsual, ofAge].reduce((sum, column) => sum + (need[column] ?? 0) + 1, 0);
	const left = width - taken - 3;
	const [what = 0, from = 0] = [need[ofWhat], need[ofFrom]];
	const least = Math.ceil(left * 0.55);
	const first = what + from <= left ? what : Math.min(what, Math.max(least, left - from));
	return need.map((one, column) => (column === ofWhat ? first : column === ofFrom ? left - first : one));
};

const titleWidth = 7;

const paragraph = (title: string, texts: readonly string[], width: number): readonly Line[] =>
	texts.flatMap((text, index) =>
		wrap(escapeText(text), Math.max(10, width - titleWidth - 3)).map((line, row): Line => [
			span(` ${(index + row === 0 ? title : '').padEnd(titleWidth)} `, 'muted'),
			span(line),
		]),
	);
