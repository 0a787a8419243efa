// A store driven by samples as the poller cuts them: answers of the recorded 3.8.0 ensemble, of times that a test sets.
import type {Arrival, PolledWord, Sample, WordArrival, WordValues} from '../../source/collect/sample.ts';
import type {Event} from '../../source/store/events.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import type {Data, State} from '../../source/store/state.ts';
import type {FailureKind} from '../../source/zookeeper/errors.ts';
import type {Stat} from '../../source/zookeeper/stat.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readCons} from '../../source/zookeeper/words/cons.ts';
import {readDump} from '../../source/zookeeper/words/dump.ts';
import {readMntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {readWchp} from '../../source/zookeeper/words/wchp.ts';
import {readWchs} from '../../source/zookeeper/words/wchs.ts';
import {inRowOrder} from '../../source/zookeeper/row-order.ts';
import {recorded} from '../helpers/recorded-words.ts';

export const startedAt = 1_795_373_900_000;

/** The servers of the connect string, and which recorded one each of them is. */
export const servers = {zk1: 'follower1', zk2: 'follower2', zk3: 'leader', zk4: 'observer'} as const;
export type ServerName = keyof typeof servers;
export const names = Object.keys(servers) as readonly ServerName[];

const readers: {readonly [W in PolledWord]: (text: string) => WordValues[W]} = {
	// Recorded before mntr, but asked after it.
	srvr: text => ({...readSrvr(text), received: 1_000_000}),
	mntr: text => readMntr(text),
	cons: text => readCons(text),
	dump: text => readDump(text),
	conf: text => readConf(text),
	wchs: text => readWchs(text),
	wchp: text => readWchp(text),
	leader: () => ({leads: false, id: 3, address: '127.0.0.1'}),
};

/** What a server answered when it was recorded. */
export const told = <W extends PolledWord>(server: ServerName, word: W): WordValues[W] =>
	readers[word](recorded(`3.8.0/${servers[server]}`, word));

/** An arrival as the poller makes it, but for its time and tick. */
type Word = Omit<WordArrival, 'tick' | 'tookMs' | 'ownPackets' | 'ownPacketsAtLeast' | 'source' | 'attempts'>;

export const answers = <W extends PolledWord>(
	server: ServerName,
	word: W,
	value: WordValues[W] = told(server, word),
): Word => ({of: 'word', word, server, answer: {kind: 'fresh', value, at: 0}}) as unknown as Word;
export const fails = (server: ServerName, word: PolledWord, kind: FailureKind = 'silent'): Word =>
	({
		of: 'word',
		word,
		server,
		answer: {kind: 'failed', failure: {kind, message: `${kind}, in words`}, at: 0},
	}) as unknown as Word;
export const refuses = (server: ServerName, word: PolledWord): Word =>
	({
		of: 'word',
		word,
		server,
		answer: {kind: 'unsupported', why: `${word} is not in the whitelist`},
	}) as unknown as Word;

export const statOf = (own: Partial<Stat> = {}): Stat => ({
	czxid: '0x1',
	mzxid: '0x1',
	pzxid: '0x1',
	ctime: startedAt,
	mtime: startedAt,
	version: 0,
	cversion: 0,
	aversion: 0,
	ephemeralOwner: undefined,
	dataBytes: 0,
	children: 0,
	...own,
});
export const lists = (path: string, ...children: readonly string[]): Arrival => ({
	of: 'children',
	path,
	answer: {
		kind: 'fresh',
		value: {names: inRowOrder(children), stat: statOf({children: children.length})},
		at: 0,
	},
});
export const stats = (path: string, stat: Stat | undefined): Arrival => ({
	of: 'stat',
	path,
	answer: {kind: 'fresh', value: stat, at: 0},
});
export const connects = (server: ServerName, session: string): Arrival => ({
	of: 'session',
	state: {
		kind: 'connected',
		server: {name: server, host: server, port: 2181},
		session,
		timeoutMs: 10_000,
		readOnly: false,
	},
	since: 0,
});

export type Scripted = {
	readonly store: Store;
	/** A sample that is cut this many seconds after the start; all in it arrived just then. */
	readonly sample: (seconds: number, ...arrivals: ReadonlyArray<Arrival | Word>) => Data;
	readonly does: (...events: readonly Event[]) => State;
	readonly state: () => State;
	readonly data: () => Data;
};

const tookMs = 4;

export const scripted = (lockPaths: readonly string[] = []): Scripted => {
	const store = createStore({servers: names, lockPaths, intervalMs: 1000, now: startedAt});
	const state = (): State => store.getState();
	const data = (): Data => state().live;
	const timed = (arrival: Arrival | Word, tick: number, at: number): Arrival => {
		if (arrival.of === 'session') {
			return {...arrival, since: at};
		}

		if (!('answer' in arrival)) {
			return arrival;
		}

		const answer = arrival.answer.kind === 'unsupported' ? arrival.answer : {...arrival.answer, at};
		const own =
			arrival.of === 'word'
				? {tick, tookMs, ownPackets: 0, ownPacketsAtLeast: 0, source: 'word', attempts: []}
				: {};
		return {...own, ...arrival, answer} as unknown as Arrival;
	};
	return {
		store,
		state,
		data,
		sample: (seconds, ...arrivals) => {
			const at = startedAt + seconds * 1000;
			const sample: Sample = {
				tick: Math.floor(seconds),
				at,
				arrivals: arrivals.map(arrival => timed(arrival, Math.floor(seconds), at)),
				own: {packets: 0, bytes: 0, watches: 0, pace: 1},
			};
			store.dispatch({type: 'sampled', sample});
			return data();
		},
		does: (...events) => {
			for (const event of events) {
				store.dispatch(event);
			}

			return state();
		},
	};
};

/** What all servers answer in a quiet tick. */
export const everything = (
	words: readonly PolledWord[] = ['mntr', 'srvr', 'conf', 'cons'],
): readonly Word[] => names.flatMap(server => words.map(word => answers(server, word)));
