// The findings tab: what is wrong, and what zktop cannot judge and why.
import {cursorRow, findingsOf} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatTime, formatWholeAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {fit, span, wrap, type Line} from '../line.ts';
import {findingText, severityMark, severityStyle} from './trouble.ts';

export const findingsTab = (state: State, width: number, height: number): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const findings = findingsOf(state);
	const labels = labelsOf(state);
	const blind = judgement.blind.map(({rule, why}): Line =>
		fit([span(' ?  ', 'muted'), span(`${rule}: ${escapeText(why)}`, 'muted')], width),
	);
	const blindTitle = rule(width, {
		left: [span(`cannot judge: ${blind.length} of ${judgement.sees + blind.length}`, 'muted')],
	});
	const below = blind.length === 0 ? [] : [blindTitle, ...blind];
	if (findings.length === 0) {
		return [[span(' nothing that the rules can see', 'good')], ...below];
	}

	const at = cursorRow(state, 'findings');
	const room = Math.max(3, height - below.length - 4);
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
