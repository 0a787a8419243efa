// The Sources card: through which door each fact of each server comes, what is in the way of the others, and what opens them.
//
//    zk1:2181
//      metrics        AdminServer monitor, https         2 s    18 KB  60× in 60 s
//                     mntr shut: mntr is not in the whitelist of this server
//      watches        wchs                              12 s    60  B   1× in 60 s
//                     10 watches on 6 paths by 3 connections
//      doors          AdminServer: not needed, the door before it is open
//      zoo.cfg        4lw.commands.whitelist=…
import {sourceRowsOf, type ServerSources} from '../../store/sources.ts';
import {shown, shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import type {DoorRow, FactRow} from '../../analyze/sources.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatWholeAge} from '../format.ts';
import {fit, span, wrap, type Line, type Span} from '../line.ts';
import {ownSessionLines} from './own-session.ts';

const indent = '                  ';

/** All lines of the card. */
export const sourceLines = (state: State, width: number): readonly Line[] => [
	...ownSessionLines(state, width, indent.length),
	[],
	...sourceRowsOf(shown(state)).flatMap((row): readonly Line[] => [
		[span(` ${escapeText(row.server)}`, 'heading')],
		...serverLines(row, width),
		[],
	]),
];

/** The window of the card. */
export const sourcesPane = (state: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	const lines = sourceLines(state, width);
	const {top, end} = windowFrom(mode.kind === 'sources' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end).map(line => fit(line, width));
};

/** What is in the way of several facts, and what opens it, stands once below all of them. */
const serverLines = (server: ServerSources, width: number): readonly Line[] => {
	const alike = Map.groupBy(server.facts.flatMap(obstaclesOf), says);
	const shared = [...alike.values()].filter(
		([first, ...more]) => more.length > 0 || first?.style === 'muted',
	);
	const isOwn = (obstacle: Obstacle): boolean => !shared.includes(alike.get(says(obstacle)) ?? []);
	return [
		...server.facts.flatMap(fact => factLines(fact, server, width, isOwn)),
		...labelled(
			'doors',
			shared.flatMap(obstacles => obstacleLines(obstacles, width)),
		),
		...labelled('zoo.cfg', openingLines(server, width)),
	];
};

const labelOf = (label: string): Span => span(`   ${label}`.padEnd(indent.length), 'accent');

/** With a label in place of the first line's indent. */
const labelled = (label: string, lines: readonly Line[]): readonly Line[] =>
	lines.map((line, index) => (index === 0 ? [labelOf(label), ...line.slice(1)] : line));

/** Each line as it is to stand in zoo.cfg. */
const openingLines = ({facts}: ServerSources, width: number): readonly Line[] => {
	const openings = facts.flatMap(({doors}) =>
		doors.flatMap(({source, opens}) => (opens === undefined ? [] : [{source, opens}])),
	);
	return [...new Map(openings.map(opening => [opening.opens, opening])).values()].flatMap(
		({source, opens}) => [
			...opens.split('\n').flatMap(line => below(line, 'notice', width)),
			...(source === 'admin' ? below('or correct --admin-port', 'muted', width) : []),
		],
	);
};

const factLines = (
	row: FactRow,
	server: ServerSources,
	width: number,
	isOwn: (obstacle: Obstacle) => boolean,
): readonly Line[] => {
	const {fact, word, command, source, doors} = row;
	const open = doors.find(door => door.state === 'works');
	const asked = doors.some(({state}) => state === 'shut' || state === 'failed');
	const from = source === 'admin' ? `AdminServer ${command}${byScheme(open)}` : `${word}${alsoOn(doors)}`;
	const how =
		open === undefined
			? span(asked ? 'from nowhere' : 'not asked', asked ? 'warn' : 'muted')
			: span(from.padEnd(32), 'good');
	return [
		[labelOf(fact), how, ...costOf(open)],
		...toldIn(row, server).flatMap(text => below(text, 'muted', width)),
		...obstaclesOf(row)
			.filter(isOwn)
			.flatMap(obstacle => obstacleLines([obstacle], width)),
	];
};

const byScheme = (door: DoorRow | undefined): string => (door?.scheme === 'https' ? ', https' : '');

/** The other client port, where it is asked too. */
const alsoOn = (doors: readonly DoorRow[]): string => {
	const other = doors.find(({source, state}) => source === 'other-port' && state === 'works');
	return other?.port === undefined ? '' : `, on port ${other.port} too`;
};

const costOf = (door: DoorRow | undefined): Line => {
	if (door?.ageMs === undefined || door.bytes === undefined) {
		return [];
	}

	const asks = `${door.asksPerMinute ?? 0}× in 60 s`;
	return [
		span(
			`${formatWholeAge(door.ageMs).padStart(7)} ${formatBytes(door.bytes).padStart(7)} ${asks.padStart(11)}`,
			'muted',
		),
	];
};

/** What is told on this card alone. */
const toldIn = ({fact}: FactRow, {watches, leader}: ServerSources): readonly string[] => {
	if (fact === 'watches' && watches !== undefined) {
		const {watches: count, paths, connections} = watches;
		return [`${count} on ${paths} paths by ${connections} connections; child watches not counted`];
	}

	return fact === 'leader' && leader !== undefined ? [leaderText(leader)] : [];
};

const leaderText = ({leads, id, address}: NonNullable<ServerSources['leader']>): string => {
	const named = id === undefined ? '' : `server ${id}${address === undefined ? '' : `, ${address}`}`;
	if (leads) {
		return named === '' ? 'this one leads' : `this one leads: ${named}`;
	}

	return named === '' ? 'another one leads; the AdminServer would name it' : `${named} leads`;
};

/** `says` is the same for all that are in the same trouble. */
type Obstacle = {readonly name: string; readonly says: string; readonly style: BelowStyle};

const says = (obstacle: Obstacle): string => obstacle.says;

/** Those of one trouble. */
const obstacleLines = (obstacles: readonly Obstacle[], width: number): readonly Line[] => {
	const names = [...new Set(obstacles.map(({name}) => name))].join(' ');
	return obstacles.slice(0, 1).flatMap(({says, style}) => below(`${names}${says}`, style, width));
};

/** What is in the way of a fact's doors; of one that is open too, for it may close. */
const obstaclesOf = ({doors, word, source: open}: FactRow): readonly Obstacle[] =>
	doors
		.filter(({state, why}, index) => state !== 'works' && (index === 0 || why !== doors[0]?.why))
		.map(({source, state, why = '', port}) => {
			const name = {word, 'other-port': `port ${port ?? ''}`, admin: 'AdminServer'}[source];
			const isTold = state === 'shut' || state === 'failed';
			const style = isTold ? 'warn' : open === undefined ? 'notice' : 'muted';
			return {name, says: `${isTold ? ` ${state}` : ''}: ${why}`, style};
		});

type BelowStyle = 'notice' | 'warn' | 'muted';

const below = (text: string, style: BelowStyle, width: number): readonly Line[] =>
	wrap(escapeText(text), Math.max(1, width - indent.length - 1)).map(line => [
		span(indent),
		span(line, style),
	]);
