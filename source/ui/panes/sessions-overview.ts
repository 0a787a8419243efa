// What is to be said of all sessions together: where they were born and where they are now, and which are about to end.
import {birthplaces, type Birthplace} from '../../store/birthplaces.ts';
import {bornThere} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatAge, formatCount, formatTime} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {fit, span, wrap, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

/** From this height of the pane on all of it is told; below it only what is about to end. */
const wholeFrom = 16;
const labelWidth = 10;

export const sessionsOverview = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const {sessions, expiring} = data.inspection;
	const isWhole = height >= wholeFrom && sessions.length > 0;
	const labels = labelsOf(state);
	const fact = (name: string, text: string, style?: Style): readonly Line[] =>
		wrap(text, Math.max(10, width - labelWidth - 2)).map((line, index) =>
			fit([span(` ${(index === 0 ? name : '').padEnd(labelWidth)}`, 'muted'), span(line, style)], width),
		);
	return [
		...(isWhole
			? [rule(width, {left: [span(`all ${formatCount(sessions.length)} sessions`, 'heading')]})]
			: []),
		...(isWhole ? fact('born', birthText(data, labels)) : []),
		...(isWhole || expiring.length > 0
			? fact('ends', endsText(data), expiring.length > 0 ? 'warn' : undefined)
			: []),
	];
};

/** `312 of 400 were born on zk1, and 290 of these are elsewhere now: zk2 ×200, zk3 ×90; most came at 02:14:07Z`. */
const birthText = (data: Data, labels: Labels): string => {
	const all = birthplaces(data);
	const count = all.reduce((sum, {born}) => sum + born, 0);
	const [most, ...others] = all;
	if (most === undefined) {
		return 'where they were born nobody tells: no server answers with its clients';
	}

	if (most.moved === 0) {
		return `each is connected where it was born: ${all.map(place => `${nameOf(data, labels, place)} ×${formatCount(place.born)}`).join(', ')}`;
	}

	const {born, moved, to, movedAt} = most;
	const rest = others.reduce((sum, place) => sum + place.moved, 0);
	const targets = to.map(([server, own]) => `${labels(server)} ×${formatCount(own)}`).join(', ');
	const when =
		movedAt === undefined ? '' : `; most came at ${formatTime(movedAt - (data.session.clockOffsetMs ?? 0))}`;
	const more = rest === 0 ? '' : `; of other servers ${formatCount(rest)} have moved`;
	return `${formatCount(born)} of ${formatCount(count)} were born on ${nameOf(data, labels, most)}, and ${moved === born ? 'all' : formatCount(moved)} of these are elsewhere now: ${targets}${when}${more}`;
};

const nameOf = (data: Data, labels: Labels, {bornOn}: Birthplace): string => labels(bornThere(data, bornOn));

/** So many seconds are told. */
const told = 3;

/** `in ≤ 4 s 37 sessions: 2 leaders, 5 lock holders, 120 ephemerals`. */
const endsText = ({inspection: {expiring, expiries}, clock}: Data): string => {
	if (expiries === undefined) {
		return 'when sessions end is not known: no leader tells (dump)';
	}

	if (expiring.length === 0) {
		return 'no session is below half of its timeout';
	}

	const texts = expiring.slice(0, told).map(({endsBy, sessions, leads, holds, ephemerals}) => {
		const lost = [
			...counted(leads, 'leader'),
			...counted(holds - leads, 'lock holder'),
			...counted(ephemerals, 'ephemeral'),
		];
		const left = formatAge(Math.ceil(Math.max(0, endsBy - clock.at) / 1000) * 1000);
		return `in ≤ ${left} ${counted(sessions.length, 'session').join('')}${lost.length === 0 ? '' : `: ${lost.join(', ')}`}`;
	});
	const more = expiring.length > told ? `; ${expiring.length - told} more` : '';
	return escapeText(`${texts.join('; ')}${more}, unless they are heard of`);
};

const counted = (count: number, what: string): readonly string[] =>
	count === 0 ? [] : [`${formatCount(count)} ${what}${count === 1 ? '' : 's'}`];
