// A finding in the list: in one row, or in as many as its sentence needs.
import type {Finding} from '../../../analyze/findings.ts';
import {isAcknowledged} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {escapeText} from '../../escape.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import {labelsOf, withLabels, type Labels} from '../../labels.ts';
import {cells, fit, span, wrap, type Line} from '../../line.ts';
import {sentenceIn} from '../../sentence.ts';
import type {Style} from '../../theme.ts';
import {findingText, severityMark, severityStyle} from '../trouble.ts';
import {timeCells, type Columns} from './columns.ts';

type Drawn = {readonly isSelected: boolean; readonly isWhole: boolean};

export const findingRows = (
	state: State,
	finding: Finding,
	columns: Columns,
	{isSelected, isWhole}: Drawn,
): readonly Line[] => {
	const {text, where, rule, before, width} = columns;
	const said = saidOf(finding, columns, labelsOf(state));
	const sentence = isWhole ? wrap(said.sentence, text) : [sentenceIn(said.sentence, text)];
	const places = isWhole && where > 0 ? wrap(said.where, where) : [said.where];
	const style: Style | undefined = isAcknowledged(state.view, finding) ? 'muted' : undefined;
	return Array.from({length: Math.max(sentence.length, places.length)}, (_, row) => {
		const start =
			row === 0
				? startOf(state, finding, columns, isSelected)
				: [span(cursor(isSelected).padEnd(before), 'muted')];
		const after = [
			{text: places[row] ?? '', width: where, style: 'muted' as const},
			{text: row === 0 ? finding.rule : '', width: rule, style: 'muted' as const},
		].filter(({width}) => width > 0);
		return fit([...start, ...cells([{text: sentence[row] ?? '', width: text, style}, ...after])], width);
	});
};

const cursor = (isSelected: boolean): string => (isSelected ? '▌' : ' ');

const startOf = (state: State, finding: Finding, columns: Columns, isSelected: boolean): Line => {
	const {severity, since, sinceAtLeast} = finding;
	const age = `${formatWholeAge(shown(state).clock.at - since)}${sinceAtLeast ? '+' : ''}`;
	const began = `${sinceAtLeast ? '≤' : ' '}${formatTime(since)}`;
	return [
		span(cursor(isSelected), state.view.focus === 'inspector' ? 'accent' : 'muted'),
		isAcknowledged(state.view, finding)
			? span('a', 'muted')
			: span(severityMark[severity], severityStyle[severity]),
		...timeCells(columns, {text: began, style: 'muted'}, {text: age}),
		span('   '),
	];
};

/** Where there is a column for the subject, the text does not repeat it. */
const saidOf = (
	finding: Finding,
	{where}: Columns,
	labels: Labels,
): {readonly sentence: string; readonly where: string} =>
	where === 0
		? {sentence: findingText(finding, labels), where: ''}
		: {
				sentence: escapeText(withLabels(finding.text, labels)),
				where: finding.subject.split(', ').map(labels).join(', '),
			};
