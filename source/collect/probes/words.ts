// One probe for each polled word: how to ask it and how to read the answer.
import type {Leader} from '../../zookeeper/admin/readers/leader.ts';
import {UnsupportedError, ZooKeeperError} from '../../zookeeper/errors.ts';
import {askWord, type Word} from '../../zookeeper/four-letter.ts';
import type {Scheme} from '../../zookeeper/admin/scheme.ts';
import type {Host} from '../../zookeeper/hosts.ts';
import {isWithin} from '../../zookeeper/paths.ts';
import type {Tls} from '../../zookeeper/security.ts';
import {readConf} from '../../zookeeper/words/conf.ts';
import {readCons} from '../../zookeeper/words/cons.ts';
import {readDump, type Dump} from '../../zookeeper/words/dump.ts';
import {readMntr} from '../../zookeeper/words/mntr.ts';
import {readSrvr} from '../../zookeeper/words/srvr.ts';
import {readWchc} from '../../zookeeper/words/wchc.ts';
import {readWchp, type Watchers} from '../../zookeeper/words/wchp.ts';
import {readWchs} from '../../zookeeper/words/wchs.ts';
import {answerOf} from '../answer.ts';
import type {Ledger} from '../own-load.ts';
import type {PolledWord, WordArrival, WordValues} from '../sample.ts';

/** Each question has two seconds, whatever the polling interval; the one that somebody waits for may take longer. */
export const deadlineOf = (word: PolledWord): number => (word === 'wchp' ? 10_000 : 2000);

const readers: {readonly [W in PolledWord]: (text: string, chroot: string, now: number) => WordValues[W]} = {
	srvr: text => readSrvr(text),
	mntr: text => readMntr(text),
	cons: text => readCons(text),
	// Its dates are in the server's zone, which only the time of day tells.
	dump: (text, chroot, now) => withinChroot(readDump(text, now), chroot),
	conf: text => readConf(text),
	wchs: text => readWchs(text),
	wchp: (text, chroot) => watchedWithin(readWchp(text), chroot),
	leader: text => leaderIn(text),
};

/** A follower knows who leads, but its `srvr` does not say it; a server alone leads itself. */
const leaderIn = (text: string): Leader => {
	const {mode} = readSrvr(text);
	if (mode === 'read-only') {
		throw new UnsupportedError('srvr: nobody leads this server, it is in read-only mode');
	}

	return {leads: mode === 'leader' || mode === 'standalone', id: undefined, address: undefined};
};

/** What is asked for a fact. */
export const wordFor = (word: PolledWord): Word => (word === 'leader' ? 'srvr' : word);

export type WordProbe = {
	readonly host: Host;
	/** For a TLS port; undefined: plain TCP. */
	readonly tls?: Tls | undefined;
	readonly word: PolledWord;
	/** Paths of `dump` are made relative to it; those outside are left out. */
	readonly chroot: string;
	readonly ledger: Ledger;
	readonly tick: number;
	readonly now: () => number;
	readonly signal: AbortSignal;
};

export type Asked = {
	readonly arrival: WordArrival;
	readonly bytes: number;
	/** Of an AdminServer that answered. */
	readonly scheme?: Scheme | undefined;
	/** The other client port, where that was asked. */
	readonly port?: number;
	/** Ticks until it is worth asking again, where no door was open. */
	readonly againInTicks?: number;
};

/** Asks one word of one server. */
export const probeWord = async (probe: WordProbe): Promise<Asked> => {
	const {host, tls, word, chroot, ledger, tick, now, signal} = probe;
	const askedAt = performance.now();
	const ownPacketsAtLeast = ledger.countedOf(host) + 1; // it counts a word before it answers
	const book = ledger.bookWord(host.name);
	let bytes = 0;
	const ask = async (asked: Word): Promise<string> => {
		const text = await askWord(host, asked, {deadlineMs: deadlineOf(word), signal, tls});
		bytes += Buffer.byteLength(text);
		return text;
	};

	const answer = await answerOf<WordValues[PolledWord]>(
		async () =>
			orElse(
				async () => readers[word](await ask(wordFor(word)), chroot, now()),
				// Each is whitelisted for itself, and they tell the same.
				word === 'wchp'
					? async () => watchedWithin(readWchc(await onceMore(probe, async () => ask('wchc'))), chroot)
					: undefined,
			),
		now,
	);
	// What our session asks in a tick overtakes a word, which has to connect first: it is counted with it.
	const ownPackets = ledger.packetsOf(host);
	book(answer, bytes);
	const arrival = {
		of: 'word',
		word,
		server: host.name,
		answer,
		source: 'word',
		attempts: [],
		tick,
		tookMs: performance.now() - askedAt,
		ownPackets,
		ownPacketsAtLeast,
	} as WordArrival;
	return {arrival, bytes};
};

/** Another word for the same fact: a packet of its own. */
const onceMore = async (
	{host, ledger, now}: Pick<WordProbe, 'host' | 'ledger' | 'now'>,
	ask: () => Promise<string>,
): Promise<string> => {
	const book = ledger.bookWord(host.name);
	const answer = await answerOf(ask, now);
	book(answer, 0);
	switch (answer.kind) {
		case 'fresh':
			return answer.value;
		case 'unsupported':
			throw new UnsupportedError(answer.why);
		case 'failed':
			throw new ZooKeeperError(answer.failure.kind, answer.failure.message);
	}
};

/** What `first` brings, or where that is not allowed `second`; where neither is, what was said to `first`. */
export const orElse = async <T>(
	first: () => Promise<T>,
	second: (() => Promise<T>) | undefined,
): Promise<T> => {
	try {
		return await first();
	} catch (error) {
		if (!(error instanceof UnsupportedError) || second === undefined) {
			throw error;
		}

		try {
			return await second();
		} catch (other) {
			throw other instanceof UnsupportedError ? error : other;
		}
	}
};

/** The dump of what lies below the chroot, paths relative to it. */
export const withinChroot = (dump: Dump, chroot: string): Dump => {
	if (chroot === '/') {
		return dump;
	}

	const inside = [...dump.ephemerals].flatMap(([session, paths]) => {
		const kept = paths
			.filter(path => isWithin(path, chroot) && path !== chroot)
			.map(path => path.slice(chroot.length));
		return kept.length === 0 ? [] : [[session, kept] as const];
	});
	return {...dump, ephemerals: new Map(inside)};
};

/** The watches on what lies below the chroot, and on itself, paths relative to it. */
export const watchedWithin = (watchers: Watchers, chroot: string): Watchers =>
	chroot === '/'
		? watchers
		: new Map(
				[...watchers].flatMap(([path, sessions]) =>
					isWithin(path, chroot) ? [[path === chroot ? '/' : path.slice(chroot.length), sessions]] : [],
				),
			);
