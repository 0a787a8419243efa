// source/ui/panes/explain.ts: tables are told whole at any width
import {expect, it} from 'vitest';
import {widthOf} from '../../source/ui/line.ts';
import {explainLines} from '../../source/ui/panes/explain.ts';
import {everything, fails, scripted} from '../store/scripted.ts';

it.each([60, 78, 118])('an explanation of %i columns cuts no text', width => {
	const screen = scripted();
	for (let second = 0; second < 9; second++) {
		const words = second < 4 ? [] : [fails('zk1', 'srvr', 'refused')];
		screen.sample(second, ...everything(words.length > 0 ? ['mntr', 'conf'] : undefined), ...words);
	}

	const state = screen.does({type: 'explain-opened', spanMs: 60_000});
	const [finding] = state.live.judgement.findings;
	const lines = explainLines(state, width).map(line => line.map(({text}) => text).join(''));
	expect(lines.filter(line => widthOf(line.trimEnd()) > width || line.includes('…'))).toEqual([]);
	const from = lines.findIndex(line => line.includes('RULE'));
	const told = lines.slice(from).join(' ').replaceAll(/ +/g, ' ');
	expect(told).toContain(finding?.text);
});
