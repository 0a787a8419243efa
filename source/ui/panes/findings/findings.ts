// The findings tab: what is wrong, what was, what zktop cannot judge and why, and all about the selected one.
import type {Finding} from '../../../analyze/findings.ts';
import {cursorRow, findingsOf, isAcknowledged} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {windowAround} from '../../../store/window.ts';
import {labelsOf} from '../../labels.ts';
import {cells, fit, span, type Line} from '../../line.ts';
import type {Style} from '../../theme.ts';
import {columnsFor, timeCells, type Columns} from './columns.ts';
import {detailLines} from './detail.ts';
import {blindSection, clearedSection} from './past-and-blind.ts';
import {findingRows} from './row.ts';
import {leastHeight, sectionHeight, sectionLines} from './section.ts';

/** The title and the sentence of the selected finding: the rest of it takes what the others leave. */
const leastDetail = 3;

export const findingsTab = (state: State, width: number, height: number): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const findings = findingsOf(state);
	const labels = labelsOf(state);
	const columns = columnsFor(width);
	const list = findingList(state, findings, columns, height);
	const selected = findings[cursorRow(state, 'findings')];
	const detail = selected === undefined ? [] : detailLines(selected, {labels, now: clock.at}, width);
	const past = clearedSection(judgement, {labels, columns});
	const blind = blindSection(judgement, {labels, columns});
	const [told, blindRows, clearedRows] = shareOut(height - list.length, [
		{least: Math.min(leastDetail, detail.length), most: detail.length},
		{least: Math.min(1, sectionHeight(blind)), most: sectionHeight(blind)},
		{least: leastHeight(past), most: sectionHeight(past)},
	]);
	return [
		...list,
		...sectionLines(past, width, clearedRows),
		...sectionLines(blind, width, blindRows),
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
	const title = titled ? [fit([...titleRow(columns), span(remark, 'muted')], columns.width)] : [];
	const row = (finding: Finding, index: number, isWhole: boolean): readonly Line[] =>
		findingRows(state, finding, columns, {isSelected: index === at, isWhole});
	const whole = findings.flatMap((finding, index) => row(finding, index, true));
	if (whole.length <= room) {
		return [...title, ...whole];
	}

	const {top, end} = windowAround(state.view.cursors.findings.top, at, findings.length, room);
	return [
		...title,
		...findings.slice(top, end).flatMap((finding, index) => row(finding, top + index, false)),
	];
};

const titleRow = (columns: Columns): Line => {
	const muted: Style = 'muted';
	return [
		span('  '),
		...timeCells(columns, {text: ' SINCE', style: muted}, {text: 'FOR', style: muted}),
		span('   '),
		...cells(
			[
				{text: 'WHAT', width: columns.text, style: muted},
				{text: 'WHERE', width: columns.where, style: muted},
				{text: 'RULE', width: columns.rule, style: muted},
			].filter(({width}) => width > 0),
		),
	];
};
