// The card of the selected session: its client, where it was born, what it owns, holds, waits for and watches, and when it ends.
import type {SessionRow} from '../../analyze/sessions.ts';
import {endsOfSession, otherPlacesOf, pulseOfSession} from '../../store/contenders.ts';
import {birthplace, ephemeralsOf} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {watchedBy, watchersToldAt} from '../../store/watching.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {factLines, firstOf} from '../facts.ts';
import {counted, formatAge, formatCount, formatDate, formatWholeAge} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {shortenStart, span, type Line} from '../line.ts';
import {wholePulse} from './verdict.ts';

const labelWidth = 9;

export const sessionDetail = (
	state: State,
	row: SessionRow,
	width: number,
	height: number,
): readonly Line[] => {
	const data = shown(state);
	const owned = ephemeralsOf(data, row.session);
	const lines = [
		...facts(data, row, owned, labelsOf(state), state.travelled).flatMap(([name, text]) =>
			factLines(name, escapeText(text), {width, labelWidth}),
		),
		...(owned ?? []).map((path): Line => [
			span(`${' '.repeat(labelWidth)}${shortenStart(escapeText(path), width - labelWidth - 1)}`),
		]),
	];
	return firstOf([rule(width, {left: [span(row.session, 'heading')]}), ...lines], height, width);
};

const facts = (
	data: Data,
	row: SessionRow,
	owned: readonly string[] | undefined,
	labels: Labels,
	isPast: boolean,
): readonly (readonly [string, string])[] => {
	const {clock} = data;
	const server = `${labels(row.server)}${row.fresh ? '' : ' (silent now: it may be gone)'}`;
	const pulse = pulseOfSession(data, row.session);
	return [
		['client', `${row.client} → ${server} since ${formatDate(row.establishedAt)}`],
		[
			'born',
			`on ${labels(birthplace(data, row.session))}, timeout ${formatAge(row.timeoutMs)}, last ${row.lastOp}`,
		],
		['is', wholePulse(pulse, clock.at)],
		['ends', endsText(data, row)],
		...placesText(data, row.session),
		['watches', watchesText(data, row, isPast)],
		[
			'owns',
			owned === undefined
				? 'not known: dump is shut'
				: owned.length === 1
					? '1 znode'
					: counted(owned.length, 'znode'),
		],
	];
};

/** By the leader's `dump`, which each ping moves; without it, by its timeout. */
const endsText = (data: Data, {session, timeoutMs}: SessionRow): string => {
	const endsMs = endsOfSession(data, session);
	return endsMs === undefined
		? `${formatAge(timeoutMs)} after its last ping, rounded up to a tick of the leader`
		: `in ≤ ${formatAge(Math.ceil(endsMs / 1000) * 1000)} unless it is heard of, as each ping does`;
};

const placesText = (data: Data, session: string): readonly (readonly [string, string])[] => {
	const {held, awaited} = otherPlacesOf(data, session, '');
	const named = (paths: readonly string[]): string =>
		`${paths.slice(0, 2).join(', ')}${paths.length > 2 ? ` and ${paths.length - 2} more` : ''}`;
	return [
		...(held.length === 0 ? [] : [['holds', named(held)] as const]),
		...(awaited.length === 0 ? [] : [['waits', `for ${named(awaited)}`] as const]),
	];
};

const watchesText = (data: Data, row: SessionRow, isPast: boolean): string => {
	const toldAt = watchersToldAt(data);
	if (toldAt === undefined) {
		return isPast
			? 'not recorded: who watched what is known of now alone'
			: 'not asked; w leads to the price';
	}

	const paths = watchedBy(data, row);
	if (paths === undefined) {
		return 'not told by its server; w says why';
	}

	const first = paths.length === 0 ? '' : `: ${paths[0] ?? ''}${paths.length > 1 ? ', …' : ''}`;
	return `${formatCount(paths.length)} ${paths.length === 1 ? 'path' : 'paths'} as of ${formatWholeAge(data.clock.at - toldAt)} ago${first}`;
};
