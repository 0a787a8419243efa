// The keys that scroll what a drill tells in the demo's panel.
import type {Event} from '../../store/events.ts';
import {windowFrom} from '../../store/window.ts';
import {demoView} from '../panes/demo.ts';
import type {Context, Target} from './actions.ts';
import {refuse, type Refusal} from '../refusal.ts';

const scrollDrill =
	(target: Target) =>
	({state}: Context): Event | Refusal => {
		const shown = demoView(state);
		if (shown === undefined || shown.drill.length === 0) {
			return refuse('no drill to read: zktop demo --list-drills');
		}

		const {drill, top, end} = shown;
		const [count, height] = [drill.length, end - top];
		return {type: 'scrolled', top: windowFrom(target(top, count, height), count, height).top};
	};

/** Letters break things there. */
export const drillKeys = [
	{
		id: 'demo-down',
		keys: ['down'],
		label: '↓',
		does: 'scroll the drill down',
		hint: 'scroll',
		run: scrollDrill(at => at + 1),
	},
	{
		id: 'demo-up',
		keys: ['up'],
		label: '↑',
		does: 'scroll the drill up',
		hint: 'scroll',
		run: scrollDrill(at => at - 1),
	},
	{
		id: 'demo-page-down',
		keys: ['pagedown', ' '],
		label: 'PgDn',
		does: 'a page of the drill down',
		run: scrollDrill((at, _, height) => at + height),
	},
	{
		id: 'demo-page-up',
		keys: ['pageup'],
		label: 'PgUp',
		does: 'a page of the drill up',
		run: scrollDrill((at, _, height) => at - height),
	},
];
