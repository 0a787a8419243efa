// What a drill tells in the demo's panel: as much of it as there is room for, the rest by scrolling.
import type {DemoState} from '../../store/demo-ask.ts';
import type {State} from '../../store/state.ts';
import {windowFrom, type Window} from '../../store/window.ts';
import {span, wrap, type Line} from '../line.ts';

const labelWidth = 8;

/** Story, question, the hints that were asked for, at last the solution. */
export const drillLines = ({drill, hinted}: DemoState, width: number): readonly Line[] => {
	if (drill === undefined) {
		return [];
	}

	const {story, question, hints, solution} = drill;
	const given = hints
		.slice(0, hinted)
		.map((hint, index): readonly [string, string] => [`hint ${index + 1}`, hint]);
	const told: ReadonlyArray<readonly [string, string]> = [
		['story', story],
		['asked', question],
		...given,
		...(hinted > hints.length ? [['solved', solution] as const] : []),
	];
	return told.flatMap(([label, text]) =>
		wrap(text, width - labelWidth).map((line, index): Line => [
			span((index === 0 ? label : '').padEnd(labelWidth), 'muted'),
			span(line),
		]),
	);
};

/** Before a hint is asked for, one reads from the start; then what was told last. */
export const drillTop = ({hinted}: DemoState): number => (hinted === 0 ? 0 : Infinity);

/** The lines that are shown of so many. */
export const drillWindow = ({view: {mode}}: State, demo: DemoState, count: number, room: number): Window =>
	windowFrom(mode.kind === 'demo' ? mode.top : drillTop(demo), count, Math.max(0, room));
