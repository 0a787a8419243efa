// The doors of one server: for each fact the first that is open is asked, and one that is shut only rarely tried again.
import type {AdminDoor} from '../../zookeeper/admin/http-get.ts';
import type {FailureKind} from '../../zookeeper/errors.ts';
import type {Attempt, Source} from '../attempt.ts';
import type {Answer, WordArrival} from '../sample.ts';
import {probeAdmin} from './admin.ts';
import {probeWord, type Asked, type WordProbe} from './words.ts';

/** Ticks until a door that was shut is tried again. */
const shutDoorEvery = 60;

/** What says nothing about the server but only about this way to it: then the next door is worth a try. */
const doorFailures: ReadonlySet<FailureKind> = new Set([
	'refused',
	'connection-limit',
	'tls',
	'garbled',
	'no-auth',
]);

type Tried = {readonly asked: Asked; readonly attempt: Attempt};

export class Doors {
	readonly #admin: AdminDoor | undefined;
	/** By fact and source: until which tick not to try, and what it said last. */
	readonly #shut = new Map<string, {readonly until: number; readonly tried: Tried}>();

	/** @param admin Undefined where no AdminServer is known. */
	constructor(admin: AdminDoor | undefined) {
		this.#admin = admin;
	}

	/** Tries all doors anew, for the server or its configuration may be another now. */
	forget(): void {
		this.#shut.clear();
	}

	/** The answer of the first door that is open; where none is, what all of them said. */
	async ask(probe: WordProbe): Promise<Asked> {
		const tries: Tried[] = [];
		for (const source of this.#admin === undefined ? (['word'] as const) : (['word', 'admin'] as const)) {
			const key = `${probe.word} ${source}`;
			const known = this.#shut.get(key);
			const tried =
				known !== undefined && known.until > probe.tick ? known.tried : await this.#try(source, probe);
			tries.push(tried);
			if (!isShut(tried.asked.arrival.answer)) {
				this.#shut.delete(key);
				this.#rest(probe, tries);
				return withAttempts(tried.asked, tries);
			}

			if (tried.attempt.result === 'shut' && tried !== known?.tried) {
				this.#shut.set(key, {until: probe.tick + shutDoorEvery, tried});
			}
		}

		for (const {attempt} of tries.filter(tried => tried.attempt.result === 'failed')) {
			this.#shut.delete(`${probe.word} ${attempt.source}`);
		}

		return nowhere(tries);
	}

	async #try(source: Source, probe: WordProbe): Promise<Tried> {
		const asked =
			source === 'admin' && this.#admin !== undefined
				? await probeAdmin(this.#admin, probe)
				: await probeWord(probe);
		return {asked, attempt: attemptOf(source, asked, probe.now())};
	}

	/** Where another door is open, one that failed is not pestered either. */
	#rest({word, tick}: WordProbe, tries: readonly Tried[]): void {
		for (const tried of tries.slice(0, -1)) {
			const key = `${word} ${tried.attempt.source}`;
			if (tries.at(-1)?.attempt.result === 'works' && !this.#shut.has(key)) {
				this.#shut.set(key, {until: tick + shutDoorEvery, tried});
			}
		}
	}
}

const isShut = (answer: Answer<unknown>): boolean =>
	answer.kind === 'unsupported' || (answer.kind === 'failed' && doorFailures.has(answer.failure.kind));

const attemptOf = (source: Source, {arrival: {answer}, bytes}: Asked, at: number): Attempt => {
	switch (answer.kind) {
		case 'fresh':
			return {source, result: 'works', why: undefined, at, bytes};
		case 'unsupported':
			return {source, result: 'shut', why: answer.why, at, bytes};
		case 'failed':
			return {source, result: 'failed', why: answer.failure.message, at, bytes};
	}
};

const withAttempts = ({arrival, bytes}: Asked, tries: readonly Tried[]): Asked => ({
	arrival: {...arrival, attempts: tries.map(({attempt}) => attempt)},
	bytes,
});

/** No door is open: a failure of the word is the server's own, else it is a matter of zoo.cfg, and all lines are told. */
const nowhere = (tries: readonly Tried[]): Asked => {
	const [first, ...others] = tries;
	if (first === undefined) {
		throw new Error('a server without doors');
	}

	const {answer} = first.asked.arrival;
	if (answer.kind !== 'unsupported' || others.length === 0) {
		return withAttempts(first.asked, tries);
	}

	const why = tries.map(({attempt}) => attempt.why).join('; and ');
	const arrival = {...first.asked.arrival, answer: {kind: 'unsupported', why}} as WordArrival;
	return withAttempts({...first.asked, arrival}, tries);
};
