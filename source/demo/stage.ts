// Where actors play: an ensemble, clients that say which host they play, time, and chance that a seed repeats.
import {setTimeout as sleep} from 'node:timers/promises';
import {openSession, type WritingClient} from '../recipes/session.ts';
import type {Ensemble} from './ensemble/ensemble.ts';
import type {Server} from './ensemble/server.ts';
import type {Session} from './ensemble/sessions.ts';

export type Stage = {
	readonly ensemble: Ensemble;
	/** Aborted when the play is over. */
	readonly signal: AbortSignal;
	/** How busy it is: 1 is as the demo starts. */
	readonly load: number;
	/** A number in [0, 1). */
	readonly random: () => number;
	/** One of them, by chance. */
	readonly pick: <T>(items: readonly [T, ...T[]]) => T;
	/** Opens a session; it is seen under this host. */
	readonly connect: (host: string, options?: ConnectOptions) => Promise<WritingClient>;
	/** As the servers have it; undefined while there is none. */
	readonly sessionOf: (client: WritingClient) => Session | undefined;
	/** Some time between the two; rejects when the play is over. */
	readonly pause: (leastMs: number, mostMs?: number) => Promise<void>;
};

export type ConnectOptions = {
	readonly sessionTimeoutMs?: number;
	/** The only one that the client knows; all of them unless given. */
	readonly server?: Server | undefined;
};

/** What an actor does in one life; played again and again. */
export type Act = (stage: Stage) => Promise<void>;

const sessionTimeoutMs = 6000;
const patienceMs = 60_000;

/** mulberry32. */
export const chanceOf = (seed: number): (() => number) => {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d_2b_79_f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};

export const createStage = (
	ensemble: Ensemble,
	{seed, load, signal}: {readonly seed: number; readonly load: number; readonly signal: AbortSignal},
): Stage => {
	const random = chanceOf(seed);
	const sessionOf = (client: WritingClient): Session | undefined => {
		const state = client.state();
		return state.kind === 'connected' ? ensemble.sessions.get(BigInt(state.session)) : undefined;
	};
	return {
		ensemble,
		signal,
		load,
		random,
		pick: items => items[Math.floor(random() * items.length)] ?? items[0],
		sessionOf,
		async connect(host, {server, ...options} = {}) {
			const how = {sessionTimeoutMs, withinMs: patienceMs, signal, ...options};
			const servers = server === undefined ? ensemble.connectString : `127.0.0.1:${server.port}`;
			const client = await openSession(servers, how);
			const introduce = (): void => {
				const session = sessionOf(client);
				if (session !== undefined) {
					session.host = host;
				}
			};
			introduce();
			client.onState(introduce);
			return client;
		},
		async pause(leastMs, mostMs = leastMs) {
			await sleep(leastMs + random() * (mostMs - leastMs), undefined, {signal});
		},
	};
};

/** Plays the act until the play is over; whatever fails, as things do in an incident, is tried again. */
export const keepPlaying = async (stage: Stage, act: Act): Promise<void> => {
	while (!stage.signal.aborted) {
		try {
			await act(stage);
		} catch (error) {
			if (error instanceof TypeError || error instanceof ReferenceError) {
				throw error;
			}
		}

		await stage.pause(200, 1000).catch(() => undefined);
	}
};

/** Plays with a client of its own, which ends with the act. */
export const withClient =
	(host: string, play: (client: WritingClient, stage: Stage) => Promise<void>): Act =>
	async stage => {
		const client = await stage.connect(host);
		try {
			await play(client, stage);
		} finally {
			await client.close();
		}
	};
