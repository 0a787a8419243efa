// A znode that we may not read: its row in the tree, and its card.
import {expect, it} from 'vitest';
import type {Arrival} from '../../source/collect/sample.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor} from '../../source/ui/screen.ts';
import {lists, scripted, statOf, stats, type Scripted} from '../store/scripted.ts';
import {textOf} from './texts.ts';

const failure = {
	kind: 'no-auth',
	message: '/shut: not authorised: the ACL does not let us do this; say who you are with --auth',
} as const;
const denied = (of: 'children' | 'data' | 'acl'): Arrival => ({
	of,
	path: '/shut',
	answer: {kind: 'failed', failure, at: 0},
});
const identities: Arrival = {
	of: 'identities',
	answer: {kind: 'fresh', value: [{scheme: 'ip', user: '10.0.0.250'}], at: 0},
};

/** The session was opened, and the branch among others, which nobody lets us list. */
const opened = (): Scripted => {
	const screen = scripted();
	screen.does({type: 'resized', columns: 80, rows: 24});
	screen.sample(
		1,
		lists('/', 'open', 'shut'),
		stats('/open', statOf()),
		stats('/shut', statOf({children: 1})),
	);
	screen.does({type: 'expanded', path: '/shut'}, {type: 'moved', table: 'tree', to: '/shut', top: 0});
	screen.sample(2, denied('children'), stats('/shut', statOf({children: 1})));
	return screen;
};

it('says below its row that it cannot be listed, and the rest of the tree is there', () => {
	const text = textOf(opened());
	expect(text).toContain('may not be listed: enter');
	expect(text).toMatch(/open +0/);
});

it('says on its card why, who we are, what it takes, and what its stat tells all the same', () => {
	const screen = opened();
	screen.does({type: 'card-opened', path: '/shut'});
	const asks = () => interestsOf(screen.state(), layoutFor(screen.state())).identities;
	expect(asks()).toBe(false);
	screen.sample(3, denied('data'), denied('acl'));
	expect(asks()).toBe(true);
	screen.sample(4, identities);
	const text = textOf(screen).replaceAll(/[│\s]+/g, ' ');
	expect(text).toContain('not authorised: the ACL does not let us do this; say who you are with --auth');
	expect(text).toMatch(/you are ip 10\.0\.0\.250/);
	expect(text).toContain('it takes read, which an entry of its ACL has to give');
	expect(text).toMatch(/children 1, cversion/);
	expect(text).toContain('its ACL is told to those alone who may read or administer it');
	screen.does({type: 'closed'});
	expect(asks()).toBe(false);
});
