// Members of a group, a row each: who they are, where they are connected, since when, and how they are.
import type {Member} from '../../../analyze/groups/group.ts';
import {viewMember, type MemberView} from '../../../store/group-views.ts';
import type {Data, State} from '../../../store/state.ts';
import {inColumns} from '../../columns.ts';
import {escapeText} from '../../escape.ts';
import {formatWholeAge} from '../../format.ts';
import type {Labels} from '../../labels.ts';
import {span, type Line, type Span} from '../../line.ts';
import {pulseSpan} from '../verdict.ts';

export type Drawing = {
	readonly state: State;
	readonly data: Data;
	readonly labels: Labels;
	readonly recipe: string;
	readonly width: number;
};

/** Its server first, then what it calls itself, since when it is there, and its address: how it is stays. */
const yields = [
	{column: 3, to: 0},
	{column: 1, to: 8},
	{column: 4, to: 0},
	{column: 2, to: 8},
] as const;

/** `●  mailer-a  10.0.0.24:40122  zk1  12 s  pings only`. */
export const memberLines = (
	drawing: Drawing,
	members: readonly Pick<Member, 'node' | 'session'>[],
	room: number,
): readonly Line[] => {
	const fits = members.length <= room ? members.length : Math.max(0, room - 1);
	const rows = members.slice(0, fits).map(member => {
		const view = viewMember(drawing.data, drawing.recipe, member);
		return [
			span(' ●', 'accent'),
			span(escapeText(view.said ?? '')),
			...clientSpans(drawing, view),
			span(`for ${ageText(view.thereMs)}`),
			aliveSpan(drawing.data, view),
		];
	});
	const rest = members.length - fits;
	return [
		...inColumns(rows, drawing.width, yields),
		...(rest > 0 && room > 0 ? [[span(`    … ${rest} more`, 'muted')] as Line] : []),
	];
};

export const ageText = (ms: number | undefined): string => (ms === undefined ? '·' : formatWholeAge(ms));

export const clientSpans = ({labels}: Drawing, {row, session}: MemberView): readonly Span[] =>
	row === undefined
		? [span(session || '·'), span('')]
		: [span(escapeText(row.client)), span(`${labels(row.server)}${row.fresh ? '' : '?'}`)];

/** A client that no server lists is said to be in no list, where all of them tell. */
export const aliveSpan = ({inspection, clock}: Data, {row, pulse}: MemberView): Span =>
	row === undefined && inspection.unseen === undefined
		? span('connected nowhere', 'warn')
		: pulseSpan(pulse, clock.at);
