// The Sources card: through which door each fact of each server comes, what is in the way of the others, and what opens them.
//
//    zk1:2181
//      metrics        AdminServer monitor            2 s    18 KB
//                     mntr shut: mntr is not in the whitelist of this server
//                     zoo.cfg: 4lw.commands.whitelist=…
import {sourceRowsOf} from '../../store/sources.ts';
import {shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import type {DoorRow, FactRow} from '../../analyze/sources.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatWholeAge} from '../format.ts';
import {fit, shorten, span, type Line} from '../line.ts';

const indent = '                  ';

/** All lines of the card. */
export const sourceLines = (state: State, width: number): readonly Line[] =>
	sourceRowsOf(state).flatMap(({server, facts}): readonly Line[] => [
		[span(` ${escapeText(server)}`, 'heading')],
		...facts.flatMap(fact => factLines(fact, width)),
		[],
	]);

/** The window of the card. */
export const sourcesPane = (state: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	const lines = sourceLines(state, width);
	const {top, end} = windowFrom(mode.kind === 'sources' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end).map(line => fit(line, width));
};

const factLines = ({fact, word, command, source, doors}: FactRow, width: number): readonly Line[] => {
	const open = doors.find(door => door.state === 'works');
	const label = span(`   ${fact.padEnd(indent.length - 3)}`, 'accent');
	const asked = doors.some(({state}) => state === 'shut' || state === 'failed');
	const from = source === 'admin' ? `AdminServer ${command}` : word;
	const how =
		open === undefined
			? span(asked ? 'from nowhere' : 'not asked', asked ? 'warn' : 'muted')
			: span(from.padEnd(28), 'good');
	return [[label, how, ...costOf(open)], ...doors.flatMap(door => obstacleOf(door, word, width))];
};

const costOf = (door: DoorRow | undefined): Line =>
	door?.ageMs === undefined || door.bytes === undefined
		? []
		: [span(`${formatWholeAge(door.ageMs).padStart(7)} ${formatBytes(door.bytes).padStart(9)}`, 'muted')];

const obstacleOf = ({source, state, why, opens}: DoorRow, word: string, width: number): readonly Line[] => {
	if (state !== 'shut' && state !== 'failed') {
		return [];
	}

	const room = Math.max(0, width - indent.length - 1);
	const line = (text: string, style: 'notice' | 'warn'): Line => [
		span(`${indent}${shorten(escapeText(text), room)}`, style),
	];
	return [
		line(`${source === 'word' ? word : 'AdminServer'} ${state}: ${why ?? ''}`, 'warn'),
		...(opens === undefined ? [] : [line(`zoo.cfg: ${opens}`, 'notice')]),
	];
};
