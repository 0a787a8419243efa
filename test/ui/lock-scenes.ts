// The locks tab zoomed, on the recorded ensemble with a lock whose contenders a test names.
import {eventFor} from '../../source/ui/keymap.ts';
import {interestsOf, layoutFor} from '../../source/ui/interests.ts';
import type {Event} from '../../source/store/events.ts';
import {answers, scripted, told, type Scripted} from '../store/scripted.ts';

export const lock = '/locks/a';
export const nameOf = (number: number): string =>
	`a3ef881b62f24199ab6f338332c840f6__lock__000000000${number}`;
export const nodeOf = (number: number): string => `${lock}/${nameOf(number)}`;
/** Sessions of the recorded ensemble, on zk1 and zk3. */
export const [one, three] = ['0x100000ec87b0000', '0x300000ec8e50000'];

export {textOf} from './texts.ts';

export const dump = (...owners: ReadonlyArray<readonly [number, string]>) =>
	answers('zk3', 'dump', {
		...told('zk3', 'dump'),
		ephemerals: new Map(
			[...Map.groupBy(owners, ([, session]) => session)].map(([session, all]) => [
				session,
				all.map(([number]) => nodeOf(number)),
			]),
		),
	});

export const opened = (columns = 120, rows = 36): Scripted => {
	const screen = scripted();
	screen.does(
		{type: 'resized', columns, rows},
		{type: 'tab-chosen', tab: 'locks'},
		{type: 'zoomed', pane: 'inspector'},
	);
	return screen;
};

export const press = (screen: Scripted, key: string): void => {
	const state = screen.state();
	screen.does(
		eventFor(key, {state, layout: layoutFor(state), lines: 1, now: 0, nearest: () => undefined}) as Event,
	);
};

export const interests = ({state}: Scripted) => interestsOf(state(), layoutFor(state()));
