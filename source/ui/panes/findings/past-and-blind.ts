// Below what is wrong now: what was wrong in the last hour, and what zktop cannot judge and why.
import type {Judgement} from '../../../analyze/findings.ts';
import {rule} from '../../box.ts';
import {escapeText} from '../../escape.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import type {Labels} from '../../labels.ts';
import {cells, fit, span, type Line} from '../../line.ts';
import {findingText} from '../trouble.ts';
import {forWidth, sinceWidth, type Columns} from './columns.ts';

type Told = {readonly labels: Labels; readonly columns: Columns};

/** `✓ 13:55:02 9 s …`: the newest that fit. */
export const clearedLines = (
	{cleared}: Judgement,
	{labels, columns}: Told,
	width: number,
	height: number,
): readonly Line[] =>
	cleared.length === 0 || height < 2
		? []
		: [
				rule(width, {left: [span(`cleared in the last hour: ${cleared.length}`, 'muted')]}),
				...cleared.slice(0, height - 1).map(({finding, at, how}) =>
					fit(
						[
							span(how === 'cleared' ? ' ✓' : ' ?', how === 'cleared' ? 'good' : 'muted'),
							...cells([
								{text: '', width: 0},
								{text: ` ${formatTime(finding.since)}`, width: sinceWidth, style: 'muted'},
								{text: formatWholeAge(at - finding.since), width: forWidth, align: 'right', style: 'muted'},
								{text: '', width: 1},
								{
									text: `${findingText(finding, labels)}${how === 'cleared' ? '' : ' (lost sight of it)'}`,
									width: columns.width - sinceWidth - forWidth - 6,
									style: 'muted',
								},
							]),
						],
						width,
					),
				),
			];

/** The rules that are blind and why, in at most so many rows: what is wrong matters more. */
export const blindLines = ({blind, sees}: Judgement, width: number, height: number): readonly Line[] => {
	if (blind.length === 0) {
		return [];
	}

	const rows = Math.max(1, height - 1);
	const told = blind.length <= rows ? blind : blind.slice(0, rows - 1);
	const more = blind.length - told.length;
	return [
		rule(width, {left: [span(`cannot judge: ${blind.length} of ${sees + blind.length}`, 'muted')]}),
		...told.map(({rule, why}): Line =>
			fit([span(' ?  ', 'muted'), span(`${rule}: ${escapeText(why)}`, 'muted')], width),
		),
		...(more === 0 ? [] : [[span(` … ${more} more`, 'muted')]]),
	];
};
