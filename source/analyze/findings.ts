// What is wrong: all rules applied to what is known, worst first, each finding with the time since when it is so.
import {accessRules} from './rules/access.ts';
import {memberRules} from './rules/members.ts';
import {quorumRules} from './rules/quorum.ts';
import type {Observation, Rule, Scene, Severity} from './rules/rule.ts';

export type {Severity};

export type Finding = Observation & {
	readonly rule: string;
	readonly since: number;
	readonly sinceAtLeast: boolean;
};

export const rules: readonly Rule[] = [...quorumRules, ...memberRules, ...accessRules];

export type Judgement = {
	/** By severity, then age. */
	readonly findings: readonly Finding[];
	readonly sees: number;
	readonly blind: readonly {readonly rule: string; readonly why: string}[];
	/** When the last finding went; undefined while there is one, or when there never was. */
	readonly calmSince: number | undefined;
};

export const nothingJudged: Judgement = {findings: [], sees: 0, blind: [], calmSince: undefined};

const rank: Readonly<Record<Severity, number>> = {bad: 0, warn: 1, info: 2};

/** The loss of the whole explains what its parts say, and comes first. */
const whole = ({subject}: Observation): number => Number(subject === 'ensemble');

/** Applies all rules; a finding that was true before keeps its `since`. */
export const judge = (scene: Scene, before: Judgement, now: number): Judgement => {
	const known = new Map(before.findings.map(finding => [`${finding.rule} ${finding.subject}`, finding]));
	const blindBefore = new Set(before.blind.map(({rule}) => rule));
	const verdicts = rules.map(rule => ({rule: rule.id, verdict: rule.judge(scene)}));
	const findings = verdicts.flatMap(({rule, verdict}) =>
		typeof verdict === 'string'
			? []
			: verdict.map(observation => {
					const earlier = known.get(`${rule} ${observation.subject}`);
					const since = observation.since ?? earlier?.since ?? now;
					// What a rule sees as soon as it can see may have been so for long.
					const isFirstLook = before === nothingJudged || blindBefore.has(rule);
					const sinceAtLeast = observation.sinceAtLeast ?? earlier?.sinceAtLeast ?? isFirstLook;
					return {...observation, rule, since, sinceAtLeast};
				}),
	);
	return {
		findings: findings.sort(
			(a, b) => rank[a.severity] - rank[b.severity] || whole(b) - whole(a) || a.since - b.since,
		),
		calmSince: findings.length > 0 ? undefined : before.findings.length > 0 ? now : before.calmSince,
		sees: verdicts.filter(({verdict}) => typeof verdict !== 'string').length,
		blind: verdicts.flatMap(({rule, verdict}) => (typeof verdict === 'string' ? [{rule, why: verdict}] : [])),
	};
};
