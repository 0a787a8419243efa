// The last row: a prompt, a notice, or the keys that matter now. A long notice takes more rows.
import {bookmarksOf} from '../../store/bookmarks.ts';
import {cursorPath, listingBytesOf} from '../../store/selectors.ts';
import {shown, type State} from '../../store/state.ts';
import {cardOf} from '../../store/value.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatCount} from '../format.ts';
import {bindingsFor, type Binding} from '../keymap.ts';
import {fit, lineWidth, shorten, span, widthOf, wrap, type Line} from '../line.ts';
import {sortQuestion} from '../actions/sort.ts';
import {promptLine} from './prompt.ts';

/** What a short notice is shown for, and what each character of a longer one takes to read. */
const noticeMs = 4000;
const readingMs = 60;
const noticeRows = 5;

/** One row; more of them cover the end of the screen as long as a long notice is there. */
export const footer = (state: State, width: number): readonly Line[] => {
	const {mode} = state.view;
	switch (mode.kind) {
		case 'filter':
			return [fit([span(` /${escapeText(mode.text)}`), span(' ', 'inverse'), ...hints(state, width)], width)];
		case 'search':
			return [
				fit(
					[
						span(` look for ${escapeText(cardOf(state)?.search ?? '')}`),
						span(' ', 'inverse'),
						...hints(state, width),
					],
					width,
				),
			];
		case 'command':
			return [promptLine(mode, hints(state, width), width)];
		case 'letter':
			return [
				asking(
					mode.does === 'mark'
						? `mark ${escapeText(cursorPath(state))} with which letter?`
						: `go to which letter? ${letters(state)}`,
					state,
					width,
				),
			];
		case 'giant':
			return [asking(giantQuestion(state, mode.path), state, width)];
		case 'sort':
			return [asking(sortQuestion(state), state, width)];
		default:
			return notice(state, width) ?? [fit(hints(state, width), width)];
	}
};

/** A question and the keys that answer it; those that do not fit are left out, but never the way out. */
const asking = (question: string, state: State, width: number): Line => {
	const answers = hints(state, width - widthOf(question) - 1);
	const room = Math.max(0, width - lineWidth(answers) - 1);
	return fit([span(` ${shorten(question, room)}`, 'notice'), ...answers], width);
};

/** What is marked with one. */
const letters = (state: State): string =>
	bookmarksOf(state)
		.flatMap(([name, path]) => (Array.from(name).length === 1 ? [escapeText(`${name} ${path}`)] : []))
		.join(' · ');

/** What a listing costs, before it is asked for. */
const giantQuestion = (state: State, path: string): string => {
	const {stat, nameBytes} = shown(state).znodes.get(path) ?? {};
	const children = stat?.children ?? 0;
	return `${formatCount(children)} children, about ${formatBytes(listingBytesOf({children}, nameBytes))} to list:`;
};

const notice = ({view, live}: State, width: number): readonly Line[] | undefined => {
	const {text, at} = view.notice ?? {text: '', at: Number.NEGATIVE_INFINITY};
	return live.clock.at - at < Math.max(noticeMs, text.length * readingMs)
		? atMost(noticeRows, wrap(escapeText(text), width - 2)).map(line =>
				fit([span(` ${line}`, 'notice')], width),
			)
		: undefined;
};

/** What is cut off is seen to be. */
const atMost = (rows: number, lines: readonly string[]): readonly string[] =>
	lines.length <= rows ? lines : [...lines.slice(0, rows - 1), `${lines[rows - 1] ?? ''} …`];

/** As many hints as fit; the way out stays, and what leads to all else. */
const hints = (state: State, width: number): Line => {
	const {mode} = state.view;
	const isTime = ({hint}: Binding): boolean => hint === 'time' || hint === 'pause';
	const hinted = bindingsFor(mode)
		.filter(({hint}) => hint !== undefined)
		// Who is in the past wants to go on from there.
		.sort((a, b) => (state.frozen === undefined ? 0 : Number(isTime(b)) - Number(isTime(a))));
	// Keys of one hint stand together: `↓↑ scroll`.
	const groups = [...Map.groupBy(hinted, ({hint}) => hint ?? '')];
	const all = groups.map(([hint, bindings]) => ({
		line: hintLine(bindings.map(({label}) => label.split(' ')[0] ?? label).join(''), hint),
		leads: bindings.some(({id}) => ['help', 'quit', 'command'].includes(id) || id.endsWith('close')),
	}));
	const moving = mode.kind === 'home' || mode.kind === 'zoomed' ? [hintLine('↑↓←→', 'move')] : [];
	const last = all.filter(({leads}) => leads).map(({line}) => line);
	const lines = [...moving, ...all.filter(({leads}) => !leads).map(({line}) => line), ...last];
	while (lines.length > last.length && lines.reduce((sum, line) => sum + lineWidth(line), 0) > width) {
		lines.splice(lines.length - last.length - 1, 1);
	}

	return lines.flat();
};

const hintLine = (keys: string, hint: string): Line => [span(`  ${keys} `, 'accent'), span(hint)];
