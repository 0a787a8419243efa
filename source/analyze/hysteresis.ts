// From what is so now to findings that do not flap: raised after some ticks, cleared after some, held while nobody can look.
import {isOpen, type Observation, type Rule, type Scene, type Verdict} from './rules/rule.ts';

export type Finding = Observation & {
	readonly rule: string;
	readonly since: number;
	readonly sinceAtLeast: boolean;
	/** When it was seen last, our clock: older than now while its rule is blind, or while it fades. */
	readonly seenAt: number;
	/** The tick up to which it was not seen to be otherwise. */
	readonly heldTick: number;
};

/** `lost-sight`: whether it is still so could not be seen for a minute. */
export type Cleared = {
	readonly finding: Finding;
	readonly at: number;
	readonly how: 'cleared' | 'lost-sight';
};

/** Not yet so for long enough to be a finding. */
export type Pending = Pick<Finding, 'rule' | 'subject' | 'since' | 'sinceAtLeast'> & {
	readonly count: number;
	readonly tick: number;
};

/** The identity of a finding over time. */
export const findingId = ({rule, subject}: Pick<Finding, 'rule' | 'subject'>): string => `${rule} ${subject}`;

type Raising = {
	readonly rule: Rule;
	readonly observation: Observation;
	readonly isFirstLook: boolean;
	readonly scene: Scene;
	readonly before: {readonly findings: readonly Finding[]; readonly pending: ReadonlyMap<string, Pending>};
	readonly isOneShot: boolean;
};

type Raised = {
	readonly id: string;
	readonly finding: Finding | undefined;
	readonly pending: Pending | undefined;
};

/** What is so for as many ticks as its rule asks is a finding, from the tick on that saw it first. */
export const raise = ({rule, observation, isFirstLook, scene, before, isOneShot}: Raising): Raised => {
	const id = findingId({rule: rule.id, subject: observation.subject});
	const earlier = before.findings.find(finding => findingId(finding) === id);
	const waiting = before.pending.get(id);
	const since = observation.since ?? earlier?.since ?? waiting?.since ?? scene.now;
	// What a rule sees as soon as it can see may have been so for long.
	const sinceAtLeast =
		observation.sinceAtLeast ?? earlier?.sinceAtLeast ?? waiting?.sinceAtLeast ?? isFirstLook;
	const count = (waiting?.count ?? 0) + Number(waiting?.tick !== scene.tick);
	const asked = rule.raisesAfter ?? 2;
	return earlier !== undefined || count >= (isOneShot ? Math.min(2, asked) : asked)
		? {
				id,
				pending: undefined,
				finding: {
					...observation,
					rule: rule.id,
					since,
					sinceAtLeast,
					seenAt: scene.now,
					heldTick: scene.tick,
				},
			}
		: {
				id,
				pending: {rule: rule.id, subject: observation.subject, count, tick: scene.tick, since, sinceAtLeast},
				finding: undefined,
			};
};

/** What waits on, for this interval says nothing of it. */
export const waiting = (
	rule: Rule,
	verdict: Verdict,
	before: ReadonlyMap<string, Pending>,
): readonly (readonly [string, Pending])[] =>
	[...before].filter(([, {rule: id, subject}]) => id === rule.id && isOpen(verdict, subject));

/** What could not be seen for so long is no finding any more. */
const sightMs = 60_000;

/** What was a finding and is not seen now: it fades, or is held while it cannot be seen. */
export const kept = (
	rule: Rule,
	verdict: Verdict,
	known: readonly Finding[],
	found: readonly Raised[],
	{now, tick}: Scene,
): {readonly held: readonly Finding[]; readonly cleared: readonly Cleared[]} => {
	const ids = new Set(found.map(({id}) => id));
	const clearsAfter = rule.clearsAfter ?? 5;
	const held: Finding[] = [];
	const cleared: Cleared[] = [];
	for (const finding of known.filter(finding => !ids.has(findingId(finding)))) {
		const isUnseen = clearsAfter > 0 && isOpen(verdict, finding.subject);
		if (isUnseen && now - finding.seenAt < sightMs) {
			held.push({...finding, heldTick: tick});
		} else if (isUnseen || tick - finding.heldTick >= clearsAfter) {
			cleared.push({finding, at: now, how: isUnseen ? 'lost-sight' : 'cleared'});
		} else {
			held.push(finding);
		}
	}

	return {held, cleared};
};

const clearedMs = 3_600_000;
const clearedAtMost = 200;

/** What was cleared in the last hour, newest first. */
export const withCleared = (
	before: readonly Cleared[],
	cleared: readonly Cleared[],
	now: number,
): readonly Cleared[] => {
	const oldest = before.at(-1);
	const kept =
		oldest === undefined || now - oldest.at <= clearedMs
			? before
			: before.filter(({at}) => now - at <= clearedMs);
	return cleared.length === 0 ? kept : [...cleared, ...kept].slice(0, clearedAtMost);
};
