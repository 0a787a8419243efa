// What is remembered: a moment for each tick of the last ten minutes, one for ten seconds of the hour before, in bounded memory.
import type {Data, Moment, Past} from '../state.ts';
import type {PastLimits} from './limits.ts';
import {SharedMap} from '../shared-map.ts';
import {noSessions, packedBytes, packSessions} from './packed-sessions.ts';
import {thinned} from './thinned.ts';
import {changesBetween, changesBytes, merged, noChanges, treeAfter} from './tree-changes.ts';
import {unsharedBytes} from './weigh.ts';

export const noPast: Past = {moments: [], base: SharedMap.empty(), limits: undefined, source: undefined};

/** The past with one moment more: the end of a tick. */
export const recorded = (past: Past, data: Data, limits: PastLimits): Past => {
	const before = past.moments.at(-1);
	const next = {...past, source: data};
	if (before === undefined || past.source === undefined) {
		const moment = momentOf(data, undefined);
		return {
			...next,
			base: treeAfter(noPast.base, [changesBetween(noPast.base, data.znodes)]),
			moments: [moment],
		};
	}

	const moment = momentOf(data, {moment: before, source: past.source});
	return withinBudget(withinAges({...next, moments: [...past.moments, moment]}, limits), limits);
};

/** What all moments take, by estimate. The oldest one shares with nobody: it is the one that all others are compared with. */
export const bytesOf = ({moments}: Past): number => moments.reduce((sum, {bytes}) => sum + bytes, 0);

const momentOf = (
	data: Data,
	before: {readonly moment: Moment; readonly source: Data} | undefined,
): Moment => {
	const {sessions: rows, owners} = data.inspection;
	const {moment: earlier, source} = before ?? {};
	const moment = {
		data: thinned(data, earlier && source && {source, kept: earlier.data}),
		sessions:
			earlier !== undefined && source?.inspection.sessions === rows
				? earlier.sessions
				: packSessions(rows, data.clock.at, earlier?.sessions ?? noSessions, ({session}) =>
						owners.has(session),
					),
		changes: source === undefined ? noChanges : changesBetween(source.znodes, data.znodes),
	};
	return {...moment, bytes: earlier === undefined ? 0 : weight(moment, earlier)};
};

type Unweighed = Omit<Moment, 'bytes'>;

const weight = ({data, sessions, changes}: Unweighed, before: Unweighed): number =>
	unsharedBytes(data, before.data) + packedBytes(sessions, before.sessions) + changesBytes(changes);

/** Without one moment, which is not the newest: the one after it takes over what changed. */
const without = (past: Past, index: number): Past => {
	const {moments, base} = past;
	const [before, gone, after] = [moments[index - 1], moments[index], moments[index + 1]];
	if (gone === undefined || after === undefined) {
		return past;
	}

	const changes = merged(gone.changes, after.changes);
	const next =
		before === undefined
			? {...after, bytes: 0}
			: {...after, changes, bytes: weight({...after, changes}, before)};
	return {
		...past,
		moments: [...moments.slice(0, index), next, ...moments.slice(index + 2)],
		base: before === undefined ? treeAfter(base, [gone.changes]) : base,
	};
};

const withinAges = (past: Past, limits: PastLimits): Past => {
	const {everyTickMs, coarseMs, longestMs} = limits;
	const now = past.moments.at(-1)?.data.clock.at ?? 0;
	const slotOf = ({data}: Moment): number => Math.floor(data.clock.at / coarseMs);
	const fine = past.moments.findIndex(({data}) => now - data.clock.at <= everyTickMs);
	const index = past.moments.slice(0, fine).findIndex((moment, index) => {
		const before = past.moments[index - 1];
		const isDouble = before !== undefined && slotOf(moment) === slotOf(before);
		return isDouble || now - moment.data.clock.at > longestMs;
	});
	return index === -1 ? past : withinAges(without(past, index), limits);
};

/** That moment goes first whose absence is felt least: its neighbours are near to each other, and it is long ago. */
const withinBudget = (past: Past, {mostBytes}: PastLimits): Past => {
	let next = past;
	while (bytesOf(next) > mostBytes && next.moments.length > 2) {
		next = without(next, leastMissed(next.moments));
	}

	return next;
};

const leastMissed = (moments: readonly Moment[]): number => {
	const at = (index: number): number => moments[index]?.data.clock.at ?? 0;
	const now = at(moments.length - 1);
	let [least, found] = [Infinity, 0];
	for (let index = 1; index < moments.length - 1; index++) {
		const felt = (at(index + 1) - at(index - 1)) / (now - at(index));
		if (felt < least) {
			[least, found] = [felt, index];
		}
	}

	return found;
};
