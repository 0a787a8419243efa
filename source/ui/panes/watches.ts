// The watches tab: who watches what, once the servers were asked; before that, what asking costs.
//
//    as of 12 s ago: 10 watches on 6 paths · w asks again
//    PATH                                WATCHERS  WHO
//  ▌ /app/config                                3  10.0.0.7 ×2, 10.0.0.9
import {watchedPathsOf, watchersToldAt, watchingOf, watchTellersOf} from '../../store/watching.ts';
import type {WatchedPath} from '../../analyze/watching.ts';
import {cursorRow} from '../../store/selectors.ts';
import {shown, type Data, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {rule} from '../box.ts';
import {escapeText} from '../escape.ts';
import {formatCount, formatWholeAge} from '../format.ts';
import {labelsOf} from '../labels.ts';
import {cells, fit, shortenStart, span, widthOf, wrap, type Line} from '../line.ts';
import {tellerLines} from './watch-tellers.ts';

export const watchesTab = (state: State, width: number, height: number): readonly Line[] => {
	const data = shown(state);
	const toldAt = watchersToldAt(data);
	if (toldAt === undefined) {
		return state.travelled
			? prose(
					`who watched ${subjectOf(state)} is not recorded: nobody can say it of a moment in the past; p makes the screen live`,
					width,
				)
			: unasked(state, width);
	}

	return asked(state, data, toldAt, {width, height});
};

/** Whose watches are shown, for the title and for what is said of none. */
const subjectOf = ({view}: State): string =>
	view.watchersOf === undefined
		? 'anything'
		: view.watchersOf.startsWith('/')
			? `${escapeText(view.watchersOf)} or what is below it`
			: `anything for session ${escapeText(view.watchersOf)}`;

const isAsking = (state: State): boolean => watchTellersOf(state).some(({told}) => told.kind === 'asking');

/** The price, and who of the servers would tell. */
const unasked = (state: State, width: number): readonly Line[] => {
	const tellers = watchTellersOf(state);
	const shut = tellers.every(({told}) => told.kind === 'shut');
	const text = shut
		? `cannot look: no server tells who watches ${subjectOf(state)}`
		: `Nobody was asked yet who watches ${subjectOf(state)}, and nobody is unless you say so: a server holds a lock on its watches while it lists them.`;
	const ends = isAsking(state)
		? 'asked; waiting for the answers'
		: shut
			? 'w asks again, once that is changed'
			: `w asks ${tellers.length === 1 ? 'this server' : `these ${tellers.length} servers`}, once`;
	return [
		...prose(text, width),
		...prose(ends, width).map(line => line.map(({text}) => span(text, 'notice'))),
		...tellerLines(state, width),
	];
};

const prose = (text: string, width: number): readonly Line[] =>
	wrap(text, width - 2).map(line => [span(` ${line}`)]);

type Size = {readonly width: number; readonly height: number};

const asked = (state: State, data: Data, toldAt: number, {width, height}: Size): readonly Line[] => {
	const rows = watchedPathsOf(state);
	const at = cursorRow(state, 'watches');
	const tellers = tellerLines(state, width);
	const selected = rows[at];
	const detail = selected === undefined ? [] : detailOf(state, selected, width);
	// The table comes first; then who watches the selected path, then what the servers told.
	const least = Math.min(rows.length, 4);
	const below = [...detail.slice(0, Math.max(2, Math.floor(height / 2))), ...tellers];
	const shownBelow = below.slice(0, Math.max(0, height - 2 - least));
	const room = Math.max(0, height - 2 - shownBelow.length);
	const {top, end} = windowAround(state.view.cursors.watches.top, at, rows.length, room);
	const table = rows.slice(top, end).map((row, index) => rowLine(state, row, top + index === at, width));
	return [
		headline(state, data, toldAt, width),
		...(rows.length === 0
			? prose(`nobody watches ${subjectOf(state)}, as far as the servers tell`, width)
			: [titleLine(width), ...table]),
		...shownBelow,
	];
};

const headline = (state: State, data: Data, toldAt: number, width: number): Line => {
	const {count, paths} = watchingOf(data);
	const again = isAsking(state) ? 'asked again' : 'w asks again';
	const age = formatWholeAge(data.clock.at - toldAt);
	const whole = ` as of ${age} ago: ${formatCount(count)} watches on ${formatCount(paths.length)} paths · ${again}`;
	const text =
		widthOf(whole) <= width ? whole : ` as of ${age} ago: ${formatCount(count)} watches · ${again}`;
	return fit([span(text, 'notice')], width);
};

const countWidth = 8;

const whoWidth = (width: number): number => Math.max(0, Math.floor((width - countWidth) * 0.4));

const titleLine = (width: number): Line =>
	rowOf(' ', {path: 'PATH', count: 'WATCHERS', who: 'WHO'}, width).map(part => ({...part, style: 'muted'}));

type Texts = {readonly path: string; readonly count: string; readonly who: string};

const rowOf = (mark: string, {path, count, who}: Texts, width: number): Line => {
	const right = whoWidth(width);
	const left = width - 1 - countWidth - right - 2;
	return [
		span(mark),
		...cells([
			{text: shortenStart(path, left), width: left},
			{text: count, width: countWidth, align: 'right'},
			{text: who, width: right},
		]),
	];
};

const rowLine = (state: State, row: WatchedPath, isCursor: boolean, width: number): Line => {
	const [mark, ...rest] = rowOf(
		isCursor ? '▌' : ' ',
		{
			path: escapeText(row.path),
			count: formatCount(row.sessions.length),
			who: hostsOf(shown(state), row.sessions),
		},
		width,
	);
	const style = state.view.focus === 'inspector' ? 'accent' : 'muted';
	return [span(mark?.text ?? '', style), ...rest];
};

const hostOf = (client: string): string => client.slice(0, client.lastIndexOf(':'));

/** `10.0.0.7 ×2, 10.0.0.9`: where the watching sessions come from, most first. Of many the first ones are counted. */
const hostsOf = ({inspection}: Data, sessions: readonly string[]): string => {
	const counts = new Map<string, number>();
	for (const session of sessions.slice(0, counted)) {
		const client = inspection.bySession.get(session)?.client;
		const host = client === undefined ? session : hostOf(client);
		counts.set(host, (counts.get(host) ?? 0) + 1);
	}

	const texts = [...counts]
		.sort((a, b) => b[1] - a[1])
		.map(([host, count]) => `${escapeText(host)}${count === 1 ? '' : ` ×${count}`}`);
	return `${texts.join(', ')}${sessions.length > counted ? ' …' : ''}`;
};

const counted = 200;

/** Who watches the selected path. */
const detailOf = (state: State, {path, sessions}: WatchedPath, width: number): readonly Line[] => {
	const {inspection} = shown(state);
	const labels = labelsOf(state);
	const title = `${shortenStart(escapeText(path), Math.max(10, width - 24))}: ${formatCount(sessions.length)} ${sessions.length === 1 ? 'watches' : 'watch'} it`;
	return [
		rule(width, {left: [span(title, 'heading')], right: [span('enter: in the tree', 'muted')]}),
		...sessions.slice(0, counted).map((session): Line => {
			const row = inspection.bySession.get(session);
			const who = row === undefined ? 'not in any list of clients' : `${row.client} ${labels(row.server)}`;
			return fit([span(` ${session}  ${escapeText(who)}`)], width);
		}),
	];
};

/** What the border below says. */
export const watchesRemark = ({view}: State): string =>
	view.watchersOf === undefined
		? 'data, exists and persistent watches · zktop’s own left out'
		: `of ${escapeText(view.watchersOf)} · esc: all`;
