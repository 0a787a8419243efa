// What the history costs: memory and time a tick. One line of JSON per figure. `npm run bench:history`
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import type {Arrival, WordArrival} from '../source/collect/sample.ts';
import {History} from '../source/analyze/history/history.ts';
import {createStore} from '../source/store/store.ts';
import {readCons} from '../source/zookeeper/words/cons.ts';
import {readMntr, type Mntr} from '../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../source/zookeeper/words/srvr.ts';
import {median, quantile, report} from './figures.ts';
import {usedMb} from './memory.ts';

const show = (figure: string, figures: Readonly<Record<string, number>>): void => {
	report('history', {figure, ...figures});
};

const fixture = (name: string): string =>
	readFileSync(new URL(`../test/fixtures/4lw/3.8.0/leader/${name}.txt`, import.meta.url), 'utf8');

const startedAt = 1_795_373_900_000;
const serverNames = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => `zk${index + 1}:2181`);

const arrival = (word: 'mntr' | 'srvr' | 'cons', server: string, tick: number, value: unknown): WordArrival =>
	({
		of: 'word',
		word,
		server,
		answer: {kind: 'fresh', value, at: startedAt + tick * 1000},
		source: 'word',
		attempts: [],
		tick,
		tookMs: 1 + (tick % 7) / 10,
		ownPackets: tick * 2,
		ownPacketsAtLeast: tick * 2,
	}) as WordArrival;

/** Dispatches a sample of these arrivals and gives how long the store took, ms. */
const timed = (store: ReturnType<typeof createStore>, tick: number, arrivals: readonly Arrival[]): number => {
	const start = performance.now();
	store.dispatch({
		type: 'sampled',
		sample: {
			tick,
			at: startedAt + tick * 1000,
			arrivals,
			own: {packets: 0, bytes: 0, watches: 0, pace: 1},
		},
	});
	return performance.now() - start;
};

const recorded = readMntr(fixture('mntr'));

/** The recorded leader after some ticks in which all its numbers have grown, but its start. */
const grownMntr = (tick: number, server: number): Mntr => ({
	...recorded,
	values: new Map(
		[...recorded.values].map(([name, value], index) => [
			name,
			name === 'uptime'
				? tick * 1000
				: value + tick * (1 + ((index + server) % 9)) + ((tick * 7 + index) % 5),
		]),
	),
});

/** The whole store with nine servers of which every number changes in every tick. */
const benchStore = (): void => {
	const names = serverNames(9);
	const store = createStore({servers: names, lockPaths: [], intervalMs: 1000, now: startedAt});
	// A count below that of mntr would be another server's.
	const srvr = {...readSrvr(fixture('srvr')), received: 1e12};
	const before = usedMb();
	const times: number[] = [];
	for (let tick = 0; tick < 1500; tick++) {
		const arrivals = names.flatMap((name, index) => [
			arrival('mntr', name, tick, grownMntr(tick, index)),
			arrival('srvr', name, tick, srvr),
		]);
		times.push(timed(store, tick, arrivals));
	}

	const late = times.slice(700);
	show('store-9-servers-553-metrics', {
		msPerTick: median(late),
		p99MsPerTick: quantile(late, 0.99),
		goalMs: 25,
		usedMbAfter25Minutes: usedMb() - before,
	});
};

const metricNames = Array.from({length: 550}, (_, index) => `metric_${index}`);

/** The history alone, a day long: the most that it can ever take. */
const benchDay = (servers: number, goalMb: number): void => {
	const before = usedMb();
	const histories = serverNames(servers).map(() => new History(1000));
	const values = metricNames.map((name, index): [string, number] => [name, index]);
	const times: number[] = [];
	for (let tick = 0; tick < 24 * 3600; tick++) {
		for (const [index, value] of values.entries()) {
			value[1] = (tick * 31 + index * 17) % 1009;
		}

		const start = performance.now();
		for (const history of histories) {
			history.record(tick, values);
		}

		times.push(performance.now() - start);
	}

	show(`day-of-${servers}-servers-550-metrics-all-varying`, {
		usedMb: usedMb() - before,
		goalMb,
		msPerTick: median(times),
	});
	const reads = histories.flatMap(history =>
		[60, 600, 3600, 86_400].map(ticks => {
			const start = performance.now();
			history.pointsOf('metric_1', {to: 86_399, ticks, columns: 100});
			return performance.now() - start;
		}),
	);
	const usual = performance.now();
	histories[0]?.usualOf('metric_1', 86_399);
	show(`reading-that-day`, {chartMs: Math.max(...reads), usualMs: performance.now() - usual});
};

/** The same where no number ever changes. */
const benchConstant = (): void => {
	const before = usedMb();
	const histories = serverNames(5).map(() => new History(1000));
	for (let tick = 0; tick < 3600; tick++) {
		for (const history of histories) {
			history.record(
				tick,
				metricNames.map((name, index) => [name, index] as const),
			);
		}
	}

	show('hour-of-5-servers-550-metrics-constant', {usedMb: usedMb() - before});
	histories.length = 0;
};

const connection = (index: number, tick: number): string =>
	` /10.${index >> 16}.${(index >> 8) & 255}.${index & 255}:${30_000 + (index % 30_000)}[1](queued=0,recved=${index + tick * (index % 3)},sent=${index},sid=0x${(0x100_0000_0000_0000n + BigInt(index)).toString(16)},lop=${index % 3 === 0 ? 'PING' : 'GETD'},est=1795373867302,to=14000,lcxid=0xfe,lzxid=0x1000000e8,lresp=${1_039_084 + tick * 1000},llat=4,minlat=0,avglat=1,maxlat=65)\n`;

/** A tick that brings the connections of three servers, 100,000 in all; a large answer is asked for once in some minutes. */
const benchConnections = (): void => {
	const names = serverNames(3);
	const store = createStore({servers: names, lockPaths: [], intervalMs: 1000, now: startedAt});
	const each = 33_334;
	const times = Array.from({length: 6}, (_, tick) =>
		timed(
			store,
			tick * 100,
			names.map((name, server) => {
				const rows = Array.from({length: each}, (_, index) => connection(server * each + index, tick));
				return arrival('cons', name, tick * 100, readCons(`${rows.join('')}\n`));
			}),
		),
	);
	show('store-100000-connections', {msPerTick: median(times.slice(1)), goalMs: 500});
	show('store-quiet-tick-after-them', {
		msPerTick: median([501, 502, 503, 504, 505].map(tick => timed(store, tick, []))),
	});
};

benchStore();
benchConstant();
benchDay(5, 80);
benchConnections();
