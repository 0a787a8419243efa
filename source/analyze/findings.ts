// What is wrong: all rules applied to what is known, worst first, each finding with the time since when it is so.
import type {Limits} from './rules/limits.ts';
import {rules} from './rules/rules.ts';
import {kept, raise, waiting, withCleared, type Cleared, type Finding, type Pending} from './hysteresis.ts';
import {observedIn, unseenIn, type Observation, type Scene, type Severity} from './rules/rule.ts';

export {findingId, type Cleared, type Finding} from './hysteresis.ts';
export type {Evidence, Place, Severity} from './rules/rule.ts';
export {rules} from './rules/rules.ts';

export type Judgement = {
	/** By severity, then age. */
	readonly findings: readonly Finding[];
	/** Of the last hour, newest first. */
	readonly cleared: readonly Cleared[];
	readonly sees: number;
	/** Rules that see nothing. */
	readonly blind: readonly {readonly rule: string; readonly why: string}[];
	/** What rules that see do not see. */
	readonly partly: readonly {readonly rule: string; readonly subject: string; readonly why: string}[];
	/** When the last finding went; undefined while there is one, or when there never was. */
	readonly calmSince: number | undefined;
	readonly pending: ReadonlyMap<string, Pending>;
};

export const nothingJudged: Judgement = {
	findings: [],
	cleared: [],
	sees: 0,
	blind: [],
	partly: [],
	calmSince: undefined,
	pending: new Map(),
};

/** How it is judged in this run. */
export type Judging = {
	readonly limits: Limits;
	/** A run of two ticks: what is true in both of them is a finding, however patient its rule is. */
	readonly oneShot: boolean;
};

const rank: Readonly<Record<Severity, number>> = {bad: 0, warn: 1, info: 2};

/** The loss of the whole explains what its parts say, and comes first. */
const whole = ({subject}: Observation): number => Number(subject === 'ensemble');

/** By severity, then age. */
const byTrouble = (a: Finding, b: Finding): number =>
	rank[a.severity] - rank[b.severity] || whole(b) - whole(a) || a.since - b.since;

/** Applies all rules; a finding that was true before keeps its `since`. */
export const judge = (scene: Scene, before: Judgement, isOneShot = false): Judgement => {
	const known = Map.groupBy(before.findings, ({rule}) => rule);
	const blindBefore = new Set(before.blind.map(({rule}) => rule));
	const judged = rules.map(rule => {
		const verdict = rule.judge(scene);
		const isFirstLook = before === nothingJudged || blindBefore.has(rule.id);
		const found = observedIn(verdict).map(observation =>
			raise({rule, observation, isFirstLook, scene, before, isOneShot}),
		);
		return {
			rule,
			verdict,
			found,
			pending: [
				...waiting(rule, verdict, before.pending),
				...found.flatMap(({id, pending}) => (pending === undefined ? [] : [[id, pending] as const])),
			],
			...kept(rule, verdict, known.get(rule.id) ?? [], found, scene),
		};
	});
	const findings = judged.flatMap(({found, held}) => [
		...found.flatMap(({finding}) => finding ?? []),
		...held,
	]);
	return {
		findings: findings.sort(byTrouble),
		cleared: withCleared(
			before.cleared,
			judged.flatMap(({cleared}) => cleared),
			scene.now,
		),
		calmSince: findings.length > 0 ? undefined : before.findings.length > 0 ? scene.now : before.calmSince,
		sees: judged.filter(({verdict}) => typeof verdict !== 'string').length,
		blind: judged.flatMap(({rule, verdict}) =>
			typeof verdict === 'string' ? [{rule: rule.id, why: verdict}] : [],
		),
		partly: judged.flatMap(({rule, verdict}) =>
			unseenIn(verdict).map(({subject, why}) => ({rule: rule.id, subject, why})),
		),
		pending: new Map(judged.flatMap(({pending}) => pending)),
	};
};
