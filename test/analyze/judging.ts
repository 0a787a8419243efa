// Scenes of the recorded ensemble, judged by all rules: what the tests of findings and rules share.
import {judge, nothingJudged, type Finding, type Judgement} from '../../source/analyze/findings.ts';
import type {Inspection} from '../../source/analyze/inspection.ts';
import {noReigns, reignsAfter} from '../../source/analyze/reigns.ts';
import {limitsWith} from '../../source/analyze/rules/limits.ts';
import {initialTraffic} from '../../source/store/traffic.ts';
import type {Rule, Scene, ServerWitness} from '../../source/analyze/rules/rule.ts';
import {nothingInspected} from '../../source/store/inspection/inspection.ts';
import {ensembleIn, lost, membershipIn, witness} from './witnesses.ts';

export const [a, b, c] = [
	witness('a', 'follower1'),
	witness('b', 'follower2'),
	witness('c', 'leader'),
] as const;
export const healthy = [a, b, c] as const;
export const outage = [
	lost('a', 'follower1', 'not-serving'),
	lost('b', 'follower2', 'refused'),
	lost('c', 'leader', 'refused'),
];
export const connecting = {kind: 'connecting', failure: undefined, attempts: 0} as const;

/** No lock and no session, and everybody tells so. */
const calm: Inspection = {
	...nothingInspected,
	unseen: undefined,
	lockSource: {kind: 'dump', server: 'c', at: 1000},
	expiries: {server: 'c', at: 1000, sessions: new Map(), firstEndsBy: 1000},
};

export const sceneOf = (
	servers: readonly ServerWitness[],
	session: Scene['session'] = connecting,
	changed: Partial<Scene> = {},
): Scene => ({
	ensemble: ensembleIn(servers),
	// That the observer of the recorded ensemble is not named is none of these tests' business.
	membership: {...membershipIn(servers), found: [], unclear: undefined},
	servers,
	session,
	reigns: reignsAfter(noReigns, {...ensembleIn(servers), leaderAt: 0}, -3_600_000),
	clockOffsetMs: undefined,
	ownFiredPerSecond: 0,
	rootFailure: undefined,
	traffic: initialTraffic('/'),
	now: 1000,
	tick: 0,
	limits: limitsWith(),
	inspection: calm,
	...changed,
});
export const seen = (
	servers: readonly ServerWitness[],
	session?: Scene['session'],
	before = nothingJudged,
): Judgement => judge(sceneOf(servers, session), before);
/** Findings as `rule subject`, in their order. */
export const namesIn = ({findings}: Judgement): readonly string[] =>
	findings.map(({rule, subject}) => `${rule} ${subject}`);
/** Which of some rules see nothing. */
export const blindAmong = ({blind}: Judgement, rules: readonly Rule[]): readonly string[] =>
	blind.map(({rule}) => rule).filter(id => rules.some(rule => rule.id === id));
export const find = (judgement: Judgement, rule: string): Finding | undefined =>
	judgement.findings.find(finding => finding.rule === rule);

/** The judgement after each of some scenes, a tick and a second apart. */
export const over = (scenes: readonly Scene[], before = nothingJudged): Judgement =>
	scenes.reduce((judgement, scene, tick) => judge({...scene, tick, now: tick * 1000}, judgement), before);
