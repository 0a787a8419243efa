// source/ui/panes/{findings/,locks.ts}
import {expect, it} from 'vitest';
import type {Arrival, Sample} from '../../source/collect/sample.ts';
import type {Store} from '../../source/store/store.ts';
import {findingsTab} from '../../source/ui/panes/findings/findings.ts';
import {locksTab} from '../../source/ui/panes/locks.ts';
import type {Line} from '../../source/ui/line.ts';
import {played} from './scenes.ts';
import {dead, halfSilent, names, startedAt} from './scripts.ts';

const textOf = (lines: readonly Line[]): string =>
	lines.map(line => line.map(({text}) => text).join('')).join('\n');

it('what cannot be judged takes three rows beside what is wrong, and says how much more there is', () => {
	const state = played(dead, 5).getState();
	const {findings, blind} = state.live.judgement;
	expect(blind.length).toBeGreaterThan(6);
	const height = 12;
	const rows = textOf(findingsTab(state, 80, height)).split('\n');
	const title = rows.findIndex(row => row.includes('cannot judge'));
	const more = rows.findIndex(row => / … \d+ more/.test(row));
	expect([title, more - title + 1]).toEqual([Math.min(findings.length, 4), 3]);
	expect(rows[more]).toContain(`… ${blind.length - 1} more`);
});

it('all of it is told where there is room', () => {
	const state = played(dead, 5).getState();
	const {blind} = state.live.judgement;
	const text = textOf(findingsTab(state, 80, blind.length + 40));
	expect(text.match(/ \? {2}/g)).toHaveLength(blind.length);
});

const silent = {kind: 'silent', message: 'no answer in 2 s'} as const;

const withDump = (): Store => {
	const store = played(halfSilent, 0);
	const value = {sessions: new Map(), ephemerals: new Map()};
	const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
	const said = (word: string, answer: unknown): Arrival =>
		({
			of: 'word',
			word,
			server: names[0],
			answer,
			source: 'word',
			attempts: [],
			tick: 1,
		}) as unknown as Arrival;
	const sample = (at: number, arrivals: readonly Arrival[]): Sample => ({tick: 1, at, arrivals, own});
	const at = startedAt + 1000;
	store.dispatch({type: 'sampled', sample: sample(at, [said('dump', {kind: 'fresh', value, at})])});
	expect(textOf(locksTab(store.getState(), 200, 10))).toMatch(/nobody holds or waits for a lock/);
	const gone = said('srvr', {kind: 'failed', failure: silent, at: at + 1000});
	store.dispatch({type: 'sampled', sample: sample(at + 1000, [gone])});
	return store;
};

it('that nobody holds a lock is said of the time when it was seen, where nobody can look now', () => {
	expect(textOf(locksTab(withDump().getState(), 200, 10))).toMatch(
		/nobody can look now; at 14:03:21Z? there was no ephemeral-sequential znode in the whole ensemble: nobody held/,
	);
});
