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
	{
		servers,
		ensemble,
		reigns,
		membership,
		session,
		znodes,
		following,
		clock,
		inspection,
		traffic,
	}: Omit<Data, 'judgement'>,
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
			ownFiredPerSecond: following?.eventsPerSecond ?? 0,
			rootFailure: znodes.get('/')?.failure,
			traffic,
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
	...pastOf(server, tick),
});

const pastOf = ({history}: ServerState, tick: number): Pick<ServerWitness, 'meanOf' | 'grownIn'> => {
	const ticksIn = (ms: number): number => Math.round(ms / history.intervalMs);
	return {
		meanOf: (metric, fromMs, toMs) =>
			history.pointOf(metric, tick - ticksIn(fromMs), tick - ticksIn(toMs))?.mean,
		grownIn: (counter, ms) => {
			const rates = history.newest(counter, tick, ticksIn(ms)).filter(rate => !Number.isNaN(rate));
			const perTick = history.intervalMs / 1000;
			return rates.length === 0 ? undefined : rates.reduce((sum, rate) => sum + rate * perTick, 0);
		},
	};
};
