// The Sources card: through which door each fact of each server comes, what is in the way of the others, and what opens them.
//
//    zk1:2181
//      metrics        AdminServer monitor, https         2 s    18 KB  60/min
//                     mntr shut: mntr is not in the whitelist of this server
//                     zoo.cfg: 4lw.commands.whitelist=…
//      watches        wchs                              12 s    60  B   1/min
//                     10 watches on 6 paths by 3 connections
import {sourceRowsOf, type ServerSources} from '../../store/sources.ts';
import {shown, shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import type {DoorRow, FactRow} from '../../analyze/sources.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatWholeAge} from '../format.ts';
import {fit, span, wrap, type Line} from '../line.ts';
import {ownSessionLines} from './own-session.ts';

const indent = '                  ';

/** All lines of the card. */
export const sourceLines = (state: State, width: number): readonly Line[] => [
	...ownSessionLines(state, width, indent.length),
	[],
	...sourceRowsOf(shown(state)).flatMap((row): readonly Line[] => [
		[span(` ${escapeText(row.server)}`, 'heading')],
		...row.facts.flatMap(fact => factLines(fact, row, width)),
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

const factLines = (row: FactRow, server: ServerSources, width: number): readonly Line[] => {
	const {fact, word, command, source, doors} = row;
	const open = doors.find(door => door.state === 'works');
	const label = span(`   ${fact.padEnd(indent.length - 3)}`, 'accent');
	const asked = doors.some(({state}) => state === 'shut' || state === 'failed');
	const from = source === 'admin' ? `AdminServer ${command}${byScheme(open)}` : `${word}${alsoOn(doors)}`;
	const how =
		open === undefined
			? span(asked ? 'from nowhere' : 'not asked', asked ? 'warn' : 'muted')
			: span(from.padEnd(32), 'good');
	return [
		[label, how, ...costOf(open)],
		...toldIn(row, server).flatMap(text => below(text, 'muted', width)),
		...doors.flatMap(door => obstacleOf(door, word, width)),
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

	const asks = `${door.asksPerMinute ?? 0}/min`;
	return [
		span(
			`${formatWholeAge(door.ageMs).padStart(7)} ${formatBytes(door.bytes).padStart(9)} ${asks.padStart(7)}`,
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

const obstacleOf = (
	{source, state, why, opens, port}: DoorRow,
	word: string,
	width: number,
): readonly Line[] => {
	if (state !== 'shut' && state !== 'failed') {
		return [];
	}

	const names = {word, 'other-port': `port ${port ?? ''}`, admin: 'AdminServer'};
	return [
		...below(`${names[source]} ${state}: ${why ?? ''}`, 'warn', width),
		...(opens === undefined ? [] : below(`zoo.cfg: ${opens}`, 'notice', width)),
	];
};

const below = (text: string, style: 'notice' | 'warn' | 'muted', width: number): readonly Line[] =>
	wrap(escapeText(text), Math.max(1, width - indent.length - 1)).map(line => [span(indent + line, style)]);
