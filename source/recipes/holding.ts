// What is ours, until we release it or lose it, and how we are told that we lose it: before somebody else may get it.
import type {Id} from '../zookeeper/ids.ts';
import type {ClientState, WatchEvent} from '../zookeeper/client.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {alarm} from './alarm.ts';
import {LostError} from './errors.ts';
import {persist} from './persist.ts';
import {leave, type Place} from './queue.ts';

export type Holding = Place & {
	/**
	 * Aborted with a LostError when it is no longer ours, or in a fifth of the session timeout may not be. Watched from the
	 * first look at it on.
	 */
	readonly signal: AbortSignal;
	/** Resolves when our znode is gone, or will be with its session. */
	release(): Promise<void>;
};

/** The part of the session timeout that is left for stopping what must not go on without the lock. */
export const graceShare = 0.2;

/** @param onRelease Called once, first. */
export const holdingOf = (
	client: WritingClient,
	place: Place,
	onRelease: () => void = () => undefined,
): Holding => {
	let watched: {readonly signal: AbortSignal; readonly stop: () => void} | undefined;
	let released: Promise<void> | undefined;
	return {
		...place,
		get signal() {
			watched ??= watchLoss(client, place);
			return watched.signal;
		},
		async release() {
			released ??= (async () => {
				watched?.stop();
				onRelease();
				await leave(client, place);
			})();
			return released;
		},
	};
};

/** Whose fault it is cannot be known here. */
const silence = 'had no answer for most of its timeout: the servers, the network or zktop itself stood still';

/** Aborted with the session's end, that of its lease, or that of the znode. */
const watchLoss = (
	client: WritingClient,
	{node, session, timeoutMs}: Place,
): {readonly signal: AbortSignal; readonly stop: () => void} => {
	const controller = new AbortController();
	const lose = (why: string): void => {
		stop();
		controller.abort(new LostError(why));
	};
	const judge = (state: ClientState): void => {
		const why = endOf(state, session);
		if (why !== undefined) {
			lose(why);
		}
	};

	const stopListening = client.onState(judge);
	const stopAlarm = alarm(client, timeoutMs * graceShare, () => {
		lose(`session ${session} ${silence}`);
	});
	let stopped = false;
	const stop = (): void => {
		stopped = true;
		stopListening();
		stopAlarm();
	};
	const watchNode = async (): Promise<void> => {
		const watch = ({kind}: WatchEvent): void => {
			if (!stopped && kind === 'deleted') {
				lose(`somebody deleted ${node}`);
			} else if (!stopped && kind !== 'lost') {
				void watchNode();
			}
		};

		try {
			const stat = await persist(client, async () => client.exists(node, {watch}));
			if (!stopped && stat === undefined) {
				lose(`${node} is gone`);
			}
		} catch (error) {
			lose(error instanceof Error ? error.message : String(error));
		}
	};

	judge(client.state());
	void watchNode();
	return {signal: controller.signal, stop};
};

const endOf = (state: ClientState, session: Id): string | undefined => {
	if (state.kind === 'closed') {
		return `session ${session} was closed`;
	}

	const isOver =
		state.kind === 'connected' ? state.session !== session : state.failure?.kind === 'session-expired';
	return isOver ? `session ${session} expired` : undefined;
};
