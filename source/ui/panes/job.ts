// Long work: its price before it begins, how far it has come, and its rows.
//
//    12,345 znodes read, 388,000 known to come · 6 s · esc stops
//    NAME                                ZNODES     BYTES  SHARE
//  ▌ jobs                               400,119     39 MB   84 %
import type {Changes} from '../../collect/jobs/changes.ts';
import type {JobArrival, JobWish} from '../../collect/jobs/job.ts';
import {broughtBy, jobRows, type JobRow} from '../../store/jobs.ts';
import {shown, type State} from '../../store/state.ts';
import {windowAround} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatCount, formatWholeAge, formatZxid} from '../format.ts';
import {cells, fit, shortenStart, span, type Line} from '../line.ts';

type JobMode = Extract<State['view']['mode'], {kind: 'job'}>;

/** What the border says. */
export const jobTitle = ({wish}: JobMode): string => escapeText(titleOf(wish));

const titleOf = (wish: JobWish): string => {
	switch (wish.kind) {
		case 'usage':
			return `Usage of ${wish.at}`;
		case 'find':
			return `Find ${wish.pattern} below ${wish.under}`;
		case 'changes':
			return `Changes below ${wish.under} since ${formatZxid(wish.since)}`;
		case 'pair':
			return `${wish.paths[0]} and ${wish.paths[1]}`;
		case 'scan':
			return `Scan for locks below ${wish.under.join(' ')}`;
	}
};

/** Below which znode it goes. */
const rootOf = (wish: JobWish): string => {
	switch (wish.kind) {
		case 'usage':
			return wish.path;
		case 'pair':
			return wish.paths[0];
		case 'scan':
			return wish.under[0] ?? '/';
		case 'find':
		case 'changes':
			return wish.under;
	}
};

/** The lines of the pane. */
export const jobPane = (state: State, mode: JobMode, width: number, height: number): readonly Line[] => {
	const {wish} = mode;
	const job = broughtBy(state, wish);
	const rows = jobRows(job);
	const said = job === undefined ? price(state, wish) : [progressOf(job)];
	const room = Math.max(0, height - said.length - 1);
	const cursor = Math.min(mode.cursor, Math.max(0, rows.length - 1));
	const {top, end} = windowAround(Math.max(0, cursor - room + 1), cursor, rows.length, room);
	const all = job?.brought.kind === 'usage' ? (job.brought.usage?.bytes ?? 0) : 0;
	return [
		...said.map(text => fit([span(` ${text}`, 'notice')], width)),
		...(wish.kind === 'scan'
			? []
			: [columns({name: 'NAME', znodes: 'ZNODES', bytes: 'BYTES', share: 'SHARE'}, wish, false, width)]),
		...rows
			.slice(top, end)
			.map((row, index) => columns(textsOf(row, all), wish, top + index === cursor, width)),
	];
};

/** What it costs, before it begins. */
const price = (state: State, wish: JobWish): readonly string[] => {
	if (wish.going) {
		return ['…'];
	}

	const {servers, znodes} = shown(state);
	const path = rootOf(wish);
	const children = znodes.get(path)?.stat?.children;
	const most = Math.max(
		...servers.map(({figures}) => figures?.znodes ?? Number.NaN).filter(Number.isFinite),
		0,
	);
	const known = children === undefined ? '' : `${formatCount(children)} children and what is below them: `;
	const each =
		wish.kind === 'scan'
			? 'one read for each znode without a number, a few for those with one'
			: 'one read for each znode';
	const bound =
		most === 0 ? each : `${each}, ${wish.kind === 'scan' ? 'at most' : 'about'} ${formatCount(most)}`;
	return [
		`${known}${bound}`,
		'no more a second than --budget allows, 2,000 unless told; it can be stopped and goes on where it stopped',
		'enter begins, esc leaves',
	];
};

const progressOf = ({state, progress, brought}: JobArrival): string => {
	const {read, left, vanished, failed, failure, tookMs} = progress;
	const texts = [
		`${formatCount(read)} znodes read${state === 'done' ? '' : `, ${formatCount(left)} known to come`}`,
		...(brought.kind === 'find' ? [`${formatCount(brought.count)} found`] : []),
		...(brought.kind === 'changes' ? [changesText(brought.changes)] : []),
		...(vanished === 0 ? [] : [`${formatCount(vanished)} vanished meanwhile`]),
		...(failure === undefined ? [] : [`${formatCount(failed)} not readable: ${escapeText(failure.message)}`]),
		formatWholeAge(tookMs),
		state === 'going' ? 'esc stops' : state === 'stopped' ? 'stopped; enter goes on' : 'done',
	];
	return texts.join(' · ');
};

const changesText = ({created, changed, lostChild}: Changes): string =>
	`${formatCount(created)} created, ${formatCount(changed)} changed, ${formatCount(lostChild)} or more lost children`;

type Texts = {readonly name: string; readonly znodes: string; readonly bytes: string; readonly share: string};

const textsOf = ({name, znodes, bytes}: JobRow, all: number): Texts => ({
	name: escapeText(name),
	znodes: znodes === undefined ? '' : formatCount(znodes),
	bytes: formatBytes(bytes),
	share: all === 0 ? '·' : `${Math.round((bytes / all) * 100)} %`,
});

const figureWidth = 10;

const columns = (texts: Texts, wish: JobWish, isCursor: boolean, width: number): Line => {
	const figures = wish.kind === 'usage' ? [texts.znodes, texts.bytes, texts.share] : [texts.bytes];
	const room = width - 3 - figures.length * (figureWidth + 1);
	return fit(
		[
			isCursor ? span('▌', 'accent') : span(' '),
			...cells([
				{text: shortenStart(texts.name, room), width: room},
				...figures.map(text => ({text, width: figureWidth, align: 'right'}) as const),
			]),
		],
		width,
	);
};
