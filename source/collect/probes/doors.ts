// The doors of one server: for each fact the first that is open is asked, and one that is shut only rarely tried again.
import {AdminServer, type AdminAccess} from '../../zookeeper/admin/admin-server.ts';
import type {FailureKind} from '../../zookeeper/errors.ts';
import type {Conf} from '../../zookeeper/words/conf.ts';
import type {Source} from '../attempt.ts';
import type {Answer, PolledWord, WordArrival} from '../sample.ts';
import {probeAdmin} from './admin.ts';
import {attemptOf, nowhere, withAttempts} from './attempts.ts';
import {productOf, readDialect} from './dialect.ts';
import {Knocks} from './knocks.ts';
import {askOtherPort, bothPorts, hiddenPort, otherPortOf} from './other-port.ts';
import {ShutDoors, type Tried} from './shut-doors.ts';
import {probeWord, type Asked, type WordProbe} from './words.ts';

/** What says nothing about the server but only about this way to it: then the next door is worth a try. */
const doorFailures: ReadonlySet<FailureKind> = new Set([
	'refused',
	'connection-limit',
	'tls',
	'garbled',
	'no-auth',
]);

/** What is in the way of every word on this port, not of one. */
const portFailures: ReadonlySet<FailureKind> = new Set(['refused', 'connection-limit', 'tls']);

const silence: ReadonlySet<FailureKind> = new Set(['silent']);

const otherPortDoor = 'cons other-port';

export class Doors {
	readonly #admin: AdminServer | undefined;
	readonly #reopened: () => void;
	readonly #shut = new ShutDoors();
	readonly #knocks = new Knocks();
	/** By the server's `conf`; undefined until it told. */
	#conf: Conf | undefined;
	/** Several servers answer to this name: whose the other port would be, nobody knows. */
	#many = false;
	/** Undefined: ZooKeeper, or not known yet. */
	#product: string | undefined;

	/**
	 * @param access Undefined where no AdminServer is known.
	 * @param reopened Called when a door opens that was shut: the server, or what stands before it, may be another now.
	 */
	constructor(access: AdminAccess | undefined, reopened: () => void) {
		this.#admin = access && new AdminServer(access);
		this.#reopened = reopened;
	}

	/** Tries all doors anew, for the server or its configuration may be another now. */
	forget(): void {
		this.#shut.clear();
		this.#admin?.forget();
	}

	/** The answer of the first door that is open; where none is, what all of them said. */
	async ask(probe: WordProbe): Promise<Asked> {
		const {word} = probe;
		const tries: Tried[] = [];
		for (const source of this.#order(word)) {
			const tried = await this.#knock(source, probe);
			tries.push(tried);
			if (!this.#isShut(tried.asked)) {
				this.#rest(probe, tries);
				this.#learn(tried.asked);
				return word === 'cons' ? await this.#withOtherPort(tried, probe, tries) : withAttempts(tried, tries);
			}
		}

		return this.#nowhere(probe, tries);
	}

	/** What failed is asked again at once where that is the server's own trouble, else as rarely as what is shut. */
	#nowhere({word, tick}: WordProbe, tries: readonly Tried[]): Asked {
		const told = nowhere(tries);
		const isDown = told.arrival.answer.kind === 'failed';
		for (const tried of tries.filter(tried => tried.attempt.result === 'failed')) {
			const door = `${word} ${tried.attempt.source}`;
			if (isDown) {
				this.#shut.release(door);
			} else if (this.#shut.resting(door, tick) === undefined) {
				this.#shut.rest(door, tick, tried);
			}
		}

		const doors = tries.map(({attempt}) => `${word} ${attempt.source}`);
		return isDown ? told : {...told, againInTicks: this.#shut.ticksLeft(doors, tick)};
	}

	/** The AdminServer goes first where it tells more: of both client ports when we cannot come in by the other one, and who leads. */
	#order(word: PolledWord): readonly Source[] {
		if (this.#admin === undefined) {
			return ['word'];
		}

		const tellsMore = word === 'leader' || (word === 'cons' && this.#shut.said(otherPortDoor) !== undefined);
		return tellsMore ? ['admin', 'word'] : ['word', 'admin'];
	}

