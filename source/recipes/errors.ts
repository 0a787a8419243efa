// What recipes throw besides the ZooKeeperErrors of the questions they ask.
import type {Id} from '../zookeeper/ids.ts';
import type {Library} from '../zookeeper/layouts.ts';

/** Who holds, as far as their znode says it. */
export type Holder = {
	readonly node: string;
	/** The czxid of their znode as a decimal number: the higher, the later they came. */
	readonly fence: string;
	/** Undefined: not readable, or not an ephemeral znode. */
	readonly session: Id | undefined;
	/** What they wrote into their znode; empty where it cannot be read. */
	readonly who: string;
	/** Epoch ms by the leader's clock: in line since then, so they hold for at most as long. */
	readonly since: number;
};

/** Somebody else has it, and we were not to wait, or not longer. */
export class HeldError extends Error {
	override readonly name = 'HeldError';
	/** Undefined when they left while we looked. */
	readonly holder: Holder | undefined;

	constructor(path: string, holder: Holder | undefined) {
		super(`${path} is held${holder === undefined ? '' : ` by ${describeHolder(holder)}`}`);
		this.holder = holder;
	}
}

/** Who it is, in a message. */
export const describeHolder = ({who, session, since, node}: Holder): string => {
	const owner = session === undefined ? `znode ${node}` : `session ${session}`;
	return `${who === '' ? owner : `${who} (${owner})`}, since ${new Date(since).toISOString()} at the earliest`;
};

/** The path belongs to contenders who do not know ours. */
export class ForeignQueueError extends Error {
	override readonly name = 'ForeignQueueError';

	constructor(path: string, name: string, library: Library) {
		super(`${path} holds ${name}, a contender of another layout (${library}'s)`);
	}
}

/** The path belongs to another recipe, which ours would break. */
export class OtherUseError extends Error {
	override readonly name = 'OtherUseError';

	/** @param found What it holds, as the rest of a sentence. */
	constructor(path: string, found: string) {
		super(`${path} ${found}; take another PATH`);
	}
}

/** What was ours is not any more. */
export class LostError extends Error {
	override readonly name = 'LostError';
}

/** Nobody said in time what was decided, or whether what we asked for was done: ask again. */
export class InDoubtError extends Error {
	override readonly name = 'InDoubtError';

	constructor(path: string, advice = 'run the same again') {
		super(`${path} is in doubt: no server has told us how it ended; ${advice}`);
	}
}

/** The path is no transaction, or not the one that was meant. */
export class NoTransactionError extends Error {
	override readonly name = 'NoTransactionError';

	constructor(path: string, found: string) {
		super(`${path} is not this transaction: it has ${found}`);
	}
}
