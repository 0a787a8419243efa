// source/ui/panes/{findings/,locks.ts}
import {expect, it} from 'vitest';
import type {Arrival, Sample} from '../../source/collect/sample.ts';
import type {Store} from '../../source/store/store.ts';
import {findingsTab} from '../../source/ui/panes/findings/findings.ts';
import {locksTab} from '../../source/ui/panes/locks.ts';
import type {Line} from '../../source/ui/line.ts';
import {played} from './scenes.ts';
import {dead, halfSilent, names, startedAt, well} from './scripts.ts';

const textOf = (lines: readonly Line[]): string =>
	lines.map(line => line.map(({text}) => text).join('')).join('\n');

it('what cannot be judged is counted beside what is wrong, and told with a key where there is no room for it', () => {
	const state = played(dead, 5).getState();
	const {blind} = state.live.judgement;
	const rows = textOf(findingsTab(state, 80, 10)).split('\n');
	expect(rows).toContainEqual(
		expect.stringMatching(new RegExp(`cannot judge: ${blind.length} of \\d+ ─+ → reads them all`)),
	);
});

it('each rule that cannot judge is named, those with one reason together, where there is room', () => {
	const state = played(dead, 5).getState();
	const {blind} = state.live.judgement;
	const text = textOf(findingsTab(state, 80, blind.length + 40));
	expect(blind.filter(({rule}) => !text.includes(rule))).toEqual([]);
	const reasons = new Set(blind.map(({why}) => why));
	expect(reasons.size).toBeLessThan(blind.length);
	expect(text.match(/ \? {2}/g)).toHaveLength(reasons.size);
	expect(text).not.toContain('→ reads them all');
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

it('below a chroot nothing is said of locks outside of it', () => {
	const {live, ...state} = withDump().getState();
	const traffic = {...live.traffic, chroot: '/app'};
	expect(textOf(locksTab({...state, live: {...live, traffic}}, 200, 10))).toContain(
		'no ephemeral-sequential znode below /app, the root of this session: nobody held',
	);
});

it('who stands in line is told whole in the narrow box of a small terminal', () => {
	const rows = textOf(locksTab(played(well, 6).getState(), 46, 24)).split('\n');
	const title = rows.findIndex(row => row.startsWith('─ ') && row.includes('in line'));
	const line = rows.slice(title + 1, title + 3);
	expect(line[0]).toMatch(/^ ● +\S+ .*held/);
	for (const row of line) {
		expect(row).not.toContain('…');
		expect(row.length).toBeLessThanOrEqual(46);
	}
});
