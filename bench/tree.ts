// What a giant costs: 1,000,000 children decoded and put in row order, then keys on them. One line of JSON per figure. `npm run bench:tree`
import {orderedNames} from '../source/collect/listing/ordering.ts';
import type {Arrival} from '../source/collect/sample.ts';
import {createStore} from '../source/store/store.ts';
import {eventFor} from '../source/ui/keymap.ts';
import {layoutFor, screenRows} from '../source/ui/screen.ts';
import {quantile, report} from './figures.ts';

const children = 1_000_000;
const nameBytes = 15;
const lengthBytes = 4;

/** Names as they travel, in no order. */
const travelling = (): Buffer => {
	const body = Buffer.alloc(children * (lengthBytes + nameBytes));
	for (let index = 0; index < children; index++) {
		const at = index * (lengthBytes + nameBytes);
		body.writeInt32BE(nameBytes, at);
		body.write(`item-${String((index * 7919) % children).padStart(10, '0')}`, at + lengthBytes);
	}

	return body;
};

function* namesIn(body: Buffer): Generator<string, undefined> {
	for (let at = lengthBytes; at < body.length; at += lengthBytes + nameBytes) {
		yield body.toString('utf8', at, at + nameBytes);
	}
}

const body = travelling();
const before = process.cpuUsage();
const names = await orderedNames({
	count: children,
	bytes: children * nameBytes,
	[Symbol.iterator]: () => namesIn(body),
});
report('tree', {figure: 'decoded and ordered', children, cpuMs: process.cpuUsage(before).user / 1000});

const stat = {
	...{czxid: '0x1', mzxid: '0x1', pzxid: '0x1', ctime: 1, mtime: 1, version: 0, cversion: 0, aversion: 0},
	...{ephemeralOwner: undefined, dataBytes: 0, children},
};
const listed = (path: string, list: readonly string[]): Arrival => ({
	of: 'children',
	path,
	answer: {kind: 'fresh', value: {names: list, stat, bytes: children * nameBytes}, at: 2},
});
const server = {name: 'zk1', host: 'zk1', port: 2181};
const store = createStore({servers: [server.name], lockPaths: [], intervalMs: 1000, now: 1});
const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
const state = {kind: 'connected', server, session: '0x1', timeoutMs: 10_000, readOnly: false} as const;
const arrivals = [{of: 'session', state, since: 0} as const, listed('/', ['jobs']), listed('/jobs', names)];
store.dispatch({type: 'resized', columns: 120, rows: 36});
store.dispatch({type: 'sampled', sample: {tick: 1, at: 2, own, arrivals}});
store.dispatch({type: 'expanded', path: '/jobs', part: 'all'});

const keys = ['down', 'pagedown', 'G', 'up', 'g', 'down', 'pageup', 'down'];
const tookMs = Array.from({length: 100}, () => keys)
	.flat()
	.map(key => {
		const start = performance.now();
		const now = store.getState();
		const event = eventFor(key, {
			state: now,
			layout: layoutFor(now),
			lines: 1,
			now: 0,
			nearest: () => undefined,
		});
		if (event !== undefined && !('refused' in event)) {
			store.dispatch(event);
		}

		screenRows(store.getState());
		return performance.now() - start;
	});
report('tree', {
	...{figure: 'key to rows', children, p50Ms: quantile(tookMs, 0.5), p95Ms: quantile(tookMs, 0.95)},
	...{goalP50Ms: 16, goalP95Ms: 33},
});
report('tree', {figure: 'memory', children, rssMb: process.memoryUsage.rss() / 1e6, goalMb: 400});
