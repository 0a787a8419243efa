// The demo's panel above the footer: that it is one, what is broken, the drill and its hints. No rows where there is no demo.
import {targetOf} from '../../store/demo.ts';
import type {DemoState} from '../../store/demo-ask.ts';
import type {State} from '../../store/state.ts';
import type {Window} from '../../store/window.ts';
import {rule, type Border} from '../box.ts';
import {demoFaults, openFromRows} from '../actions/demo.ts';
import {smallest} from '../layout.ts';
import {fit, lineWidth, span, type Line} from '../line.ts';
import {drillLines, drillWindow} from './drill.ts';

/** Lower screens have no room for it, but while it has the keys. */
const fromRows = 16;
const mostOfScreen = {open: 1 / 2, closed: 1 / 3} as const;

/** The drill as far as it is shown, and the lines about the keys below it. */
export type DemoView = Window & {
	readonly drill: readonly Line[];
	readonly keys: readonly Line[];
	readonly isOpen: boolean;
};

/** What the panel shows; undefined where there is none. */
export const demoView = (state: State): DemoView | undefined => {
	const {demo, view} = state;
	const {columns, rows} = view.size;
	const isOpen = view.mode.kind === 'demo';
	if (demo === undefined || rows < (isOpen ? openFromRows : fromRows)) {
		return undefined;
	}

	const keys = isOpen ? menu(demo, columns) : [closed(demo)];
	const drill = drillLines(demo, columns - 2);
	const most = Math.floor(rows * mostOfScreen[isOpen ? 'open' : 'closed']);
	const room = Math.min(most, rows - smallest.rows) - 1 - keys.length;
	return {drill, keys, isOpen, ...drillWindow(state, demo, drill.length, room)};
};

/** As many rows as it takes, up to its share of the screen. */
export const demoPanel = (state: State): readonly Line[] => {
	const shown = demoView(state);
	if (shown === undefined) {
		return [];
	}

	const {columns} = state.view.size;
	const {drill, top, end, keys} = shown;
	const lines = [...drill.slice(top, end), ...keys];
	return [
		rule(columns, titleOf(shown, state.demo?.connect ?? '', columns)),
		...lines.map(line => fit([span(' '), ...line], columns)),
	];
};

/** Of a drill that is not seen whole, which of its lines are, and how the others are. */
const titleOf = ({drill, top, end, isOpen}: DemoView, connect: string, width: number): Border => {
	const [name, what] = [
		span('Demo', isOpen ? 'focused' : 'heading'),
		span(' no ZooKeeper, nothing on disk', 'muted'),
	];
	const seen = `lines ${top + 1}-${end} of ${drill.length}`;
	const right = [
		span(end - top === drill.length ? connect : `${seen}${isOpen ? '' : ': F, then ↑↓'}`, 'muted'),
	];
	return {left: lineWidth([name, what, ...right]) + 7 <= width ? [name, what] : [name], right};
};

const closed = (demo: DemoState): Line => {
	const broken = brokenIn(demo);
	return [
		span('F', 'accent'),
		span(` breaks things${isTold(demo) ? '' : ', and n gives a hint there'}`),
		...(broken === '' ? [] : [span(' · '), span(broken, 'warn')]),
	];
};

/** What is aimed at stands above its faults where they have no room beside it. */
const besideFrom = 76;

const menu = (demo: DemoState, width: number): readonly Line[] => {
	const [target, broken] = [targetOf(demo), brokenIn(demo)];
	const at = demo.targets.findIndex(({id}) => id === target?.id) + 1;
	const aim = [
		span('← '),
		span(target?.label ?? 'nobody there', 'accent'),
		span(` → ${at} of ${demo.targets.length}`),
	];
	const faults = demoFaults
		.filter(({of}) => of === target?.kind)
		.flatMap(({key, name}, index) => [span(`${index === 0 ? '' : '  '}${key}`, 'accent'), span(` ${name}`)]);
	return [
		...(width < besideFrom ? [aim, faults] : [[...aim, span('  '), ...faults]]),
		[
			span('h', 'accent'),
			span(' heal all'),
			...(isTold(demo) ? [] : [span('  n', 'accent'), span(' hint')]),
			broken === '' ? span('  nothing is broken', 'muted') : span(`  broken: ${broken}`, 'warn'),
		],
	];
};

/** There is no drill, or its solution is there. */
const isTold = ({drill, hinted}: DemoState): boolean => drill === undefined || hinted > drill.hints.length;

const brokenIn = ({targets}: DemoState): string =>
	targets
		.filter(({faults}) => faults !== '')
		.map(({label, faults}) => `${label} ${faults}`)
		.join(', ');
