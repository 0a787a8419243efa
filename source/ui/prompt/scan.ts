// `:scan [PATH]`, and the key for it: locks and groups are looked for in the tree, where no server tells of them.
import type {Event} from '../../store/events.ts';
import {typedPath} from '../../store/goto.ts';
import type {State} from '../../store/state.ts';
import {refuse, type Refusal} from '../refusal.ts';

/** Its price is shown first; one that was stopped goes on, one that goes is shown. */
export const scanFor = (state: State, argument: string): Event | Refusal => {
	const {live, view} = state;
	if (live.inspection.lockSource.kind === 'dump') {
		return refuse('nothing to scan for: dump tells of all locks; 1 shows them');
	}

	const typed = argument === '' ? undefined : typedPath(argument);
	if (typed !== undefined && !('path' in typed)) {
		return refuse(`scan ${argument}: ${typed.problem}; it wants the path below which it looks`);
	}

	const {scan} = view;
	const isOver = live.scan?.id === scan?.id && live.scan?.state === 'done';
	if (scan !== undefined && !isOver && (typed === undefined || typed.path === scan.under.join(' '))) {
		return {type: 'scan-wished', wish: {...scan, going: true}};
	}

	const named = typed === undefined ? view.lockPaths : [typed.path];
	const under = named.length === 0 ? ['/'] : named;
	return {
		type: 'job-wished',
		wish: {id: `scan ${under.join(' ')} ${live.clock.at}`, kind: 'scan', under, going: false},
		cursor: 0,
	};
};

/** Esc: the scan that goes is stopped; undefined: none does. */
export const stopScan = ({live, view}: State): Event | undefined => {
	const {scan} = view;
	const goes = scan?.going === true && !(live.scan?.id === scan.id && live.scan.state === 'done');
	return goes ? {type: 'scan-wished', wish: {...scan, going: false}} : undefined;
};
