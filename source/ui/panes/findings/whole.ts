// A finding read whole, at any size of the terminal: all about it, and below what was wrong and what zktop cannot judge.
import {findingRead, findingsOf} from '../../../store/selectors.ts';
import {shown, shownMode, type State} from '../../../store/state.ts';
import {windowFrom} from '../../../store/window.ts';
import {labelsOf} from '../../labels.ts';
import {fit, span, type Line} from '../../line.ts';
import {columnsFor} from './columns.ts';
import {findingTitle, toldLines} from './detail.ts';
import {blindSection, clearedSection} from './past-and-blind.ts';
import {sectionHeight, sectionLines} from './section.ts';

/** Where there is none, or the one that was read is over. */
const noneText = ({view}: State): string => {
	const mode = shownMode(view.mode);
	return mode.kind === 'finding' && mode.finding !== undefined
		? 'this is over: what was wrong stands below'
		: 'nothing that the rules can see';
};

/** `fsync-slow on zk1 · 2 of 5` */
export const wholeTitle = (state: State): string => {
	const finding = findingRead(state);
	const all = findingsOf(state);
	return finding === undefined
		? `Findings: ${noneText(state)}`
		: `${findingTitle(finding, labelsOf(state))} · ${all.indexOf(finding) + 1} of ${all.length}`;
};

/** All lines: nothing is cut. */
export const wholeLines = (state: State, width: number): readonly Line[] => {
	const {judgement, clock} = shown(state);
	const finding = findingRead(state);
	const told = {labels: labelsOf(state), columns: columnsFor(width)};
	const sections = [clearedSection(judgement, told), blindSection(judgement, told)];
	return [
		...(finding === undefined
			? [[span(` ${noneText(state)}`, 'good')] as const]
			: toldLines(finding, {labels: told.labels, now: clock.at}, width)),
		...sections.flatMap(section => sectionLines(section, width, sectionHeight(section))),
	];
};

export const wholePane = (state: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	const lines = wholeLines(state, width);
	const {top, end} = windowFrom(mode.kind === 'finding' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end).map(line => fit(line, width));
};
