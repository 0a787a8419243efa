// What a rule is: a pure function of what is known, or blind, and then it says why.
import type {ClientState} from '../../zookeeper/client.ts';
import type {Id} from '../../zookeeper/ids.ts';
import type {Wchs} from '../../zookeeper/words/wchs.ts';
import type {Ensemble} from '../ensemble.ts';
import type {Figures} from '../figures.ts';
import type {Inspection} from '../inspection.ts';
import type {Membership} from '../membership.ts';
import type {Meter} from '../meter.ts';
import type {Quantity} from '../quantity.ts';
import type {Reading} from '../reading.ts';
import type {Reigns} from '../reigns.ts';
import type {Tried} from '../sources.ts';
import type {Traffic} from '../traffic/traffic.ts';
import type {Witness} from '../witness.ts';
import type {Limits} from './limits.ts';

export type Severity = 'bad' | 'warn' | 'info';

/** A figure that a finding rests on. */
export type Evidence = {
	/** `fsync, mean of the last interval` */
	readonly what: string;
	readonly now: Quantity;
	readonly usual?: Quantity;
	/** Whose it is, where it is one server's. */
	readonly server?: string;
	/** The source and how it was made: `mntr Δsum/Δcnt fsynctime`. */
	readonly from: string;
	/** When it was told, our clock; absent where it is no answer but our own. */
	readonly at?: number;
};

/** Where the evidence of a finding is seen. */
export type Place =
	/** `metric`: the one that shows it as a chart. */
	| {readonly kind: 'server'; readonly name: string; readonly metric?: string}
	| {readonly kind: 'znode'; readonly path: string}
	| {readonly kind: 'lock'; readonly path: string}
	/** Its identity among the groups. */
	| {readonly kind: 'group'; readonly id: string}
	| {readonly kind: 'sessions'; readonly filter: string}
	| {readonly kind: 'sources'};

/** Something that is true now. `subject` with the rule's id is its identity over time. */
export type Observation = {
	readonly severity: Severity;
	/** A server, several (`a, b`), a path, a client's address, `ensemble` or `zktop`. */
	readonly subject: string;
	readonly text: string;
	/** Since when it is so, if the rule knows better than the tick that first saw it. */
	readonly since?: number;
	/** It began before zktop looked. */
	readonly sinceAtLeast?: boolean;
	readonly evidence: readonly Evidence[];
	/** What follows from what. */
	readonly why?: string;
	/** What to do, the best first. */
	readonly next: readonly string[];
	/** The limit it is beyond, in words: `mean over 100 ms for 5 samples in a row`. */
	readonly limit?: string;
	/** Where to look; absent: the subject says it. */
	readonly place?: Place;
};

export type ServerWitness = Witness & {
	readonly cons: Reading<unknown>;
	readonly dump: Reading<unknown>;
	readonly wchs: Reading<Wchs>;
	/** All that answered under its name. */
	readonly ids: readonly number[];
	/** Since when it tells the members that it tells now. */
	readonly confSince: number | undefined;
	/** First failed answer of the current row of failures; undefined while it answers. */
	readonly failingSince: number | undefined;
	/** Of the last interval; undefined while it does not answer. */
	readonly figures: Figures | undefined;
	/** All its counters over the last interval; undefined while it does not answer. */
	readonly meter: Meter | undefined;
	/** Transactions behind the leader at least; undefined for the leader and when unknown. */
	readonly lag: number | undefined;
	/** Its newest zxids and when they were told, newest first. */
	readonly zxids: readonly {readonly zxid: Id; readonly at: number}[];
	/** How long its newest `srvr` took, ms. */
	readonly answerMs: number | undefined;
	/** The doors that each fact was sought behind last. */
	readonly tried: Tried;
	/** What a figure usually is, by its past in this run; undefined until there is enough of it. */
	readonly usual: (figure: keyof Figures) => number | undefined;
	/** The mean of a metric of its history between two moments, so many ms ago: `meanOf('znodes', 70_000, 60_000)`; undefined for a gap. */
	readonly meanOf: (metric: string, fromMs: number, toMs: number) => number | undefined;
	/** How much a counter grew in the last so many ms, as far as it was seen; undefined where none of it was. */
	readonly grownIn: (counter: string, ms: number) => number | undefined;
};

export type Scene = {
	/** Our clock at the newest sample, epoch ms. */
	readonly now: number;
	readonly tick: number;
	readonly ensemble: Ensemble;
	/** Who led in this run, as far as seen. */
	readonly reigns: Reigns;
	readonly servers: readonly ServerWitness[];
	readonly membership: Membership;
	readonly session: ClientState;
	/** The clock of the server that our session is connected to, less ours, ms; undefined until it told. */
	readonly clockOffsetMs: number | undefined;
	/** How many watches of our own fire a second, on the server that our session is connected to. */
	readonly ownFiredPerSecond: number;
	/** Why the root cannot be read; undefined while it can, or nobody has tried. */
	readonly rootFailure: string | undefined;
	readonly traffic: Traffic;
	readonly limits: Limits;
	/** Sessions and locks. */
	readonly inspection: Inspection;
};

/**
 * What a rule sees; a text says why it is blind. Where it sees some subjects and not others, `unseen` names those: what was found
 * there before is not taken back.
 */
export type Verdict =
	| readonly Observation[]
	| string
	| {
			readonly found: readonly Observation[];
			readonly unseen: readonly Unseen[];
			/** Subjects of which the interval says nothing, for nothing happened there. */
			readonly still: readonly string[];
	  };

export type Unseen = {readonly subject: string; readonly why: string};

export const observedIn = (verdict: Verdict): readonly Observation[] =>
	typeof verdict === 'string' ? [] : 'found' in verdict ? verdict.found : verdict;

export const unseenIn = (verdict: Verdict): readonly Unseen[] =>
	typeof verdict !== 'string' && 'found' in verdict ? verdict.unseen : [];

/** Whether a verdict leaves it open what is with a subject. */
export const isOpen = (verdict: Verdict, subject: string): boolean =>
	typeof verdict === 'string' ||
	('found' in verdict &&
		(verdict.still.includes(subject) || verdict.unseen.some(unseen => unseen.subject === subject)));

export type Rule = {
	readonly id: string;
	/** Ticks in a row that something must be so until it is a finding; 2 unless told. */
	readonly raisesAfter?: number;
	/** Ticks in a row that it must not be so until the finding is cleared; 5 unless told, 0: at once. */
	readonly clearsAfter?: number;
	/** How a finding of it could be wrong. */
	readonly wrong: string;
	/** What it rests on: ZooKeeper's file or document, or a fact measured by us (facts.md). */
	readonly source: string;
	readonly judge: (scene: Scene) => Verdict;
};

/** Rules about what a server or we ourselves know for certain: it is so at once, and at once no more. */
export const ofState = (rules: readonly Omit<Rule, 'raisesAfter' | 'clearsAfter'>[]): readonly Rule[] =>
	rules.map(rule => ({...rule, raisesAfter: 1, clearsAfter: 0}));

/** Whether anybody was asked. */
export const answered = ({servers}: Scene): boolean => servers.some(({srvr}) => srvr.kind !== 'unasked');

export const notAsked = 'no server has been asked yet';
export const noneServes = 'no server serves';
export const noneTells = 'not every server has told yet whether it serves';
