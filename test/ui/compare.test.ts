// What = and :diff compare on the screen: versions that were seen, two znodes, a subtree with before.
import {describe, expect, it} from 'vitest';
import {nearest} from '../../source/options/nearest.ts';
import type {Arrival} from '../../source/collect/sample.ts';
import {eventFor} from '../../source/ui/keymap.ts';
import {interestsOf} from '../../source/ui/interests.ts';
import {layoutFor, screenRows} from '../../source/ui/screen.ts';
import {answers, lists, scripted, startedAt, statOf} from '../store/scripted.ts';

const looking = () => {
	const script = scripted();
	const {does, sample, state} = script;
	does({type: 'resized', columns: 120, rows: 36});
	sample(0, answers('zk3', 'srvr'), answers('zk3', 'mntr'), lists('/', 'app'));
	const press = (...keys: readonly string[]): void => {
		for (const key of keys) {
			const now = state().live.clock.at;
			const event = eventFor(key, {state: state(), layout: layoutFor(state()), lines: 0, now, nearest});
			does(
				event === undefined || 'refused' in event
					? {type: 'noticed', text: event?.refused ?? key, at: now}
					: event,
			);
		}
	};

	const screen = (): string =>
		screenRows(state())
			.map(line => line.map(({text}) => text).join(''))
			.join('\n');
	const value = (path: string, text: string, version: number): Arrival => {
		const stat = statOf({version, mzxid: `0x${(16 + version).toString(16)}`, dataBytes: text.length});
		return {of: 'data', path, answer: {kind: 'fresh', value: {data: Buffer.from(text), stat}, at: startedAt}};
	};

	return {...script, press, screen, value};
};

describe('versions of a value', () => {
	it('that were seen while its card was open are compared, [ and ] lead through them', () => {
		const {does, sample, press, screen, value} = looking();
		does({type: 'card-opened', path: '/app'});
		sample(1, value('/app', 'one\ntwo', 0));
		press('=');
		expect(screen()).toContain('one version of this value was seen while its card was open');
		sample(2, value('/app', 'one\n2', 1));
		sample(3, value('/app', 'one\n2', 1));
		sample(4, value('/app', 'ONE\n2', 2));
		press('=');
		expect(screen()).toContain('Versions of /app seen in this run: 2 and 3 of 3');
		expect(screen()).toMatch(/− one +│[^]*\+ ONE +│[^]* 2 +│/);
		press('[');
		expect(screen()).toMatch(/− two +│[^]*\+ 2 +│/);
		press('[');
		expect(screen()).toContain('no older version was seen');
		press('escape');
		expect(screen()).toContain('Describe');
	});

	it('take at most 8 MB, the oldest ones go', () => {
		const {does, sample, state, value} = looking();
		does({type: 'card-opened', path: '/app'});
		sample(1, value('/app', 'x'.repeat(3_000_000), 0), value('/app', 'y'.repeat(3_000_000), 1));
		sample(2, value('/app', 'z'.repeat(3_000_000), 2));
		expect(
			state()
				.versions.get('/app')
				?.map(({version}) => version),
		).toEqual([1, 2]);
	});
});

it(':diff reads both znodes and compares them', () => {
	const {sample, press, screen, state} = looking();
	press(':', ...Array.from('diff /a /b'), 'enter');
	const {jobs} = interestsOf(state(), layoutFor(state()));
	expect(jobs).toMatchObject([{kind: 'pair', paths: ['/a', '/b'], going: true}]);
	const progress = {read: 2, left: 0, vanished: 0, failed: 0, failure: undefined, tookMs: 1};
	const side = (path: string, text: string) => ({path, data: Buffer.from(text), stat: statOf({version: 3})});
	const sides = [side('/a', 'port=1\n'), side('/b', 'port=2\n')] as const;
	const {id = ''} = jobs[0] ?? {};
	sample(1, {of: 'job', id, state: 'done', progress, brought: {kind: 'pair', sides}});
	expect(screen()).toMatch(/− \/a {2}version 3/);
	expect(screen()).toMatch(/− port=1 +│[^]*\+ port=2 +│/);
	const failure = {kind: 'no-node', message: 'no such znode'} as const;
	const missing = [sides[0], {path: '/b', failure}] as const;
	sample(2, {of: 'job', id, state: 'done', progress, brought: {kind: 'pair', sides: missing}});
	expect(screen()).toContain('/b: no such znode');
});

it('= in the tree asks for changes since this run first saw the ensemble, its price first', () => {
	const {press, screen, state} = looking();
	press('=');
	expect(state().view.mode).toMatchObject({
		kind: 'job',
		wish: {kind: 'changes', under: '/', since: state().firstZxid, going: false},
	});
	expect(screen()).toContain('Changes below / since');
	expect(screen()).toContain('enter begins, esc leaves');
});

it.each([
	['changes 5a:12f3c /app', {kind: 'changes', under: '/app', since: '0x5a00012f3c'}],
	['changes 0x10', {kind: 'changes', under: '/', since: '0x10'}],
	['changes /app', {kind: 'changes', under: '/app'}],
])(':%s', (line, wish) => {
	const {press, state} = looking();
	press(':', ...Array.from(line), 'enter');
	expect(state().view.mode).toMatchObject({kind: 'job', wish});
});
