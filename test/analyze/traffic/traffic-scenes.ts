// Scenes of the recorded ensemble with traffic of their own: what the tests of rules about traffic share.
import type {Judgement} from '../../../source/analyze/findings.ts';
import type {Figures} from '../../../source/analyze/figures.ts';
import type {Scene, ServerWitness} from '../../../source/analyze/rules/rule.ts';
import {clientsOf} from '../../../source/analyze/traffic/clients.ts';
import {noOperations} from '../../../source/analyze/traffic/operations.ts';
import type {Traffic} from '../../../source/analyze/traffic/traffic.ts';
import {initialTraffic} from '../../../source/store/traffic.ts';
import {over, sceneOf} from '../judging.ts';
import {fresh, witness} from '../witnesses.ts';

export const figures: Figures = {
	requestsPerSecond: undefined,
	readMs: undefined,
	writeMs: undefined,
	fsyncMs: undefined,
	outstanding: undefined,
	connections: undefined,
	watches: undefined,
	znodes: undefined,
	dataBytes: undefined,
};

/** The servers `a`, `b` and the leader `c`, all of which tell their clients; each with its changes. */
export const serving = (
	changed: Partial<Record<'a' | 'b' | 'c', Partial<ServerWitness>>> = {},
): readonly ServerWitness[] => [
	witness('a', 'follower1', {cons: fresh([]), ...changed.a}),
	witness('b', 'follower2', {cons: fresh([]), ...changed.b}),
	witness('c', 'leader', {cons: fresh([]), ...changed.c}),
];

export const trafficWith = (changed: Partial<Traffic>): Traffic => ({...initialTraffic('/'), ...changed});

/** The traffic of these sessions alone. */
export const trafficOf = (...sessions: Parameters<typeof clientsOf>[0]): Traffic =>
	trafficWith({clients: clientsOf(sessions, [], noOperations)});

/** The judgement after so many ticks of the same. */
export const after = (
	ticks: number,
	traffic: Traffic,
	servers = serving(),
	blind: Scene['inspection']['blind'] = [],
): Judgement =>
	over(
		Array.from({length: ticks}, () => {
			const scene = sceneOf(servers, undefined, {traffic});
			return {...scene, inspection: {...scene.inspection, blind}};
		}),
	);
