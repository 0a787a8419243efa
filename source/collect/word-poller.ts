// The words of one server: which are due in a tick, never one that is still in flight, and gently when it is in trouble.
import type {AdminAccess} from '../zookeeper/admin/admin-server.ts';
import type {Failure} from '../zookeeper/errors.ts';
import {failedAnswer} from './answer.ts';
import {Bucket} from './bucket.ts';
import {Pace} from './pace.ts';
import {Doors} from './probes/doors.ts';
import type {Asked, WordProbe} from './probes/words.ts';
import type {PolledWord, WordArrival} from './sample.ts';

/** Ticks until a question is asked again. */
const rarelyEvery = 60;
/** Before, conf is asked often: a name behind which several servers stand shows by their different ids. */
const configFirst = 3;
const limitBackoffAtMost = 32;
/** A large answer is asked for so rarely that it costs no more than this in a tick. */
const bytesPerTick = 262_144;
/** A start is known no better than an answer's way takes. */
const startToleranceMs = 3000;
/** So many seconds' questions may come together: the first ones do. */
const burstSeconds = 2;
/** In an incident servers are slow, and just then they are looked at: words are asked half as often, but never less. */
const leastPace = 1 / 2;
/** How long one word waits for the one before it, ms. */
const staggerMs = 100;

/**
 * mntr goes first and alone, so that the own packets it is compared with are known exactly; conf before cons, for it tells of the
 * other client port.
 */
const order: readonly PolledWord[] = ['mntr', 'srvr', 'conf', 'cons', 'dump', 'leader', 'wchs', 'wchp'];
/** What hardly changes, or is told for the Sources card only. */
const rare: ReadonlySet<PolledWord> = new Set(['conf', 'leader', 'wchs']);

export type WordPollerOptions = Omit<WordProbe, 'word' | 'tick'> & {
	/** Questions in the long run. */
	readonly perSecond: number;
	readonly deliver: (arrival: WordArrival) => void;
	/** Undefined: it is not known where its AdminServer listens. */
	readonly admin: AdminAccess | undefined;
};

export class WordPoller {
	readonly #options: WordPollerOptions;
	readonly #doors: Doors;
	readonly #bucket: Bucket;
	readonly #pace = new Pace();
	readonly #dueAt = new Map<PolledWord, number>();
	/** When each word was asked last, in ticks. */
	readonly #askedAt = new Map<PolledWord, number>();
	/** Asked, or in line to be asked. */
	readonly #inFlight = new Set<PolledWord>();
	/** Why its `srvr` has no answer. */
	#down: Failure | undefined;
	#refusals = 0;
	#tick = 0;
	/** Fresh answers to `conf` since it came back. */
	#configs = 0;
	/** When the server that answered mntr last had started, our clock; undefined: not told. */
	#start: number | undefined;

	constructor(options: WordPollerOptions) {
		this.#options = options;
		this.#doors = new Doors(options.admin, this.refresh.bind(this));
		this.#bucket = new Bucket({perSecond: options.perSecond, burst: options.perSecond * burstSeconds});
	}

	/** The server's name in the connect string. */
	get server(): string {
		return this.#options.host.name;
	}

	/** Share of the full speed for reads: 1, 1/2, 1/4 or 1/8, less than 1 while it is slower than usual. */
	get factor(): number {
		return this.#pace.factor;
	}

	/** Starts the questions that are wanted and due, as many as the budget allows; answers are delivered whenever they come. */
	tick(tick: number, wanted: ReadonlySet<PolledWord>): void {
		this.#tick = tick;
		const due = order.filter(
			word => wanted.has(word) && !this.#inFlight.has(word) && (this.#dueAt.get(word) ?? 0) <= tick,
		);
		if (this.#down === undefined) {
			void this.#askInLine(this.#affordable(due));
			return;
		}

		// A server that does not answer srvr is not pestered with more; the other questions fail for the same reason.
		for (const word of due.filter(word => word !== 'srvr')) {
			this.#failWith(word, this.#down);
		}

		void this.#askInLine(this.#affordable(due.filter(word => word === 'srvr')));
	}