	/** What a door says now, or said last while it is not worth a try. */
	async #knock(source: Source, probe: WordProbe, ask = this.#askerOf(source, probe)): Promise<Tried> {
		const {word, tick, now} = probe;
		const door = `${word} ${source}`;
		const port = source === 'word' && word !== 'srvr' ? this.#saidByPort() : undefined;
		const resting = (port && asSaidTo(word, port)) ?? this.#shut.resting(door, tick);
		if (resting !== undefined) {
			return this.#counted(resting, door, now());
		}

		this.#knocks.book(door, now());
		const asked = await ask();
		const tried = this.#counted(
			{asked, attempt: {...attemptOf(source, asked, now()), asksPerMinute: 0}},
			door,
			now(),
		);
		if (tried.attempt.result === 'shut') {
			this.#shut.rest(door, tick, tried);
		} else if (tried.attempt.result === 'works' && this.#shut.open(door)) {
			this.#reopened();
		}

		return tried;
	}

	/** What `srvr` was told, where no word comes in by this port; the others are not asked there until it does. */
	#saidByPort(): Tried | undefined {
		const said = this.#shut.said('srvr word');
		return said !== undefined && hasFailedBy(portFailures, said.asked.arrival.answer) ? said : undefined;
	}

	/** What says nothing about the fact. Silence is the server's own, but not on a port where no word comes in. */
	#isShut({arrival: {source, answer}}: Asked): boolean {
		return (
			answer.kind === 'unsupported' ||
			hasFailedBy(doorFailures, answer) ||
			(source === 'word' && hasFailedBy(silence, answer) && this.#saidByPort() !== undefined)
		);
	}

	#askerOf(source: Source, probe: WordProbe): () => Promise<Asked> {
		const admin = this.#admin;
		return source === 'admin' && admin !== undefined
			? async () => probeAdmin(admin, probe)
			: async () => {
					const asked = await probeWord(probe);
					return this.#product === undefined ? asked : readDialect(asked, this.#product);
				};
	}

	#counted({asked, attempt}: Tried, door: string, now: number): Tried {
		return {asked, attempt: {...attempt, asksPerMinute: this.#knocks.inLastMinute(door, now)}};
	}

	/** Where another door is open, one that failed is not pestered either. */
	#rest({word, tick}: WordProbe, tries: readonly Tried[]): void {
		for (const tried of tries.slice(0, -1)) {
			const door = `${word} ${tried.attempt.source}`;
			if (tries.at(-1)?.attempt.result === 'works' && this.#shut.resting(door, tick) === undefined) {
				this.#shut.rest(door, tick, tried);
			}
		}
	}

	#learn({arrival}: Asked): void {
		const {word, source, answer} = arrival;
		if (answer.kind !== 'fresh') {
			return;
		}

		if (word === 'conf') {
			this.#many ||= this.#conf !== undefined && this.#conf.serverId !== answer.value.serverId;
			this.#conf = answer.value;
		} else if (word === 'srvr' && source === 'word') {
			this.#product = productOf(answer.value.banner);
		}
	}

	/** `cons` of both client ports; one that does not let us in spoils nothing. */
	async #withOtherPort(first: Tried, probe: WordProbe, tries: readonly Tried[]): Promise<Asked> {
		const {answer, source} = first.asked.arrival;
		const other = this.#conf && otherPortOf(probe.host, probe.tls, this.#conf);
		if (answer.kind !== 'fresh' || other === undefined || this.#many) {
			return withAttempts(first, tries);
		}

		if (source === 'admin') {
			const said = this.#shut.said(otherPortDoor);
			return withAttempts(first, said === undefined ? tries : [...tries, said]);
		}

		const second =
			other.kind === 'hidden'
				? hiddenPort(first.asked, other, probe.now())
				: await this.#knock('other-port', probe, async () => askOtherPort(other, probe));
		if (second.attempt.result === 'failed' && this.#shut.resting(otherPortDoor, probe.tick) === undefined) {
			this.#shut.rest(otherPortDoor, probe.tick, second);
		}

		return withAttempts(bothPorts(first, second, other), [...tries, second]);
	}
}

const hasFailedBy = (kinds: ReadonlySet<FailureKind>, answer: Answer<unknown>): boolean =>
	answer.kind === 'failed' && kinds.has(answer.failure.kind);

/** What was said to one word, as the answer to another. */
const asSaidTo = (word: PolledWord, {asked, attempt}: Tried): Tried => ({
	asked: {...asked, arrival: {...asked.arrival, word} as WordArrival},
	attempt,
});
