// The findings tab: what is wrong, what was, what zktop cannot judge and why, and all about the selected one.
import type {Finding} from '../../../analyze/findings.ts';
import {cursorRow, findingsOf, isAcknowledged} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {windowAround} from '../../../store/window.ts';
import {escapeText} from '../../escape.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import {labelsOf, type Labels} from '../../labels.ts';
import {cells, fit, span, type Cell, type Line} from '../../line.ts';
import type {Style} from '../../theme.ts';
import {findingText, severityMark, severityStyle} from '../trouble.ts';
import {detailLines} from './detail.ts';
import {blindLines, clearedLines} from './past-and-blind.ts';
import {columnsFor, sinceWidth, forWidth, type Columns} from './columns.ts';

/** The title and the sentence of the selected finding: the rest of it takes what the others leave. */
const leastDetail = 3;
/** The newest one, below its title. */
const leastCleared = 2;
/** The title, a rule and how many more: some rules are blind on most ensembles, and what is wrong matters more. */
const leastBlind = 3;

export const findingsTab = (state: State, width: number, height: number): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const findings = findingsOf(state);
	const labels = labelsOf(state);
	const columns = columnsFor(width);
	const list = findingList(state, findings, columns, height);
	const selected = findings[cursorRow(state, 'findings')];
	const detail = selected === undefined ? [] : detailLines(selected, {labels, now: clock.at}, width);
	const blindRows = judgement.blind.length === 0 ? 0 : judgement.blind.length + 1;
	const [told, blind, cleared] = shareOut(height - list.length, [
		{least: Math.min(leastDetail, detail.length), most: detail.length},
		{least: Math.min(blindRows, leastBlind, Math.floor(height / 3)), most: blindRows},
		{least: judgement.cleared.length === 0 ? 0 : leastCleared, most: judgement.cleared.length + 1},
	]);
	return [
		...list,
		...clearedLines(judgement, {labels, columns}, width, cleared),
		...blindLines(judgement, width, blind),
		...detail.slice(0, told),
	];
};

type Share = {readonly least: number; readonly most: number};

/** Rows for each: its least first, then in their order as much as they would like. */
const shareOut = (
	rows: number,
	[first, second, third]: readonly [Share, Share, Share],
): readonly [number, number, number] => {
	let left = Math.max(0, rows);
	const take = (wanted: number): number => {
		const taken = Math.max(0, Math.min(left, wanted));
		left -= taken;
		return taken;
	};

	const [a, b, c] = [take(first.least), take(second.least), take(third.least)];
	return [a + take(first.most - a), b + take(second.most - b), c + take(third.most - c)];
};

/** Those of now with a title above, around the cursor; at most half of the pane. */
const findingList = (
	state: State,
	findings: readonly Finding[],
	columns: Columns,
	height: number,
): readonly Line[] => {
	const hidden = shown(state).judgement.findings.filter(finding =>
		isAcknowledged(state.view, finding),
	).length;
	const remark = hidden === 0 || state.view.showsAcknowledged ? '' : `  ${hidden} acknowledged: A shows them`;
	if (findings.length === 0) {
		return [[span(' nothing that the rules can see', 'good'), span(remark, 'muted')]];
	}

	const titled = height >= 14;
	const room = Math.max(3, Math.floor(height / 2) - Number(titled));
	const at = cursorRow(state, 'findings');
	const {top, end} = windowAround(state.view.cursors.findings.top, at, findings.length, room);
	const rows = findings
		.slice(top, end)
		.map((finding, index) => findingRow(state, finding, columns, top + index === at));
	return [...(titled ? [fit([...titleRow(columns), span(remark, 'muted')], columns.width)] : []), ...rows];
};

const titleRow = ({text, where, rule}: Columns): Line =>
	cells([
		{text: '', width: 2},
		{text: ' SINCE', width: sinceWidth, style: 'muted'},
		{text: 'FOR', width: forWidth, align: 'right', style: 'muted'},
		{text: '', width: 1},
		{text: 'WHAT', width: text, style: 'muted'},
		...(where === 0 ? [] : [{text: 'WHERE', width: where, style: 'muted' as Style}]),
		...(rule === 0 ? [] : [{text: 'RULE', width: rule, style: 'muted' as Style}]),
	]);

const findingRow = (state: State, finding: Finding, columns: Columns, isSelected: boolean): Line => {
	const {clock} = shown(state);
	const labels = labelsOf(state);
	const {severity, since, sinceAtLeast} = finding;
	const age = `${formatWholeAge(clock.at - since)}${sinceAtLeast ? '+' : ''}`;
	const acknowledged = isAcknowledged(state.view, finding);
	return fit(
		[
			span(isSelected ? '▌' : ' ', state.view.focus === 'inspector' ? 'accent' : 'muted'),
			acknowledged ? span('a', 'muted') : span(severityMark[severity], severityStyle[severity]),
			...cells([
				{text: '', width: 0},
				{text: `${sinceAtLeast ? '≤' : ' '}${formatTime(since)}`, width: sinceWidth, style: 'muted'},
				{text: age, width: forWidth, align: 'right'},
				{text: '', width: 1},
				...textCells(finding, columns, labels, acknowledged ? 'muted' : undefined),
			]),
		],
		columns.width,
	);
};

/** Where there is a column for the subject, the text does not repeat it. */
export const textCells = (
	finding: Finding,
	{text, where, rule}: Columns,
	labels: Labels,
	style: Style | undefined,
): readonly Cell[] =>
	where === 0
		? [{text: findingText(finding, labels), width: text, style}]
		: [
				{text: escapeText(finding.text), width: text, style},
				{text: finding.subject.split(', ').map(labels).join(', '), width: where, style: 'muted'},
				...(rule === 0 ? [] : [{text: finding.rule, width: rule, style: 'muted' as const}]),
			];
