// The findings tab: what is wrong, and what zktop cannot judge and why.
import type {Judgement} from '../../analyze/findings.ts';
import {cursorRow, findingsOf} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatTime, formatWholeAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {fit, span, wrap, type Line} from '../line.ts';
import {findingText, severityMark, severityStyle} from './trouble.ts';

/** What the selected finding takes below the list: its title and a text of up to three rows. */
const selectedRows = 4;

/** The rules that are blind and why, in at most so many rows: what is wrong matters more. */
const blindLines = ({blind, sees}: Judgement, width: number, height: number): readonly Line[] => {
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

export const findingsTab = (state: State, width: number, height: number): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const findings = findingsOf(state);
	const labels = labelsOf(state);
	if (findings.length === 0) {
		return [[span(' nothing that the rules can see', 'good')], ...blindLines(judgement, width, height - 1)];
	}

	const at = cursorRow(state, 'findings');
	const left = height - findings.length - selectedRows;
	const below = blindLines(judgement, width, Math.max(left, Math.floor(height / 3)));
	const room = Math.max(3, height - below.length - selectedRows);
	const {top, end} = windowAround(state.view.cursors.findings.top, at, findings.length, room);
	const rows = findings.slice(top, end).map((finding, index): Line => {
		const age = `${finding.sinceAtLeast ? '≥' : ''}${formatWholeAge(clock.at - finding.since)}`;
		return fit(
			[
				span(top + index === at ? '▌' : ' ', state.view.focus === 'inspector' ? 'accent' : 'muted'),
				span(`${severityMark[finding.severity]} `, severityStyle[finding.severity]),
				span(`${finding.sinceAtLeast ? '≤' : ' '}${formatTime(finding.since)} ${age.padStart(6)}  `, 'muted'),
				span(findingText(finding, labels)),
			],
			width,
		);
	});
	const selected = findings[at];
	const text =
		selected === undefined
			? []
			: wrap(findingText(selected, labels), width - 2).map((line): Line => [span(` ${line}`)]);
	const title = rule(width, {
		left: [
			span(selected === undefined ? '' : `${selected.rule} on ${escapeText(selected.subject)}`, 'heading'),
		],
	});
	return [...rows, ...below, title, ...text];
};
