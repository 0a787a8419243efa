// The card of one znode: owner, data, stat and who may do what.
import {describedPath, shown, shownMode, type State} from '../../../store/state.ts';
import {windowFrom} from '../../../store/window.ts';
import {cardOf} from '../../../store/value.ts';
import {escapeText} from '../../escape.ts';
import {formatCount} from '../../format.ts';
import {labelsOf} from '../../labels.ts';
import {hardWrap, shorten, span, wrap, type Line} from '../../line.ts';
import type {ValueRows} from '../../value/rows.ts';
import {aclLines, kindLines, ownerLines, statLines} from './about.ts';
import {valuePart} from './value.ts';

/** The whole card; the window is cut by `cardPane`. */
export type CardRows = {
	readonly count: number;
	readonly lineAt: (index: number) => Line;
	/** The rows of the value, and the first of them. */
	readonly value: {readonly rows: ValueRows; readonly from: number} | undefined;
};

/** The rows of the open card; those of the value are drawn when they are looked at. */
export const cardRows = (state: State, width: number): CardRows => {
	const data = shown(state);
	const {described} = data;
	if (described === undefined || described.path !== describedPath(state.view)) {
		return rowsOf(
			state.frozen === undefined
				? [[span(' …', 'muted')]]
				: wrap('not recorded then: what a znode holds is read while its card is open', width - 2).map(
						(line): Line => [span(` ${line}`, 'muted')],
					),
		);
	}

	// Who may not read a znode may read its stat.
	const known = {...described, stat: described.stat ?? data.znodes.get(described.path)?.stat};
	const {head, rows} = valuePart(state, described, width);
	return rowsOf(
		[
			...hardWrap(escapeText(described.path), width - 2).map((line): Line => [span(` ${line}`, 'heading')]),
			...kindLines(known, data, width),
			...ownerLines(known, data, labelsOf(state), width),
			...head,
		],
		rows,
		[...statLines(known, data, width), ...aclLines(known, width)],
	);
};

const rowsOf = (before: readonly Line[], rows?: ValueRows, after: readonly Line[] = []): CardRows => {
	const end = before.length + (rows?.count ?? 0);
	return {
		count: end + after.length,
		lineAt: index =>
			(index < before.length
				? before[index]
				: index < end
					? rows?.rowAt(index - before.length)
					: after[index - end]) ?? [],
		value: rows && {rows, from: before.length},
	};
};

const windowOf = (state: State, count: number, height: number): ReturnType<typeof windowFrom> => {
	const mode = shownMode(state.view.mode);
	return windowFrom(mode.kind === 'card' ? mode.top : 0, count, height);
};

/** The window of the card that is scrolled to. */
export const cardPane = (state: State, width: number, height: number): readonly Line[] => {
	const {count, lineAt} = cardRows(state, width);
	const {top, end} = windowOf(state, count, height);
	return Array.from({length: end - top}, (_, index) => lineAt(top + index));
};

/** `"text" 3 of 17 · 1-28 of 40` for the border: what is found, and what is seen. */
export const cardPosition = (state: State, width: number, height: number): string => {
	const {count, value} = cardRows(state, width);
	const {top, end} = windowOf(state, count, height);
	return `${foundText(state, value?.rows)}${top + 1}-${end} of ${count}`;
};

const foundText = (state: State, rows: ValueRows | undefined): string => {
	const {search = '', match = 0} = cardOf(state) ?? {};
	if (search === '' || rows === undefined) {
		return '';
	}

	const {count, isMore} = rows.found;
	const places = count === 0 ? 'not found' : `${match + 1} of ${formatCount(count)}${isMore ? '+' : ''}`;
	return `"${shorten(escapeText(search), 20)}" ${places} · `;
};
