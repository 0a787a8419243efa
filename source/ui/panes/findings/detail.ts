// All about one finding: the sentence, its evidence, what follows, what to do, and how it could be wrong.
import type {Evidence, Finding} from '../../../analyze/findings.ts';
import {say} from '../../../analyze/quantity.ts';
import {wrongIf} from '../../../store/selectors.ts';
import {rule} from '../../box.ts';
import {escapeText} from '../../escape.ts';
import {formatAge, formatWholeAge} from '../../format.ts';
import {withLabels, type Labels} from '../../labels.ts';
import {cells, span, wrap, type Line} from '../../line.ts';
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

const figureWidth = 10;
const ageWidth = 6;

const evidenceLines = (
	evidence: readonly Evidence[],
	{labels, now}: Told,
	width: number,
): readonly Line[] => {
	if (evidence.length === 0) {
		return [];
	}

	const left = width - 2 * (figureWidth + 1) - ageWidth - 3;
	const what = Math.min(48, Math.ceil(left * 0.55));
	const from = left - what - 1;
	const row = (texts: readonly [string, string, string, string, string], isTitle = false): Line => {
		const style = isTitle ? ('muted' as const) : undefined;
		return [
			span(' '),
			...cells([
				{text: texts[0], width: what, style},
				{text: texts[1], width: figureWidth, align: 'right', style},
				{text: texts[2], width: figureWidth, align: 'right', style: 'muted'},
				{text: texts[3], width: from, style: 'muted'},
				{text: texts[4], width: ageWidth, align: 'right', style: 'muted'},
			]),
		];
	};

	return [
		row(['EVIDENCE', 'NOW', 'USUAL', 'FROM', 'AGE'], true),
		...evidence.map(({what: said, now: figure, usual, server, from: source, at}) =>
			row([
				escapeText(said),
				escapeText(say(figure)),
				usual === undefined ? '' : say(usual),
				`${server === undefined ? '' : `${labels(server)} `}${escapeText(source)}`,
				at === undefined ? '' : formatAge(now - at),
			]),
		),
	];
};

const titleWidth = 7;

/** `WHY     …`, further lines under the first. */
const paragraph = (title: string, texts: readonly string[], width: number): readonly Line[] =>
	texts.flatMap((text, index) =>
		wrap(escapeText(text), Math.max(10, width - titleWidth - 3)).map((line, row): Line => [
			span(` ${(index + row === 0 ? title : '').padEnd(titleWidth)} `, 'muted'),
			span(line),
		]),
	);
