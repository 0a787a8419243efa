// Below what is wrong now: what was wrong in the last hour, and what zktop cannot judge and why.
import type {Judgement} from '../../../analyze/findings.ts';
import {escapeText} from '../../escape.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import {withLabels, type Labels} from '../../labels.ts';
import {span} from '../../line.ts';
import {findingText} from '../trouble.ts';
import {timeCells, type Columns} from './columns.ts';
import {entryLines, type Entry, type Section} from './section.ts';

type Told = {readonly labels: Labels; readonly columns: Columns};
type Cleared = Judgement['cleared'][number];

/** `✓ 13:55:02 9 s …`: the newest first. */
export const clearedSection = ({cleared}: Judgement, told: Told): Section => ({
	title: `cleared in the last hour: ${cleared.length}`,
	entries: cleared.map(one => clearedEntry(one, told)),
});

const clearedEntry = ({finding, at, how}: Cleared, {labels, columns}: Told): Entry => {
	const isSure = how === 'cleared';
	const before = [
		span(isSure ? ' ✓' : ' ?', isSure ? 'good' : 'muted'),
		...timeCells(
			columns,
			{text: ` ${formatTime(finding.since)}`, style: 'muted'},
			{text: formatWholeAge(at - finding.since), style: 'muted'},
		),
		span('   '),
	];
	const text = `${findingText(finding, labels)}${isSure ? '' : ' (lost sight of it)'}`;
	return entryLines(before, text, {width: columns.width, style: 'muted'});
};

/** The rules that are blind and why; those that are so for the same reason stand together. */
export const blindSection = ({blind, sees}: Judgement, {labels, columns}: Told): Section => ({
	title: `cannot judge: ${blind.length} of ${sees + blind.length}`,
	entries: [...Map.groupBy(blind, ({why}) => why)].map(([why, rules]) => {
		const names = rules.map(({rule}) => rule).join(', ');
		const reason = escapeText(withLabels(why, labels));
		const text = rules.length === 1 ? `${names}: ${reason}` : `${rules.length} rules, ${reason}: ${names}`;
		return entryLines([span(' ?  ', 'muted')], text, {width: columns.width, style: 'muted'});
	}),
});
