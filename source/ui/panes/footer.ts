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
	const all = bindingsFor(mode).flatMap(({id, label, hint}) =>
		hint === undefined ? [] : [{id, keys: label.split(' ')[0] ?? label, hint}],
	);
	const moving =
		mode.kind === 'home' || mode.kind === 'zoomed' ? [{id: 'move', keys: '↑↓←→', hint: 'move'}] : [];
	const last = all.filter(({id}) => id === 'help' || id === 'quit' || id.endsWith('close'));
	const first = [...moving, ...all.filter(one => !last.includes(one))];
	const lines = [...first, ...last].map(({keys, hint}): Line => [span(`  ${keys} `, 'accent'), span(hint)]);
	while (lines.length > last.length && lines.reduce((sum, line) => sum + lineWidth(line), 0) > width) {
		lines.splice(lines.length - last.length - 1, 1);
	}

	return lines.flat();
};
