// A registry: who is there, who has gone, and who is registered for good.
import type {Registry, Standing} from '../../../analyze/groups/group.ts';
import {saidName, viewMember} from '../../../store/group-views.ts';
import {leaderNow} from '../../../store/selectors.ts';
import {inColumns} from '../../columns.ts';
import {escapeText} from '../../escape.ts';
import {formatTime, formatWholeAge} from '../../format.ts';
import {span, type Line, type Span} from '../../line.ts';
import {ageText, aliveSpan, clientSpans, type Drawing} from './members.ts';

export const registryLines = (drawing: Drawing, registry: Registry, room: number): readonly Line[] => {
	const {data} = drawing;
	const {path, members, statics = []} = registry;
	const {gone = [], arrived} = data.grouping.presences.get(path) ?? {};
	const missing = gone.map((one): Line => [
		span(' ✗ ', 'warn'),
		span(escapeText(one.name)),
		...(one.address === undefined ? [] : [span(` of ${escapeText(one.address)}`)]),
		span(` gone since ${formatTime(one.at)}, ${formatWholeAge(data.clock.at - one.at)} ago`, 'warn'),
	]);
	const all = members.length + statics.length;
	const goneRoom = Math.min(missing.length, Math.max(all === 0 ? room : 0, Math.floor(room / 3)));
	const left = room - goneRoom;
	const fits = all <= left ? all : Math.max(0, left - 1);
	const rows = members.slice(0, fits).map(member => {
		const view = viewMember(data, drawing.recipe, member);
		const here = arrived?.get(member.name);
		const said = view.said === member.name ? '' : (view.said ?? '');
		return [
			span(here === undefined ? ' ✓' : ' +', here === undefined ? undefined : 'notice'),
			span(escapeText(member.name)),
			span(escapeText(said)),
			...clientSpans(drawing, view),
			span(`${here?.again === true ? 'back for' : 'for'} ${ageText(view.thereMs)}`),
			aliveSpan(data, view),
		];
	});
	const standing = statics
		.slice(0, Math.max(0, fits - members.length))
		.map(one => standingSpans(drawing, one));
	const rest = all - fits;
	return [
		...missing.slice(0, goneRoom),
		...inColumns([...rows, ...standing], drawing.width, yields),
		...(rest > 0 && left > 0 ? [[span(`    … ${rest} more`, 'muted')] as Line] : []),
	];
};

/** Its server first, then its znode's name, since when it is there, what it says it is, and its address: how it is stays. */
const yields = [
	{column: 4, to: 0},
	{column: 1, to: 12},
	{column: 5, to: 0},
	{column: 2, to: 8},
	{column: 1, to: 6},
	{column: 3, to: 8},
] as const;

/** Who is registered for good: no session stands behind it, and none is missing. */
const standingSpans = ({data, recipe}: Drawing, {name, node, is}: Standing): readonly Span[] => {
	const ctime = data.znodes.get(node)?.stat?.ctime;
	return [
		span(' ='),
		span(escapeText(name)),
		span(escapeText(saidName(data, recipe, node) ?? '')),
		span('no session', 'muted'),
		span(''),
		span(`for ${ageText(ctime === undefined ? undefined : Math.max(0, leaderNow(data) - ctime))}`),
		span(is, 'muted'),
	];
};
