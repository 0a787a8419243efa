// The judgement's slice: what all other slices know, put before the rules.
import {judge, type Judgement, type Judging} from '../analyze/findings.ts';
import {idsOf} from '../analyze/identity.ts';
import {meterOf} from '../analyze/meter.ts';
import type {ServerWitness} from '../analyze/rules/rule.ts';
import type {Data, ServerState} from './state.ts';

/** The judgement after a sample; `data` has all other slices already renewed. */
export const reduceJudgement = (
	before: Judgement,
	{limits, oneShot}: Judging,
	{servers, ensemble, reigns, membership, session, znodes, clock, inspection}: Omit<Data, 'judgement'>,
): Judgement =>
	judge(
		{
			now: clock.at,
			tick: clock.tick,
			servers: servers.map(server => witnessOf(server, clock.tick)),
			ensemble,
			reigns,
			membership,
			session: session.client,
			clockOffsetMs: session.clockOffsetMs,
			rootFailure: znodes.get('/')?.failure,
			limits,
			inspection,
		},
		before,
		oneShot,
	);

const witnessOf = (server: ServerState, tick: number): ServerWitness => ({
	...server,
	ids: idsOf(server.identity),
	meter: meterOf(server.markBefore, server.mark),
	usual: figure => server.history.usualOf(figure, tick),
});
