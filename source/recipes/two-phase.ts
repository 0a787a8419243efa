// Two-phase commit as a pure function: what each party has to do next, by what is recorded. Nothing else is remembered, so whoever
// crashed goes on where the record stands. (recipes.md "Two-phased Commit", with a decision that is written once)

import type {Vote} from '../zookeeper/transactions.ts';

export type {Vote};

/** What is recorded. Votes and the decision are written once and never change: an old view is never wrong, only incomplete. */
export type Record2pc = {
	readonly participants: readonly string[];
	readonly votes: ReadonlyMap<string, Vote>;
	readonly decision: Vote | undefined;
	/** Who has carried the decision out. */
	readonly done: ReadonlySet<string>;
};

/** `decide` writes the decision where there is none yet: only the first one counts, and all have to read which one it was. */
export type Deciding =
	| {readonly kind: 'wait'}
	| {readonly kind: 'decide'; readonly decision: Vote}
	| {readonly kind: 'decided'; readonly decision: Vote};

export type Participating =
	| {readonly kind: 'prepare' | 'wait'}
	| {readonly kind: 'decide'; readonly decision: Vote}
	| {readonly kind: 'carry-out'; readonly decision: Vote}
	| {readonly kind: 'finished'; readonly decision: Vote};

/** The coordinator's next step. It commits only what all have voted for; when it is `late`, it waits for nobody. */
export const coordinate = ({participants, votes, decision}: Record2pc, late: boolean): Deciding => {
	if (decision !== undefined) {
		return {kind: 'decided', decision};
	}

	if (participants.every(name => votes.get(name) === 'commit')) {
		return {kind: 'decide', decision: 'commit'};
	}

	return late || participants.some(name => votes.get(name) === 'abort')
		? {kind: 'decide', decision: 'abort'}
		: {kind: 'wait'};
};

/**
 * The next step of participant `name`. Its vote is given once it has prepared; then the coordinator decides. When that one is `late`, the
 * participant does so itself, by the same rule: nobody is blocked by a coordinator that is gone.
 */
export const participate = (record: Record2pc, name: string, late: boolean): Participating => {
	const {votes, decision, done} = record;
	if (decision !== undefined) {
		return done.has(name) ? {kind: 'finished', decision} : {kind: 'carry-out', decision};
	}

	if (!votes.has(name)) {
		return {kind: 'prepare'};
	}

	const step = late ? coordinate(record, late) : {kind: 'wait' as const};
	return step.kind === 'decided' ? {kind: 'carry-out', decision: step.decision} : step;
};
