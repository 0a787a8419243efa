// The help: all keys and commands, made from their tables.
import {shownMode, type State} from '../../store/state.ts';
import {windowFrom} from '../../store/window.ts';
import {bindings, type Binding} from '../keymap.ts';
import {span, wrap, type Line} from '../line.ts';
import {commands, labelOf} from '../prompt/commands.ts';

const sections: readonly {readonly title: string; readonly mode: Binding['mode']}[] = [
	{title: 'On the screen', mode: 'home'},
	{title: 'On the metrics, the zoomed servers', mode: 'metrics'},
	{title: 'On the card of a znode', mode: 'card'},
	{title: 'Looking in a value', mode: 'search'},
	{title: 'On the sources card', mode: 'sources'},
	{title: 'On the explanation', mode: 'explain'},
	{title: 'On a finding that is read whole', mode: 'finding'},
	{title: 'Before a giant is listed', mode: 'giant'},
	{title: 'Before the tree is sorted', mode: 'sort'},
	{title: 'In the panel of zktop demo', mode: 'demo'},
	{title: 'On usage, find and changes', mode: 'job'},
	{title: 'On a comparison', mode: 'diff'},
	{title: 'In the filter', mode: 'filter'},
	{title: 'Before a letter', mode: 'letter'},
	{title: 'At the command prompt', mode: 'command'},
	{title: 'Everywhere', mode: 'everywhere'},
];

const words: readonly (readonly [string, string])[] = [
	['≤ 43 m', 'at most: a znode’s age includes its time in line'],
	['≥ 14 s', 'at least: it was so before zktop looked'],
	['+ ~ -', 'a znode that is new, written or gone since a few seconds'],
	['e s', 'ephemeral; numbered by ZooKeeper, as far as its name tells'],
	['·', 'no figure: not told, or nothing happened in the last interval; never zero'],
	['zk3?', 'as of its last answer: that server is silent now'],
	['+zk3', 'the connect string does not name it: a member that was found in the configuration'],
	[
		'own 7/s slowed 2×',
		'what zktop costs; it reads half as much, for a server takes twice as long as it did',
	],
	['LAG', 'transactions a follower certainly is behind the leader'],
	['ms, /s', 'means of the last interval, zktop’s own requests subtracted'],
];

const nameWidth = 20;

/** All lines of the help; what is too long for one goes on below. */
export const helpLines = (width: number): readonly Line[] => {
	const entry = (name: string, text: string): readonly Line[] => {
		if (name.length > nameWidth && 4 + name.length + text.length > width) {
			return [[span(`   ${name}`, 'accent')], ...entry('', text)];
		}

		return wrap(text, Math.max(10, width - nameWidth - 4)).map((line, index): Line => [
			span(`   ${(index === 0 ? name : '').padEnd(nameWidth)} `, 'accent'),
			span(line),
		]);
	};

	return [
		...sections.flatMap(({title, mode}): readonly Line[] => [
			[span(` ${title}`, 'heading')],
			...bindings.filter(binding => binding.mode === mode).flatMap(({label, does}) => entry(label, does)),
			[],
		]),
		[span(' Commands', 'heading')],
		...commands.flatMap(command => entry(labelOf(command), command.does)),
		[],
		[span(' What the signs say', 'heading')],
		...words.flatMap(([sign, meaning]) => entry(sign, meaning)),
	];
};

export const helpPane = ({view}: State, width: number, height: number): readonly Line[] => {
	const mode = shownMode(view.mode);
	const lines = helpLines(width);
	const {top, end} = windowFrom(mode.kind === 'help' ? mode.top : 0, lines.length, height);
	return lines.slice(top, end);
};
