// Two values line by line: what was removed, what was added, and the lines around that.
//
//    − /config/a  version 3, 1:2f  218 B
//    + /config/b  version 1, 1:31  220 B
import {valueDiffOf} from '../../store/diff.ts';
import {shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import {escapeText} from '../escape.ts';
import {formatBytes, formatCount, formatTime, formatZxid} from '../format.ts';
import {fit, hardWrap, span, type Line} from '../line.ts';
import type {Style} from '../theme.ts';

const signs = {removed: '−', added: '+', same: ' '} as const;
const styles: Readonly<Record<keyof typeof signs, Style | undefined>> = {
	removed: 'bad',
	added: 'good',
	same: undefined,
};

/** All lines of the comparison. */
export const diffLines = (state: State, width: number): readonly Line[] => {
	const compared = valueDiffOf(state);
	if (compared.kind !== 'read') {
		return [[span(` ${escapeText(compared.text)}`, compared.kind === 'failed' ? 'warn' : 'muted')]];
	}

	const {left, right, diff} = compared;
	const side = (sign: string, {path, version, zxid, bytes, at}: typeof left, style: Style): Line => [
		span(` ${sign} ${escapeText(path)}`, style),
		span(
			`  version ${version}, ${formatZxid(zxid)}  ${formatBytes(bytes)}${at === undefined ? '' : `  seen ${formatTime(at)}`}`,
			'muted',
		),
	];
	return [
		side(signs.removed, left, 'bad'),
		side(signs.added, right, 'good'),
		[span(diff.isEqual ? ' the values are equal, byte for byte' : ` compared as ${diff.form}`, 'muted')],
		[],
		...(diff.isEqual ? [] : diff.lines).flatMap((line): readonly Line[] =>
			line.kind === 'skipped'
				? [[span(`   … ${formatCount(line.count)} lines that are the same`, 'muted')]]
				: hardWrap(escapeText(line.text), width - 4).map((piece): Line => [
						span(` ${signs[line.kind]} ${piece}`, styles[line.kind]),
					]),
		),
	];
};

/** What the border says. */
export const diffTitle = (state: State): string => {
	const mode = shownMode(state.view.mode);
	if (mode.kind !== 'diff' || mode.of.kind === 'pair') {
		return 'Compare two znodes';
	}

	const {path, index} = mode.of;
	return `Versions of ${escapeText(path)} seen in this run: ${index} and ${index + 1} of ${state.versions.get(path)?.length ?? 0}`;
};

/** The window that is scrolled to. */
export const diffPane = (state: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(state.view.mode);
	const lines = diffLines(state, width);
	const {top, end} = windowFrom(mode.kind === 'diff' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end).map(line => fit(line, width));
};
