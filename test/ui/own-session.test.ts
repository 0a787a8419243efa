// source/ui/panes/own-session.ts, on the Sources card
import {expect, it} from 'vitest';
import type {Arrival} from '../../source/collect/sample.ts';
import {opened, sampled, textOf} from './sources-card.ts';

const connected = (readOnly = false): Arrival => ({
	of: 'session',
	since: 1000,
	state: {
		kind: 'connected',
		server: {name: 'zk1:2181', host: 'zk1', port: 2181},
		session: '0x100000e7c310000',
		timeoutMs: 10_000,
		readOnly,
	},
});

it('tells of our own session, and whom the server takes us for on this connection', () => {
	const store = opened();
	expect(textOf(store)).toMatch(/ connection +none for 3 s: connecting/);
	sampled(store, [connected()], 13_000);
	expect(textOf(store)).toMatch(/ connection +zk1:2181 for 12 s, timeout 10 s, 0x100000e7c310000 /);
	expect(textOf(store)).toMatch(/ known as +not asked yet/);
	const value = [
		{scheme: 'ip', user: '10.0.0.1'},
		{scheme: 'digest', user: 'zoe\u001B[31m'},
	];
	sampled(store, [{of: 'identities', answer: {kind: 'fresh', value, at: 1}}], 13_000);
	expect(textOf(store)).toMatch(/ known as +ip 10\.0\.0\.1, digest zoe/);
	expect(textOf(store)).not.toContain('\u001B');
	sampled(store, [connected(true)], 13_000);
	expect(textOf(store)).toContain('read-only: no quorum');
	expect(textOf(store)).toMatch(/ known as +not asked yet/);
});

it('says why there is no session, or no identity', () => {
	const store = opened();
	sampled(
		store,
		[connected(), {of: 'identities', answer: {kind: 'unsupported', why: 'older than 3.7'}}],
		3000,
	);
	expect(textOf(store)).toMatch(/ known as +not known: older than 3\.7/);
	const failure = {kind: 'refused', message: 'zk1:2181: connection refused'} as const;
	sampled(store, [{of: 'identities', answer: {kind: 'failed', failure, at: 1}}], 3000);
	expect(textOf(store)).toMatch(/ known as +not known: zk1:2181: connection refused/);
	const state = {kind: 'connecting', failure, attempts: 2} as const;
	sampled(store, [{of: 'session', since: 3000, state}], 5000);
	expect(textOf(store)).toMatch(/ connection +none for 2 s: zk1:2181: connection refused/);
	sampled(store, [{of: 'session', since: 3000, state: {...state, retryInMs: 8000}}], 5000);
	expect(textOf(store)).toContain('connection refused; tried again 8 s later');
});
