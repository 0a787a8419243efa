// How long parsing takes at the sizes that hurt: one JSON line per figure, median of several runs. `npx tsx bench/words.ts`
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {readCons} from '../source/zookeeper/words/cons.ts';
import {readDump} from '../source/zookeeper/words/dump.ts';
import {readMntr} from '../source/zookeeper/words/mntr.ts';
import {median, report} from './figures.ts';

const fixture = (name: string): string =>
	readFileSync(new URL(`../test/fixtures/4lw/3.8.0/leader/${name}.txt`, import.meta.url), 'utf8');

/** Median time of one call in ms; each run makes `calls` calls, since short ones vanish in the clock's steps. */
const medianMs = (runs: number, calls: number, call: () => unknown): number => {
	const times = Array.from({length: runs}, () => {
		const start = performance.now();
		for (let index = 0; index < calls; index++) {
			call();
		}

		return (performance.now() - start) / calls;
	});
	return median(times);
};

const show = (figure: string, ms: number, goalMs: number): void => {
	report('words', {figure, ms, goalMs});
};

const hex = (index: number): string => (0x1_0000_0000_0000_00n + BigInt(index)).toString(16);

const connections = (count: number): string =>
	Array.from(
		{length: count},
		(_, index) =>
			` /10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}:${30_000 + (index % 30_000)}[1](queued=0,recved=${index},sent=${index},sid=0x${hex(index)},lop=PING,est=1795373867302,to=14000,lcxid=0xfe,lzxid=0x1000000e8,lresp=1039084,llat=4,minlat=0,avglat=1,maxlat=65)\n`,
	).join('') + '\n';

const ephemerals = (count: number, perSession: number): string => {
	const sessions = Array.from({length: count / perSession}, (_, session) => {
		const paths = Array.from(
			{length: perSession},
			(_, index) => `\t/app/locks/lock-${String(session * perSession + index).padStart(10, '0')}\n`,
		);
		return `0x${hex(session)}:\n${paths.join('')}`;
	});
	const ids = sessions.map((_, session) => `\t0x${hex(session)}\n`).join('');
	return `SessionTracker dump:\nSession Sets (1)/(${sessions.length}):\n${sessions.length} expire at Sun Nov 22 18:58:40 UTC 2026:\n${ids}ephemeral nodes dump:\nSessions with Ephemerals (${sessions.length}):\n${sessions.join('')}`;
};

const mntr = fixture('mntr');
const cons = connections(100_000);
const dump = ephemerals(20_000, 4);
show(
	'mntr-553-lines',
	medianMs(21, 100, () => readMntr(mntr)),
	0.3,
);
show(
	'cons-100000-rows',
	medianMs(9, 1, () => readCons(cons)),
	300,
);
show(
	'dump-20000-ephemerals',
	medianMs(21, 1, () => readDump(dump)),
	50,
);