	/** Those that have waited longest; none is starved by one that is asked more often. */
	#affordable(due: readonly PolledWord[]): readonly PolledWord[] {
		const waited = due.toSorted((a, b) => (this.#askedAt.get(a) ?? -1) - (this.#askedAt.get(b) ?? -1));
		const chosen = new Set(waited.slice(0, Math.min(this.#bucket.room, waited.length)));
		this.#bucket.spend(chosen.size);
		return due.filter(word => chosen.has(word));
	}

	/** Makes everything due again. */
	refresh(): void {
		this.#configs = 0;
		this.#dueAt.clear();
		this.#doors.forget();
	}

	/** Makes its configuration due: there is another one, or another server answers. */
	doubtConfig(): void {
		this.#configs = 0;
		this.#dueAt.delete('conf');
	}

	async #askInLine(words: readonly PolledWord[]): Promise<void> {
		for (const word of words) {
			this.#inFlight.add(word);
			this.#askedAt.set(word, this.#tick);
		}

		for (const word of words) {
			const asked = this.#ask(word);
			await Promise.race([asked, pause(staggerMs)]);
			if (this.#options.signal.aborted) {
				return;
			}
		}
	}

	async #ask(word: PolledWord): Promise<void> {
		this.#settle(await this.#doors.ask({...this.#options, word, tick: this.#tick}));
	}

	#settle({arrival, bytes, againInTicks}: Asked): void {
		const {word, answer} = arrival;
		this.#inFlight.delete(word);
		if (arrival.attempts.some(({source, result}) => source === 'other-port' && result === 'works')) {
			this.#bucket.spend(); // that was one question more
		}

		if (word === 'conf' && answer.kind === 'fresh') {
			this.#configs += 1;
		}

		this.#dueAt.set(word, this.#tick + (againInTicks ?? this.#periodOf(word, answer.kind, bytes)));
		this.#identify(arrival);
		if (word === 'srvr') {
			if (answer.kind === 'fresh') {
				this.#pace.note(arrival.tookMs);
				this.#bucket.fillAt(this.#options.perSecond * Math.max(leastPace, this.#pace.factor));
			}

			this.#judge(answer.kind === 'failed' ? answer.failure : undefined);
		}

		if (!this.#options.signal.aborted) {
			this.#options.deliver(arrival);
		}
	}

	/** A start that is not the one of before: restarted, elected, or another server behind the same name. */
	#identify({word, answer}: WordArrival): void {
		const uptimeMs =
			word === 'mntr' && answer.kind === 'fresh' ? answer.value.values.get('uptime') : undefined;
		if (uptimeMs === undefined || answer.kind !== 'fresh') {
			return;
		}

		const start = answer.at - uptimeMs;
		if (this.#start !== undefined && Math.abs(start - this.#start) > startToleranceMs) {
			this.doubtConfig();
		}

		this.#start = start;
	}

	#periodOf(word: PolledWord, kind: WordArrival['answer']['kind'], bytes: number): number {
		const settled = kind === 'fresh' && rare.has(word) && (word !== 'conf' || this.#configs >= configFirst);
		const rests = kind === 'unsupported' && word !== 'wchp'; // that one is not asked unbidden
		return rests || settled ? rarelyEvery : Math.max(1, Math.ceil(bytes / bytesPerTick));
	}

	/** What the answer to `srvr` means for the other questions. */
	#judge(failure: Failure | undefined): void {
		this.#refusals = failure?.kind === 'connection-limit' ? this.#refusals + 1 : 0;
		if (this.#refusals > 0) {
			// Each probe raises connection_rejected there (facts.md M13).
			this.#dueAt.set('srvr', this.#tick + Math.min(2 ** this.#refusals, limitBackoffAtMost));
		}

		if (this.#down !== undefined && failure === undefined) {
			this.refresh();
			this.#dueAt.set('srvr', this.#tick + 1);
		}

		this.#down = failure;
	}

	#failWith(word: PolledWord, failure: Failure): void {
		const {host, now, deliver} = this.#options;
		const answer = failedAnswer(failure, now());
		this.#dueAt.set(word, this.#tick + 1);
		deliver({
			of: 'word',
			word,
			server: host.name,
			answer,
			source: 'word',
			attempts: [],
			tick: this.#tick,
			tookMs: 0,
			ownPackets: 0,
			ownPacketsAtLeast: 0,
		});
	}
}

const pause = async (ms: number): Promise<void> =>
	new Promise(resolve => {
		setTimeout(resolve, ms).unref();
	});
