// The band under the header: what is wrong, worst first, and how much of it zktop can see at all.
import type {Finding, Severity} from '../../analyze/findings.ts';
import {troublesOf} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatWholeAge} from '../format.ts';
import {labelsOf, withLabels, type Labels} from '../labels.ts';
import {fit, lineWidth, span, widthOf, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

export const severityStyle: Readonly<Record<Severity, Style>> = {bad: 'bad', warn: 'warn', info: 'notice'};
export const severityMark: Readonly<Record<Severity, string>> = {bad: '✗', warn: '!', info: 'i'};

/** Exactly `height` lines. */
export const troubleBand = (
	state: State,
	width: number,
	height: number,
	titled: boolean,
): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const {sees, blind} = judgement;
	const findings = troublesOf(state);
	const hidden = judgement.findings.length - findings.length;
	const count = sees + blind.length;
	const view = `${hidden === 0 ? '' : `${hidden} acknowledged · `}${count} rules: ${sees} see, ${blind.length} blind`;
	const focused = state.view.focus === 'trouble';
	if (findings.length === 0) {
		return [fit([...calmText(state, hidden), span(`  ${view}`, 'muted')], width)];
	}

	const title = rule(width, {
		left: [span(`Trouble ${findings.length}`, focused ? 'focused' : 'heading')],
		right: [span(view, 'muted')],
	});
	const rows = height - (titled ? 1 : 0);
	const lines = findings.slice(0, rows).map((finding, index) => {
		const more = findings.length - rows;
		return troubleLine(
			finding,
			clock.at,
			labelsOf(state),
			width,
			index === rows - 1 && more > 0 ? ` +${more} more: 5` : '',
			focused && !titled && index === 0,
		);
	});
	return titled ? [title, ...lines] : lines;
};

/** That nothing is wrong, and for how long. */
const calmText = (state: State, hidden: number): Line => {
	const {judgement, clock} = shown(state);
	const {calmSince} = judgement;
	const since =
		hidden > 0
			? 'no trouble but what is acknowledged'
			: calmSince === undefined
				? `no trouble since zktop looks, ${formatWholeAge(clock.at - clock.startedAt)}`
				: `no trouble for ${formatWholeAge(clock.at - calmSince)}`;
	return [
		span(' ✓ ', state.view.focus === 'trouble' ? 'focused' : 'good'),
		span(clock.tick === 0 ? 'asking' : since),
	];
};

const troubleLine = (
	finding: Finding,
	now: number,
	labels: Labels,
	width: number,
	more: string,
	focused: boolean,
): Line => {
	const age = `${finding.sinceAtLeast ? '≥' : ''}${formatWholeAge(now - finding.since)}`;
	const text = findingText(finding, labels);
	const before = [
		span(` ${severityMark[finding.severity]} `, focused ? 'focused' : severityStyle[finding.severity]),
		span(age.padStart(5)),
		span('  '),
	];
	const room = width - more.length - lineWidth(before);
	// What stands in brackets explains; what follows it often matters more.
	const said = widthOf(text) <= room ? text : text.replaceAll(/ \([^()]*\)/g, '');
	return [
		...fit([...before, span(said, finding.severity === 'bad' ? 'bad' : undefined)], width - more.length),
		span(more, 'muted'),
	];
};

/** A finding in one sentence: subject first where it is a server. */
export const findingText = ({subject, text}: Pick<Finding, 'subject' | 'text'>, labels: Labels): string =>
	escapeText(
		subject === 'ensemble' || subject === 'zktop'
			? withLabels(text, labels)
			: `${subject.split(', ').map(labels).join(', ')} ${withLabels(text, labels)}`,
	);
