// What `=` compares: versions of the value on the card, the subtree now with before; and `:diff`, `:changes`.
import {parseZxid, typedPath} from '../../store/goto.ts';
import {cursorPath} from '../../store/selectors.ts';
import {shownMode, type State} from '../../store/state.ts';
import type {Event} from '../../store/events.ts';
import {refuse, type Refusal} from '../refusal.ts';

type Where = {readonly state: State};

/** The two newest versions that were seen of the value on the card. */
export const compareVersions = ({state}: Where): Event | Refusal => {
	const mode = shownMode(state.view.mode);
	const path = mode.kind === 'card' ? mode.path : undefined;
	const count = path === undefined ? 0 : (state.versions.get(path)?.length ?? 0);
	return path === undefined || count < 2
		? refuse('one version of this value was seen while its card was open; when it changes, = compares')
		: {type: 'diff-opened', of: {kind: 'versions', path, index: count - 1}};
};

/** The pair of versions before or after the one that is shown. */
export const otherVersions =
	(step: 1 | -1) =>
	({state}: Where): Event | Refusal => {
		const {mode} = state.view;
		if (mode.kind !== 'diff' || mode.of.kind !== 'versions') {
			return refuse('these are two znodes, not versions of one');
		}

		const {path, index} = mode.of;
		const count = state.versions.get(path)?.length ?? 0;
		return index + step < 1 || index + step >= count
			? refuse(step === 1 ? 'this is the newest version that was seen' : 'no older version was seen')
			: {type: 'diff-opened', of: {kind: 'versions', path, index: index + step}};
	};

/** The price of looking for what has changed below the cursor since this run began. */
export const compareSubtree = ({state}: Where): Event | Refusal =>
	state.view.focus === 'tree'
		? changesSince(state.firstZxid, cursorPath(state))
		: refuse('a subtree is compared with before; tab goes to the tree');

const changesSince = (since: string | undefined, under: string): Event | Refusal =>
	since === undefined
		? refuse('no server has told yet which transaction is the newest one')
		: {
				type: 'job-wished',
				wish: {id: `changes ${under} ${since}`, kind: 'changes', under, since, going: false},
				cursor: 0,
			};

/** `:changes [ZXID] [PATH]`: since this run began, below the cursor, unless told. */
export const changesFor = (state: State, argument: string): Event | Refusal => {
	const {zxid, path = cursorPath(state)} =
		/^(?<zxid>[^/\s]\S*)?\s*(?<path>\/.*)?$/.exec(argument)?.groups ?? {};
	const since = zxid === undefined ? state.firstZxid : parseZxid(zxid);
	const typed = typedPath(path);
	return zxid !== undefined && since === undefined
		? refuse(`changes wants a zxid as 5a:12f3c or 0x5a00012f3c, but got "${zxid}"`)
		: 'path' in typed
			? changesSince(since, typed.path)
			: refuse(`changes ${path}: ${typed.problem}`);
};

/** `:diff PATH [PATH]`: with the znode under the cursor where only one is given. */
export const diffFor = (state: State, argument: string): Event | Refusal => {
	const [first = '', second = cursorPath(state), extra] = argument.split(/\s+(?=\/)/);
	const [left, right] = [typedPath(first), typedPath(second)];
	if (!('path' in left) || !('path' in right) || extra !== undefined) {
		return refuse('diff wants one path or two: :diff /config/a /config/b');
	}

	const paths = [left.path, right.path] as const;
	const id = `pair ${paths.join(' ')} ${state.live.clock.at}`;
	return {type: 'diff-opened', of: {kind: 'pair', wish: {id, kind: 'pair', paths, going: true}}};
};
