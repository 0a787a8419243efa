// The last rows: notices that are read to their end, and the command prompt.
import {expect, it} from 'vitest';
import type {Event} from '../../source/store/events.ts';
import {lineWidth} from '../../source/ui/line.ts';
import {footer} from '../../source/ui/panes/footer.ts';
import {screenRows} from '../../source/ui/screen.ts';
import {played, sampledAgain, sized} from './scenes.ts';
import {well} from './scripts.ts';
import {lineText} from './texts.ts';

const clock = played(well, 4).getState().live.clock.at;

const footerAfter = (width: number, ...events: readonly Event[]): readonly string[] =>
	footer(played(well, 4, events).getState(), width).map(lineText);

const fault = 'config file /home/zoe/.config/zktop/config.toml: contexts.prod-eu.hosts: is missing';

it('a notice that is longer than a row takes as many as it needs, and the screen keeps its size', () => {
	const store = played(well, 4, [{type: 'noticed', text: fault, at: clock}]);
	const rows = screenRows(sized(store, 60, 24)).map(lineText);
	expect(rows).toHaveLength(24);
	expect(
		rows
			.slice(-2)
			.map(row => row.trim())
			.join(' '),
	).toBe(fault);
	expect(footerAfter(120, {type: 'noticed', text: fault, at: clock})).toEqual([` ${fault}`.padEnd(120)]);
});

it('a notice that is too long for the rows it may take is seen to be cut', () => {
	const text = `${'many words '.repeat(60)}end`;
	const rows = footerAfter(60, {type: 'noticed', text, at: clock});
	expect(rows).toHaveLength(5);
	expect(rows.at(-1)?.trimEnd()).toMatch(/ words? ?…$| many ?…$/);
	expect(rows[0]).not.toContain('…');
});

it('a notice stays for as long as it takes to read', () => {
	const shownAfter = (text: string, ms: number): boolean => {
		const store = played(well, 4, [{type: 'noticed', text, at: clock}]);
		store.dispatch(sampledAgain(store, ms));
		return footer(store.getState(), 200).map(lineText).join('').includes(text);
	};

	expect(shownAfter('short', 3900)).toBe(true);
	expect(shownAfter('short', 4100)).toBe(false);
	expect(shownAfter(fault, 4900)).toBe(true);
	expect(shownAfter(fault, 5100)).toBe(false);
});

it('the end of a long command line is shown, for that is where one types', () => {
	const text = `ctx ${'a'.repeat(100)}z`;
	const [row = ''] = footerAfter(60, {type: 'prompt-opened'}, {type: 'prompt-typed', text});
	expect(row).toMatch(/^ :…a+z /);
});

it('candidates take the place of the hints, and the chosen one is always to be seen', () => {
	const candidates = Array.from({length: 30}, (_, index) => `ctx context-${index}`);
	for (const width of [40, 80, 120]) {
		for (const text of ['ctx context-', ...candidates]) {
			const events: readonly Event[] = [
				{type: 'prompt-opened'},
				{type: 'prompt-completed', text, candidates},
			];
			const [line = []] = footer(played(well, 2, events).getState(), width);
			expect(lineWidth(line)).toBe(width);
			const chosen = line.filter(({style}) => style === 'inverse').map(span => span.text);
			expect(chosen).toEqual(text === 'ctx context-' ? [' '] : [' ', text.slice(4)]);
		}
	}

	expect(
		footerAfter(80, {type: 'prompt-opened'}, {type: 'prompt-completed', text: 'ctx x', candidates: []})[0],
	).toContain('nothing completes this');
});
