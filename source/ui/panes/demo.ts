// The demo's panel above the footer: that it is one, what is broken, the drill and its hints. No rows where there is no demo.
import {targetOf} from '../../store/demo.ts';
import type {DemoState} from '../../store/demo-ask.ts';
import type {State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {demoFaults} from '../actions/demo.ts';
import {fit, span, wrap, type Line} from '../line.ts';

/** Lower screens have no room for it. */
const fromRows = 16;

const mostOfScreen = 1 / 3;

/** As many rows as it takes, up to its share of the screen. */
export const demoPanel = ({demo, view}: State): readonly Line[] => {
	const {columns, rows} = view.size;
	if (demo === undefined || rows < fromRows) {
		return [];
	}

	const isOpen = view.mode.kind === 'demo';
	const title = rule(columns, {
		left: [span('Demo', isOpen ? 'focused' : 'heading'), span(' no ZooKeeper, nothing on disk', 'muted')],
		right: [span(demo.connect, 'muted')],
	});
	const keys = isOpen ? menu(demo) : closed(demo);
	// The newest hints stay, and the screen that they lead to.
	const room = Math.max(0, Math.floor(rows * mostOfScreen) - 1 - keys.length);
	const told = drillLines(demo, columns - 2);
	const lines = [...told.slice(Math.max(0, told.length - room)), ...keys];
	return [title, ...lines.map(line => fit([span(' '), ...line], columns))];
};

const closed = (demo: DemoState): readonly Line[] => {
	const broken = brokenIn(demo);
	return [
		[
			span('F', 'accent'),
			span(` breaks things${demo.drill === undefined ? '' : ', and n gives a hint there'}`),
			...(broken === '' ? [] : [span(' · '), span(broken, 'warn')]),
		],
	];
};

const menu = (demo: DemoState): readonly Line[] => {
	const [target, broken] = [targetOf(demo), brokenIn(demo)];
	const at = demo.targets.findIndex(({id}) => id === target?.id) + 1;
	const faults = demoFaults.filter(({of}) => of === target?.kind);
	return [
		[
			span('← '),
			span(target?.label ?? 'nobody there', 'accent'),
			span(` → ${at} of ${demo.targets.length}`),
			...faults.flatMap(({key, name}) => [span(`  ${key}`, 'accent'), span(` ${name}`)]),
		],
		[
			span('h', 'accent'),
			span(' heal all'),
			...(demo.drill === undefined ? [] : [span('  n', 'accent'), span(' hint')]),
			broken === '' ? span('  nothing is broken', 'muted') : span(`  broken: ${broken}`, 'warn'),
		],
	];
};

const brokenIn = ({targets}: DemoState): string =>
	targets
		.filter(({faults}) => faults !== '')
		.map(({label, faults}) => `${label} ${faults}`)
		.join(', ');

const drillLines = ({drill, hinted}: DemoState, width: number): readonly Line[] => {
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

const labelWidth = 8;
