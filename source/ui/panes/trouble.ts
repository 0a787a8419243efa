// The band under the header: what is wrong, worst first, and how much of it zktop can see at all.
import type {Finding, Severity} from '../../analyze/findings.ts';
import {troublesOf} from '../../store/selectors.ts';
import {shown, type Mode, type State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatWholeAge} from '../format.ts';
import {labelsOf, withLabels, type Labels} from '../labels.ts';
import {fit, lineWidth, span, spaces, widthOf, wrap, type Line} from '../line.ts';
import {sentenceIn} from '../sentence.ts';
import type {Style} from '../theme.ts';

export const severityStyle: Readonly<Record<Severity, Style>> = {bad: 'bad', warn: 'warn', info: 'notice'};
export const severityMark: Readonly<Record<Severity, string>> = {bad: '✗', warn: '!', info: 'i'};

/** No band is as high: from so many sentences on it is not counted what they take. */
const mostRows = 5;

/** Rows that the band would like: as many as all its sentences take. */
export const troubleRows = (state: State, width: number): number =>
	troublesOf(state)
		.slice(0, mostRows)
		.reduce((sum, finding) => sum + sentenceRows(state, finding, width).length, 0);

/** Exactly `height` lines: a row for each sentence, and what is left for those that need more. */
export const troubleBand = (
	state: State,
	width: number,
	height: number,
	titled: boolean,
): readonly Line[] => {
	const findings = troublesOf(state);
	const hidden = shown(state).judgement.findings.length - findings.length;
	const focused = state.view.focus === 'trouble';
	if (findings.length === 0) {
		const calm = calmText(state, hidden);
		const {sees, blind} = shown(state).judgement;
		const views = [viewText(state, hidden), `${sees} of ${sees + blind.length} rules see`];
		const view = views.find(text => lineWidth(calm) + 2 + widthOf(text) <= width) ?? '';
		return [fit([...calm, span(`  ${view}`, 'muted')], width)];
	}

	const title = rule(width, {
		left: [span(`Trouble ${findings.length}`, focused ? 'focused' : 'heading')],
		right: [span(viewText(state, hidden), 'muted')],
	});
	const rows = height - (titled ? 1 : 0);
	const more = Math.max(0, findings.length - rows);
	let spare = Math.max(0, rows - findings.length);
	const rest = `  +${more} more${leadsToFindings(state.view.mode) ? ', press 5' : ''}`;
	const lines = findings.slice(0, rows).flatMap((finding, index) => {
		const said = troubleLines(state, finding, {
			width,
			rows: 1 + spare,
			after: index === rows - 1 && more > 0 ? rest : '',
			focused: focused && !titled && index === 0,
		});
		spare -= said.length - 1;
		return said;
	});
	return titled ? [title, ...lines] : lines;
};

/** Where a prompt or the demo's panel has the keys, 5 is theirs. */
const leadsToFindings = ({kind}: Mode): boolean => ['home', 'zoomed', 'card'].includes(kind);

/** `2 acknowledged · 62 rules: 53 see, 9 blind` */
const viewText = (state: State, hidden: number): string => {
	const {sees, blind} = shown(state).judgement;
	const acknowledged = hidden === 0 ? '' : `${hidden} acknowledged · `;
	return `${acknowledged}${sees + blind.length} rules: ${sees} see, ${blind.length} blind`;
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

/** Mark, age, and the blanks around them. */
const before = (state: State, {severity, since, sinceAtLeast}: Finding, focused: boolean): Line => {
	const age = `${sinceAtLeast ? '≥' : ''}${formatWholeAge(shown(state).clock.at - since)}`;
	return [
		span(` ${severityMark[severity]} `, focused ? 'focused' : severityStyle[severity]),
		span(age.padStart(5)),
		span('  '),
	];
};

const sentenceRows = (state: State, finding: Finding, width: number): readonly string[] =>
	wrap(findingText(finding, labelsOf(state)), width - lineWidth(before(state, finding, false)));

type Room = {
	readonly width: number;
	readonly rows: number;
	/** What stands behind the sentence. */
	readonly after: string;
	readonly focused: boolean;
};

/** In at most so many rows, at least one. */
const troubleLines = (
	state: State,
	finding: Finding,
	{width, rows, after, focused}: Room,
): readonly Line[] => {
	const start = before(state, finding, focused);
	const all = sentenceRows(state, finding, width);
	const whole = all.slice(0, rows - 1);
	const last = sentenceIn(all.slice(rows - 1).join(' '), width - after.length - lineWidth(start));
	return [...whole, last]
		.filter((text, row) => row === 0 || text !== '')
		.map((text, row, {length}): Line => {
			const behind = row === length - 1 ? after : '';
			const lead = row === 0 ? start : [span(spaces(lineWidth(start)))];
			const style: Style | undefined = finding.severity === 'bad' ? 'bad' : undefined;
			return [...fit([...lead, span(text, style)], width - behind.length), span(behind, 'muted')];
		});
};

/** A finding in one sentence: subject first where it is a server. */
export const findingText = ({subject, text}: Pick<Finding, 'subject' | 'text'>, labels: Labels): string =>
	escapeText(
		subject === 'ensemble' || subject === 'zktop'
			? withLabels(text, labels)
			: `${subject.split(', ').map(labels).join(', ')} ${withLabels(text, labels)}`,
	);
