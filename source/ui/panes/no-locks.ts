// What the locks tab says where it has no lock to show: why nobody can look, that there is none, or what is with a lock that was asked
// for by its path.
import {counted, formatCount, formatTime} from '../format.ts';
import {lockAt} from '../../store/lines.ts';
import {isGiant, locksOf} from '../../store/selectors.ts';
import {shown, type ServerState, type State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {span, wrap, type Line} from '../line.ts';

/** Never "no locks" without saying whether we could look. */
export const noLocks = (state: State, width: number): readonly Line[] => {
	const {servers, inspection, traffic} = shown(state);
	const {lockSource} = inspection;
	const locks = inspection.locks.filter(({kind}) => kind === 'lock');
	const others = inspection.locks.length - locks.length;
	const {lockPaths, filters} = state.view;
	const text = ((): string => {
		if (locks.length > 0) {
			return `none of ${locks.length} matches /${filters.locks}`;
		}

		if (others > 0) {
			return `no lock: all that stand in line elect a leader or share a semaphore, ${counted(others, 'line')}; 2 shows them`;
		}

		switch (lockSource.kind) {
			case 'none':
				return `nothing known yet: ${lockSource.why}`;
			case 'loaded':
				return looked(state, lockSource.why);
			case 'dump':
				return nobody(
					lockPaths.join(' '),
					traffic.chroot,
					servers.some(tellsNow) ? undefined : lockSource.at,
				);
		}
	})();
	return wrap(escapeText(text), width - 2).map(line => [span(` ${line}`)]);
};

/** Where dump is off: what else was looked through, and what would find more. */
const looked = (state: State, why: string): string => {
	const {lockPaths} = state.view;
	const {scan} = shown(state);
	const where = lockPaths.length === 0 ? 'what was scanned' : lockPaths.join(' ');
	if (scan?.state === 'done') {
		return `no contender in ${where}`;
	}

	return lockPaths.length === 0
		? `cannot look: dump is off (${why}). f looks through the tree, its price first; :lock /path opens the lock at a path; locks among the znodes that are open in the tree are shown here, and those below --locks /path`
		: `no contender right under ${where}; f looks through all below, its price first`;
};

/**
 * @param chroot What is outside of it is not seen.
 * @param seenAt When that was seen last, where nobody can look now.
 */
const nobody = (where: string, chroot: string, seenAt: number | undefined): string => {
	if (where !== '') {
		const none = `no contender under ${where}`;
		return seenAt === undefined ? none : `nobody can look now; at ${formatTime(seenAt)} there was ${none}`;
	}

	const seen = chroot === '/' ? 'in the whole ensemble' : `below ${chroot}, the root of this session`;
	const none = `no ephemeral-sequential znode ${seen}: nobody`;
	return seenAt === undefined
		? `${none} holds or waits for a lock`
		: `nobody can look now; at ${formatTime(seenAt)} there was ${none} held or waited for a lock`;
};

/** Where dump is answered, and the server still is. */
const tellsNow = ({srvr, dump}: ServerState): boolean =>
	dump.kind === 'fresh' && srvr.kind !== 'stale' && srvr.kind !== 'failed';

/** Of the lock that was asked for last, as long as the cursor is on it and nobody stands there: what is known. */
export const askedForLines = (state: State, width: number): readonly Line[] => {
	const path = state.view.locksAskedFor.at(-1);
	const isMeant = path !== undefined && state.view.cursors.locks.at === path;
	return !isMeant || locksOf(state).some(lock => lock.path === path)
		? []
		: [
				...wrap(escapeText(`${path}: ${conditionOf(state, path)}`), width - 2).map((line): Line => [
					span(` ${line}`, 'notice'),
				]),
				[],
			];
};

const conditionOf = (state: State, path: string): string => {
	const data = shown(state);
	const {znodes, inspection, session} = data;
	const {stat, names, failure} = znodes.get(path) ?? {};
	const kind = lockAt(data, path)?.kind ?? 'lock';
	if (kind !== 'lock') {
		return `is ${kind === 'election' ? 'an election' : 'a semaphore'}: 2 shows it`;
	}

	if (failure !== undefined) {
		return failure;
	}

	if (inspection.lockSource.kind === 'dump') {
		return 'nobody holds it or waits for it: dump tells of no ephemeral with a number below it';
	}

	if (stat === undefined) {
		return session.client.kind === 'connected' ? 'is being read' : 'cannot be read: no session stands';
	}

	if (isGiant(stat)) {
		return `has ${formatCount(stat.children)} children, too many to read them unasked; in the tree → asks which to list`;
	}

	return names === undefined || names.some(name => znodes.get(`${path}/${name}`) === undefined)
		? 'its children are being read'
		: `nobody holds it or waits for it: of its ${formatCount(names.length)} children none is an ephemeral with a number`;
};
