// The last row: a prompt, a notice, or the keys that matter now.
import type {State} from '../../store/state.ts';
import {escapeText} from '../escape.ts';
import {bindingsFor} from '../keymap.ts';
import {fit, lineWidth, span, type Line} from '../line.ts';

const noticeMs = 4000;

export const footer = (state: State, width: number): Line => {
	const {mode, notice} = state.view;
	const keys = hints(state, width);
	if (mode.kind === 'filter') {
		return fit([span(` /${escapeText(mode.text)}`), span(' ', 'inverse'), ...keys], width);
	}

	return notice !== undefined && state.live.clock.at - notice.at < noticeMs
		? fit([span(` ${escapeText(notice.text)}`, 'notice')], width)
		: fit(keys, width);
};

/** As many hints as fit; the way out stays. */
const hints = (state: State, width: number): Line => {
	const {mode} = state.view;
	const hinted = bindingsFor(mode).filter(({hint}) => hint !== undefined);
	// Keys of one hint stand together: `↓↑ scroll`.
	const groups = [...Map.groupBy(hinted, ({hint}) => hint ?? '')];
	const all = groups.map(([hint, bindings]) => ({
		line: hintLine(bindings.map(({label}) => label.split(' ')[0] ?? label).join(''), hint),
		leads: bindings.some(({id}) => id === 'help' || id === 'quit' || id.endsWith('close')),
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
