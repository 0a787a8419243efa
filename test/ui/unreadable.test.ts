// source/ui/panes/unreadable.ts
import {expect, it} from 'vitest';
import {createStore} from '../../source/store/store.ts';
import {unreadable} from '../../source/ui/panes/unreadable.ts';
import type {Failure} from '../../source/zookeeper/errors.ts';

const textOf = (failure: Failure): string => {
	const store = createStore({servers: ['zk1:2181'], lockPaths: [], intervalMs: 1000, now: 0});
	const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
	const state = {kind: 'connecting', failure, attempts: 1} as const;
	const arrivals = [{of: 'session', since: 0, state} as const];
	store.dispatch({type: 'sampled', sample: {tick: 1, at: 3000, arrivals, own}});
	return unreadable(store.getState().live, 200)
		.map(line => line.map(({text}) => text).join(''))
		.join('\n');
};

it('says of what may pass that it opens by itself', () => {
	const text = textOf({kind: 'refused', message: 'zk1:2181: connection refused: nothing listens there'});
	expect(text).toContain('why    zk1:2181: connection refused: nothing listens there');
	expect(text).toContain('It opens by itself when a server serves.');
});

it.each<readonly [Failure, string, string]>([
	[
		{kind: 'tls', message: 'zk1:2181: its certificate has expired; renew it on the server'},
		'its certificate has expired',
		'renew it on the server',
	],
	[
		{kind: 'tls', message: 'zk1:2181: it wants a client certificate; name yours with --cert and --key'},
		'it wants a client certificate',
		'name yours with --cert and --key',
	],
	[
		{kind: 'no-auth', message: 'zk1:2181: rejects our digest credentials; correct user or password'},
		'rejects our digest credentials',
		'correct user or password',
	],
	[
		{kind: 'garbled', message: 'zk1:2181: no ZooKeeper: it speaks SSH'},
		'no ZooKeeper: it speaks SSH',
		'name a client port of ZooKeeper',
	],
])('says what has to be done about what does not pass: %o', (failure, why, fix) => {
	const text = textOf(failure);
	expect(text).toContain(`why    zk1:2181: ${why}\n`);
	expect(text).toContain(`do     ${fix}`);
	expect(text).not.toContain('opens by itself');
});
