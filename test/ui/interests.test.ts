// What the screen asks for: transactions are looked for among the rows of the tree while their tab is shown, and only then.
import {expect, it} from 'vitest';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {lists, scripted, statOf, stats, type Scripted} from '../store/scripted.ts';
import {textOf} from './texts.ts';

const rows = (): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns: 120, rows: 36});
	screen.sample(1, lists('/', 'leaf', 'tx'), stats('/leaf', statOf()), stats('/tx', statOf({children: 3})));
	return screen;
};

const openIn = ({state}: Scripted): readonly string[] => interestsOf(state(), layoutFor(state())).open;

it('says of which open znodes it has no children', () => {
	const screen = scripted();
	screen.does({type: 'resized', columns: 120, rows: 36});
	const unlisted = () => interestsOf(screen.state(), layoutFor(screen.state())).unlisted;
	expect(unlisted()).toEqual(['/']);
	screen.sample(1, lists('/', 'a'));
	expect(unlisted()).toEqual([]);
});

it('asks for the children of a row that may be a transaction while tab 2 is shown', () => {
	const screen = rows();
	expect(openIn(screen)).toEqual(['/']);
	screen.does({type: 'tab-chosen', tab: 'groups'});
	expect(openIn(screen)).toEqual(['/', '/tx']);
	expect(textOf(screen)).toContain('nothing known yet');
	screen.does({type: 'tab-chosen', tab: 'locks'});
	expect(openIn(screen)).toEqual(['/']);
});

it('shows a transaction that is a row of the tree, and asks for what is not recorded yet', () => {
	const screen = rows();
	screen.does({type: 'tab-chosen', tab: 'groups'});
	screen.sample(2, lists('/tx', 'decision', 'payload', 'vote-a'));
	expect(textOf(screen)).toMatch(/2 GROUPS 1[^]*\/tx +tx +reading/);
	expect(openIn(screen)).toEqual(['/', '/tx']);
	expect(interestsOf(screen.state(), layoutFor(screen.state())).stats).toEqual([
		...['/', '/leaf', '/tx'],
		...['/tx/decision', '/tx/vote-a'],
		'/zookeeper/quota',
	]);
});

it('asks for the children of what is typed behind goto once tab was pressed, but not those of a giant', () => {
	const screen = rows();
	const type = (text: string): void => {
		screen.does({type: 'prompt-opened'}, {type: 'prompt-typed', text});
	};
	type('goto /tx/a');
	expect(openIn(screen)).toEqual(['/']);
	screen.does({type: 'prompt-completed', text: 'goto /tx/a', candidates: []});
	expect(openIn(screen)).toEqual(['/', '/tx']);
	screen.sample(2, stats('/tx', statOf({children: 1_000_000})));
	expect(openIn(screen)).toEqual(['/']);
	screen.does({type: 'closed'});
	expect(openIn(screen)).toEqual(['/']);
});
