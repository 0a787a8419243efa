// How a transaction of zktop's lies in the tree: who takes part, their votes, the decision and who has carried it out.
//
//   PATH            {"zktop": "transaction", "participants": ["a", "b"], "timeoutMs": 30000}
//   PATH/payload    what the participants get
//   PATH/decision   empty, then `commit` or `abort`: version 0, then 1, and never again
//   PATH/vote-a     the same, for the vote of a
//   PATH/done-a     made by a when it has carried the decision out; its data is the decision
import {childOf} from './paths.ts';

export type TransactionNode = {
	readonly participants: readonly string[];
	/** How long the coordinator waits for votes. */
	readonly timeoutMs: number;
};

/** What a participant votes for, and what is decided. */
export type Vote = 'commit' | 'abort';

const mark = 'transaction';

/** The data of PATH. */
export const writeTransaction = (node: TransactionNode): Buffer =>
	Buffer.from(JSON.stringify({zktop: mark, ...node}));

/** Reads the data of PATH; undefined when it is no transaction of ours. */
export const readTransactionNode = (data: Uint8Array | undefined): TransactionNode | undefined => {
	const fields = fieldsIn(data);
	const {zktop, participants, timeoutMs} = fields ?? {};
	return zktop === mark &&
		typeof timeoutMs === 'number' &&
		Array.isArray(participants) &&
		participants.every(name => typeof name === 'string')
		? {participants, timeoutMs}
		: undefined;
};

const fieldsIn = (data: Uint8Array | undefined): Readonly<Record<string, unknown>> | undefined => {
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(data));
		return typeof value === 'object' && value !== null ? {...value} : undefined;
	} catch {
		return undefined;
	}
};

/** Whether these are the children of a transaction. */
export const isTransactionOf = (names: readonly string[]): boolean =>
	names.includes('decision') && names.some(name => name.startsWith('vote-'));

/** Whether a child of a transaction may have this name. */
export const isTransactionPart = (name: string): boolean =>
	/^(?:payload|decision|(?:vote|done)-.+)$/.test(name);

/** Where the payload lies. */
export const payloadOf = (path: string): string => childOf(path, 'payload');

/** Where the decision is recorded. */
export const decisionOf = (path: string): string => childOf(path, 'decision');

/** Where a participant's vote is recorded. */
export const voteOf = (path: string, name: string): string => childOf(path, `vote-${name}`);

/** Where a participant says that it has carried the decision out. */
export const doneOf = (path: string, name: string): string => childOf(path, `done-${name}`);

/** What is written into a vote or a decision; undefined: nothing yet. */
export const readVote = (data: Uint8Array | undefined): Vote | undefined => {
	const text = data === undefined ? '' : new TextDecoder().decode(data);
	return text === 'commit' || text === 'abort' ? text : undefined;
};
