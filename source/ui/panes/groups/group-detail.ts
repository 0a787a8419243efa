// Below the table: all that is known of the selected group, as far as there is room.
import type {Election, Semaphore} from '../../../analyze/groups/group.ts';
import {evidenceFor, leadingFor, saidName, viewMember} from '../../../store/group-views.ts';
import {membersOf, type GroupRow} from '../../../store/groups.ts';
import {lineOf} from '../../../store/lines.ts';
import {parentPath} from '../../../store/selectors.ts';
import {shown, type State} from '../../../store/state.ts';
import {changesOf} from '../../../store/terms.ts';
import {rule} from '../../box.ts';
import {inColumns} from '../../columns.ts';
import {escapeText} from '../../escape.ts';
import {firstOf} from '../../facts.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import {labelsOf} from '../../labels.ts';
import {shortenStart, span, widthOf, type Line} from '../../line.ts';
import {heldText, standingLines, type Telling} from '../queue.ts';
import {unfollowedLines} from '../scan.ts';
import {leadingText} from './group-texts.ts';
import {leaseLines} from './lease.ts';
import {memberLines, type Drawing} from './members.ts';
import {queueLines} from './queue-detail.ts';
import {registryLines} from './registry.ts';
import {singleLines} from './single.ts';
import {participantLines} from './transaction.ts';

/** The rule with the group's name, and its lines. */
export const groupDetail = (state: State, row: GroupRow, width: number, height: number): readonly Line[] => {
	if (height < 2) {
		return [];
	}

	const said = followedBelow(row).flatMap(parent => unfollowedLines(shown(state), parent, width));
	const lines = [...said, ...linesOf(state, row, width, height - 1 - said.length)];
	return [titleOf(row, width), ...firstOf(lines, height - 1, width)];
};

/** The znodes whose listing tells whether its members are still there. */
const followedBelow = (row: GroupRow): readonly string[] => {
	const [first] = row.kind === 'transaction' ? [] : membersOf(row);
	return first === undefined ? [] : [parentPath(first.node)];
};

const titleOf = (row: GroupRow, width: number): Line => {
	const remark =
		row.kind === 'transaction' ? row.recipe : `${row.recipe}, ${row.confidence}${evidenceText(row.recipe)}`;
	const path = shortenStart(escapeText(row.path), Math.max(10, width - 8));
	const right = widthOf(path) + remark.length + 10 <= width ? [span(remark, 'muted')] : [];
	return rule(width, {left: [span(path, 'heading')], right});
};

/** What was only read about is said to be so. */
const evidenceText = (recipe: string): string =>
	evidenceFor(recipe) === 'documented' && !recipe.startsWith('generic') ? ', as documented' : '';

const linesOf = (state: State, row: GroupRow, width: number, room: number): readonly Line[] => {
	const data = shown(state);
	const drawing = {state, data, labels: labelsOf(state), recipe: row.recipe, width};
	switch (row.kind) {
		case 'election':
			return electionLines(drawing, row, room);
		case 'registry':
			return registryLines(drawing, row, room);
		case 'semaphore':
			return lineLines(drawing, row, room, view => `held ${heldText(view)}`);

		case 'barrier':
			return row.members === undefined
				? singleLines(state, row, width)
				: memberLines(drawing, row.members, room);
		case 'queue':
			return queueLines(drawing, row, room);
		case 'counter':
			return singleLines(state, row, width);
		case 'lease':
			return leaseLines(data, row, width);
		case 'transaction':
			return participantLines(state, row.transaction, width);
	}
};

/** Whoever holds and waits, and what is to be said of that: as of a lock. */
const lineLines = (
	{state, data, recipe, width}: Drawing,
	group: Election | Semaphore,
	room: number,
	heldOf: Telling['heldOf'],
): readonly Line[] => {
	const line = lineOf(data, group);
	const nameOf: Telling['nameOf'] = ({node}) => saidName(data, recipe, node);
	return line === undefined ? [] : standingLines(state, line, width, room, {nameOf, heldOf});
};

/** Of the room this much is for the terms before this one. */
const termsShare = 1 / 3;

const electionLines = (drawing: Drawing, election: Election, room: number): readonly Line[] => {
	const {data} = drawing;
	const {path, candidates} = election;
	const {begun, lately} = changesOf(data, path);
	const notes: readonly Line[] = [
		...(candidates === undefined ? [[span(' all others watch it, and stand in no line', 'muted')]] : []),
		...(begun === 0
			? []
			: [[span(` new leaders seen in this run: ${begun}, in the last 5 m: ${lately}`, 'muted')]]),
	];
	const terms = termLines(drawing, election);
	const termRoom = Math.min(terms.length, Math.max(0, Math.floor(room * termsShare)));
	const left = Math.max(0, room - notes.length - termRoom);
	const leading = `leads ${leadingText(leadingFor(data, election))}`;
	return [...lineLines(drawing, election, left, () => leading), ...notes, ...terms.slice(0, termRoom)];
};

/** Who led before, the last one first. */
const termLines = ({data, recipe, width}: Drawing, {path}: Election): readonly Line[] => {
	const {terms = []} = data.grouping.terms.get(path) ?? {};
	const ended = terms.filter(({until}) => until !== undefined).reverse();
	return inColumns(
		ended.map(({node, session, from, until = from, seen}) => {
			const {said, row} = viewMember(data, recipe, {node, session});
			return [
				span(` ${formatTime(until)}`, 'muted'),
				span(escapeText(said ?? row?.client ?? session)),
				span(`had led ${seen ? '' : 'at least '}${formatWholeAge(until - from)}`, 'muted'),
			];
		}),
		width,
		[{column: 1, to: 8}],
	);
};
