// The queue of one lock: who holds, who is next, and what each of their clients does.
import type {LockQueue} from '../../analyze/locks/lock-queues.ts';
import {viewContender, type ContenderView, type Doing} from '../../store/contenders.ts';
import {shown, type State} from '../../store/state.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatAge} from '../format.ts';
import {labelsOf, type Labels} from '../labels.ts';
import {cells, shortenStart, span, widthOf, type Line, type Span} from '../line.ts';
import type {Style} from '../theme.ts';

export const doingStyle: Readonly<Record<Doing, Style | undefined>> = {
	working: undefined,
	'pings only': undefined,
	connected: undefined,
	'not connected': 'bad',
	'server silent': 'warn',
	unknown: 'muted',
};

export const clientOf = (view: ContenderView): string => escapeText(view.row?.client ?? view.session);

/** `≤43 m` where only the znode's age is known: that includes its time in line (facts.md M5). */
export const heldText = ({heldMs, inLineMs}: ContenderView): string =>
	heldMs === undefined ? (inLineMs === undefined ? '·' : `≤${ageText(inLineMs)}`) : ageText(heldMs);

const ageText = (ms: number): string => formatAge(ms < 10_000 ? ms : Math.floor(ms / 1000) * 1000);

/** Who is next: the selected lock's queue, as far as there is room. */
export const queueOf = (state: State, lock: LockQueue, width: number, height: number): readonly Line[] => {
	const contenders = [...lock.holders, ...lock.waiters];
	const path = shortenStart(escapeText(lock.path), Math.max(10, width - 18));
	const title = rule(width, {
		left: [span(`${path}: ${contenders.length} in line`, 'heading')],
		right: [span(`${lock.recipe}, ${lock.confidence}`, 'muted')],
	});
	const room = Math.max(0, height - 1);
	const fits = contenders.length <= room ? contenders.length : Math.max(0, room - 1);
	const views = contenders.slice(0, fits).map(contender => viewContender(shown(state), contender));
	const lines = contenderLines(views, lock.holders.length, labelsOf(state), width);
	const rest = contenders.length - fits;
	const more = rest > 0 && room > 0 ? [[span(`    … ${rest} more`, 'muted')]] : [];
	const [holder] = lock.holders.length > 0 ? views : [];
	const advice = holder === undefined ? [] : adviceOn(holder);
	const below = fits + advice.length + 1 < room ? [[], ...advice] : [];
	return [title, ...lines, ...more, ...below];
};

/** How to find the holder's process, and what frees the lock. Printed, never run. */
const adviceOn = ({row}: ContenderView): readonly Line[] => {
	if (row === undefined) {
		return [fact('frees', 'when its session ends: at the latest one timeout after its last ping')];
	}

	// What a lying server calls an address must not get into a command that somebody copies.
	const {host, port} = /^\[?(?<host>[\d.a-f:%\w]+?)\]?:(?<port>\d+)$/i.exec(row.client)?.groups ?? {};
	return [
		...(host === undefined ? [] : [fact('who', `ssh ${host} "ss -tnp sport = :${port}"`)]),
		fact('frees', `when that client lets go, or about ${formatAge(row.timeoutMs)} after its last ping`),
	];
};

const fact = (name: string, text: string): Line => [span(` ${name.padEnd(7)}`, 'muted'), span(text)];

const placeWidth = 4;

/** `●  0x200a3f00010004f1  10.0.0.7:51234 zk2   held ≤43 m   pings only`, columns as wide as they have to be. */
const contenderLines = (
	views: readonly ContenderView[],
	holders: number,
	labels: Labels,
	width: number,
): readonly Line[] => {
	const full = views.map((view, index) => contenderTexts(view, index < holders, labels, true));
	const fits = columnWidths(full).reduce((sum, column) => sum + 1 + column, placeWidth - 1) <= width;
	const rows = fits ? full : views.map((view, index) => contenderTexts(view, index < holders, labels, false));
	const widths = columnWidths(rows);
	return rows.map((row, index) => [
		span(` ${index < holders ? '●' : index + 1}`.padEnd(placeWidth), index < holders ? 'accent' : undefined),
		...cells(row.map(({text, style}, column) => ({text, style, width: widths[column] ?? 0}))),
	]);
};

/** Where there is no room for both, the address stays: it finds the client, the session does not. */
const contenderTexts = (
	view: ContenderView,
	holds: boolean,
	labels: Labels,
	withSession: boolean,
): readonly Span[] => {
	const client = escapeText(view.row?.client ?? '');
	const server = view.row === undefined ? '' : `${labels(view.row.server)}${view.row.fresh ? '' : '?'}`;
	const inLine = view.inLineMs === undefined ? '·' : ageText(view.inLineMs);
	return [
		...(withSession ? [span(view.session), span(client)] : [span(client === '' ? view.session : client)]),
		span(server),
		span(holds ? `held ${heldText(view)}` : `in line ${inLine}`),
		span(view.doing, doingStyle[view.doing]),
	];
};

const columnWidths = (rows: readonly (readonly Span[])[]): readonly number[] =>
	(rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => widthOf(row[column]?.text ?? ''))));
