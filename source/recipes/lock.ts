// Mutual exclusion and shared reading: contenders in line by their ephemeral-sequential znodes, each woken by the one before it alone.
import {AsyncLocalStorage} from 'node:async_hooks';
import {openAcl} from '../zookeeper/acl.ts';
import {
	mutexLayouts,
	readWriteLayouts,
	type Library,
	type QueueLayout,
	type QueueMode,
} from '../zookeeper/layouts.ts';
import type {Acl} from '../zookeeper/stat.ts';
import type {WritingClient} from '../zookeeper/writes.ts';
import {HeldError, type Holder} from './errors.ts';
import {holderOf} from './holder.ts';
import {holdingOf, type Holding} from './holding.ts';
import {takeTurn, type Queue} from './queue.ts';

export type LockOptions = {
	/** Whose locks ours contends with, on this path. zktop's unless given. */
	readonly layout?: Library;
	/** `mutex` excludes all; readers share, writers exclude all. With zktop and kazoo a mutex is a writer. `mutex` unless given. */
	readonly kind?: 'mutex' | 'read' | 'write';
	/** What others read of who we are. */
	readonly name?: string;
	/** Of the znodes it makes. Open to everybody unless given. */
	readonly acl?: readonly Acl[];
};

export type AcquireOptions = {
	/** At most so long in the queue; 0: fail at once when it is held. For ever unless given. */
	readonly timeoutMs?: number;
	/** Called once, when somebody else holds it and we wait; costs two requests. */
	readonly onWaiting?: (holder: Holder | undefined) => void;
	/** Leaves the queue when aborted. */
	readonly signal?: AbortSignal;
};

export type Lock = {
	/** Waits for our turn. Rejects with HeldError at the timeout, ForeignQueueError on a path of another layout, a ZooKeeperError. */
	acquire(options?: AcquireOptions): Promise<Holding>;
	/** Runs `work` while it holds; within `work`, and all that it calls, the same lock is ours already (reentrant): that of the same session, path, kind and layout. */
	run<T>(work: (holding: Holding) => Promise<T>, options?: AcquireOptions): Promise<T>;
};

/** A lock that is held while what was called goes on, and what was held around that. */
type Held = Required<Pick<LockOptions, 'layout' | 'kind'>> & {
	readonly client: WritingClient;
	readonly path: string;
	readonly holding: Holding;
	over: boolean;
	readonly around: Held | undefined;
};

const held = new AsyncLocalStorage<Held>();

const heldBy = (innermost: Held | undefined, same: (other: Held) => boolean): Holding | undefined => {
	for (let other = innermost; other !== undefined; other = other.around) {
		if (!other.over && same(other)) {
			return other.holding;
		}
	}

	return undefined;
};

/** A lock at this path; each `acquire` contends on its own. */
export const createLock = (client: WritingClient, path: string, options: LockOptions = {}): Lock => {
	const {layout = 'zktop', kind = 'mutex', name = '', acl = openAcl} = options;
	const layouts = kind === 'mutex' ? mutexLayouts : readWriteLayouts;
	const queue: Queue = {client, path, layout: layouts[layout], acl};
	const acquire = async (how: AcquireOptions = {}): Promise<Holding> =>
		contend(queue, {mode: kind === 'read' ? 'shared' : 'exclusive', data: Buffer.from(name)}, how);
	return {
		acquire,
		async run(work, how) {
			const around = held.getStore();
			const same = (other: Held): boolean =>
				other.client === client && other.path === path && other.kind === kind && other.layout === layout;
			const own = heldBy(around, same);
			if (own !== undefined) {
				return work(own);
			}

			const holding = await acquire(how);
			const inner = {client, path, kind, layout, holding, over: false, around};
			try {
				return await held.run(inner, async () => work(holding));
			} finally {
				inner.over = true; // for what `work` has left running
				await holding.release();
			}
		},
	};
};

type Contending = {readonly mode: QueueMode; readonly data: Buffer};

/** Takes a turn within the time there is. */
export const contend = async (
	queue: Queue,
	entry: Contending,
	{timeoutMs, signal, onWaiting: tell}: AcquireOptions,
): Promise<Holding> => {
	if (timeoutMs === 0) {
		await refuseHeld(queue, entry.mode, signal);
	}

	const late = new AbortController();
	const timer =
		timeoutMs === undefined || timeoutMs === 0
			? undefined
			: setTimeout(() => {
					late.abort(new HeldError(queue.path, undefined));
				}, timeoutMs);
	const limit = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
	try {
		const onWaiting = timeoutMs === 0 ? async () => refuse(queue, signal) : telling(queue, tell, limit);
		return holdingOf(queue.client, await takeTurn(queue, entry, limit, onWaiting));
	} catch (error) {
		if (late.signal.aborted && signal?.aborted !== true) {
			await refuse(queue, signal);
		}

		throw error;
	} finally {
		clearTimeout(timer);
	}
};

const telling = (queue: Queue, tell: AcquireOptions['onWaiting'], signal: AbortSignal) => {
	let told = tell === undefined;
	return async (): Promise<void> => {
		if (!told) {
			told = true;
			tell?.(await holderOf(queue, signal));
		}
	};
};

/** Who only tries does not write where it is plain that somebody holds. */
const refuseHeld = async (
	{layout, ...queue}: Queue,
	mode: QueueMode,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const holder = await holderOf({...queue, layout}, signal);
	if (holder !== undefined && (mode === 'exclusive' || isExclusive(layout, holder.node))) {
		throw new HeldError(queue.path, holder);
	}
};

const isExclusive = (layout: QueueLayout, node: string): boolean => node.includes(layout.marks.exclusive);

/** Whoever has no connection is told without the name. */
const refuse = async (queue: Queue, signal: AbortSignal | undefined): Promise<never> => {
	const patience = [AbortSignal.timeout(nameWithinMs), ...(signal === undefined ? [] : [signal])];
	const holder = await holderOf(queue, AbortSignal.any(patience)).catch(() => undefined);
	throw new HeldError(queue.path, holder);
};

const nameWithinMs = 2000;
