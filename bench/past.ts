// What it costs to remember an hour: memory beside that of a store that does not, and time a tick. `npm run bench:past`
import {performance} from 'node:perf_hooks';
import type {Arrival, WordArrival} from '../source/collect/sample.ts';
import {pastLimits} from '../source/store/past/limits.ts';
import {bytesOf} from '../source/store/past/past.ts';
import {dataAt} from '../source/store/past/travel.ts';
import {createStore, type Store} from '../source/store/store.ts';
import {readCons} from '../source/zookeeper/words/cons.ts';
import {readDump} from '../source/zookeeper/words/dump.ts';
import {readSrvr} from '../source/zookeeper/words/srvr.ts';
import {median, report} from './figures.ts';
import {usedMb} from './memory.ts';

const startedAt = 1_795_373_900_000;
const names = ['zk1:2181', 'zk2:2181', 'zk3:2181'];

type Word = 'srvr' | 'cons' | 'dump';

const arrival = (word: Word, server: string, tick: number, value: unknown): WordArrival =>
	({
		of: 'word',
		word,
		server,
		answer: {kind: 'fresh', value, at: startedAt + tick * 1000},
		source: 'word',
		attempts: [],
		tick,
		tookMs: 1,
		ownPackets: tick,
		ownPacketsAtLeast: tick,
	}) as WordArrival;

const idOf = (session: number): string => `0x${(0x100_0000_0000_0000n + BigInt(session)).toString(16)}`;

const srvrOf = (server: number, tick: number): string =>
	`Zookeeper version: 3.8.0-a, built on 2022-02-25\nLatency min/avg/max: 0/0.5/65\nReceived: ${tick * 40}\nSent: ${tick * 40}\nConnections: 9\nOutstanding: ${tick % 5}\nZxid: 0x1000${(tick + 4096).toString(16)}\nMode: ${server === 0 ? 'leader' : 'follower'}\nNode count: ${1000 + tick}\n`;

/** Every client works in one interval of three, and pings in the others. */
const consOf = (sessions: readonly number[], tick: number): string =>
	sessions
		.map(
			session =>
				` /10.0.${(session >> 4) & 15}.${session & 15}:${30_000 + (session % 30_000)}[1](queued=0,recved=${tick * ((session + tick) % 3)},sent=${tick},sid=${idOf(session)},lop=${(session + tick) % 3 === 0 ? 'GETD' : 'PING'},est=1795373867302,to=30000,lcxid=0xfe,lzxid=0x1000000e8,lresp=${tick * 1000 + (session % 900)},llat=0,minlat=0,avglat=0,maxlat=6)\n`,
		)
		.join('');

/** Twenty queues of ten, of which one moves in each dump. */
const dumpOf = (tick: number): string =>
	`SessionTracker dump:\nSession Sets (0)/(0):\nephemeral nodes dump:\nSessions with Ephemerals (200):\n${Array.from(
		{length: 200},
		(_, session) => {
			const lock = Math.floor(session / 10);
			const sequence = lock === tick % 20 ? session + tick : session;
			const name = `${session.toString(16).padStart(32, '0')}__lock__${String(sequence).padStart(10, '0')}`;
			return `${idOf(session)}:\n\t/locks/orders-${lock}/${name}\n`;
		},
	).join('')}`;

const statOf = (tick: number) => ({
	...{czxid: '0x1', mzxid: '0x1', pzxid: `0x${tick.toString(16)}`, ctime: startedAt, mtime: startedAt},
	...{version: 0, cversion: tick, aversion: 0, ephemeralOwner: undefined, dataBytes: 8, children: tick},
});

/** A thousand znodes are loaded; forty are on screen, and half of those change from look to look. */
const treeIn = (tick: number): readonly Arrival[] =>
	tick === 0
		? [
				{
					of: 'children',
					path: '/',
					answer: {
						kind: 'fresh',
						value: {names: Array.from({length: 1000}, (_, index) => `node-${index}`), stat: statOf(0)},
						at: startedAt,
					},
				},
			]
		: Array.from({length: 40}, (_, index): Arrival => ({
				of: 'stat',
				path: `/node-${index}`,
				answer: {kind: 'fresh', value: statOf(index % 2 === 0 ? tick : 7), at: startedAt + tick * 1000},
			}));

type Scenario = {
	readonly sessions: number;
	/** Ticks between two lists of connections. */
	readonly consEvery: number;
	readonly dumpEvery: number;
};

/** The sample of a tick; texts are read anew, as the poller does. */
const arrivalsOf = ({sessions, consEvery, dumpEvery}: Scenario, tick: number): readonly Arrival[] => [
	...names.map((name, server) => arrival('srvr', name, tick, readSrvr(srvrOf(server, tick)))),
	...(tick % consEvery === 0
		? names.map((name, server) => {
				const own = Array.from({length: Math.floor(sessions / 3)}, (_, index) => index * 3 + server);
				return arrival('cons', name, tick, readCons(consOf(own, tick)));
			})
		: []),
	...(tick % dumpEvery === 0 ? [arrival('dump', names[0] ?? '', tick, readDump(dumpOf(tick)))] : []),
	...treeIn(tick),
];

/** The store after so many ticks, and how long each of them took. */
const lived = (
	scenario: Scenario,
	ticks: number,
	remembers: boolean,
): {readonly store: Store; readonly times: readonly number[]} => {
	const store = createStore({
		servers: names,
		lockPaths: [],
		intervalMs: 1000,
		remembers: remembers && pastLimits,
		now: startedAt,
	});
	const times = Array.from({length: ticks}, (_, tick) => {
		const own = {packets: 0, bytes: 0, watches: 0, pace: 1};
		const sample = {tick, at: startedAt + tick * 1000, arrivals: arrivalsOf(scenario, tick), own};
		const start = performance.now();
		store.dispatch({type: 'sampled', sample});
		return performance.now() - start;
	});
	return {store, times};
};

const bench = (figure: string, scenario: Scenario, ticks: number): void => {
	const before = usedMb();
	const without = lived(scenario, ticks, false);
	const between = usedMb();
	const {store, times} = lived(scenario, ticks, true);
	const {past} = store.getState();
	const after = usedMb();
	const first = past.moments[0];
	const start = performance.now();
	const shown = first && dataAt(past, past.moments.at(-1) ?? first);
	report('past', {
		figure,
		moments: past.moments.length,
		reachesBackSeconds: (store.getState().live.clock.at - (first?.data.clock.at ?? 0)) / 1000,
		usedMb: after - between - (between - before),
		estimatedMb: bytesOf(past) / 1e6,
		goalMb: (pastLimits.mostBytes * 1.25) / 1e6,
		msPerTick: median(times),
		msPerTickWithoutPast: median(without.times),
		goingThereMs: performance.now() - start,
		sessionsThere: shown?.inspection.sessions.length ?? 0,
	});
};

bench('hour-of-400-sessions-200-waiters-1000-znodes', {sessions: 400, consEvery: 2, dumpEvery: 5}, 3700);
bench('hour-of-4000-sessions', {sessions: 4000, consEvery: 5, dumpEvery: 5}, 3700);
bench('hour-of-100000-sessions', {sessions: 100_000, consEvery: 120, dumpEvery: 10}, 3700);
