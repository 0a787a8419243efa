// What a rule is: a pure function of what is known, or blind, and then it says why.
import type {ClientState} from '../../zookeeper/client.ts';
import type {Ensemble} from '../ensemble.ts';
import type {Witness} from '../witness.ts';
import type {Membership} from '../membership.ts';
import type {Reading} from '../reading.ts';

export type Severity = 'bad' | 'warn' | 'info';

/** Something that is true now. `subject` with the rule's id is its identity over time. */
export type Observation = {
	readonly severity: Severity;
	/** A server, a path, or `ensemble`. */
	readonly subject: string;
	readonly text: string;
	/** Since when it is so, if the rule knows better than the tick that first saw it. */
	readonly since?: number;
	/** It began before zktop looked. */
	readonly sinceAtLeast?: boolean;
};

export type ServerWitness = Witness & {
	readonly cons: Reading<unknown>;
	readonly dump: Reading<unknown>;
	readonly wchs: Reading<unknown>;
	/** All that answered under its name. */
	readonly ids: readonly number[];
	/** Since when it tells the members that it tells now. */
	readonly confSince: number | undefined;
	/** First failed answer of the current row of failures; undefined while it answers. */
	readonly failingSince: number | undefined;
};

export type Scene = {
	readonly ensemble: Ensemble;
	readonly servers: readonly ServerWitness[];
	readonly membership: Membership;
	readonly session: ClientState;
	/** Why the root cannot be read; undefined while it can, or nobody has tried. */
	readonly rootFailure: string | undefined;
};

export type Rule = {
	readonly id: string;
	/** What it sees; a text says why it is blind. */
	readonly judge: (scene: Scene) => readonly Observation[] | string;
};

/** Whether anybody was asked. */
export const answered = ({servers}: Scene): boolean => servers.some(({srvr}) => srvr.kind !== 'unasked');

export const notAsked = 'no server has been asked yet';
export const noneServes = 'no server serves';
export const noneTells = 'not every server has told yet whether it serves';
