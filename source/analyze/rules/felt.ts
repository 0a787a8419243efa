// Whether clients feel the load: requests that wait, or answers that take longer than they usually do.
import {quantity, say} from '../quantity.ts';
import {ofMeter} from './evidence.ts';
import type {Evidence, Scene, ServerWitness} from './rule.ts';

export type Felt = {
	/** `zk1 has 79 requests waiting` */
	readonly text: string;
	readonly evidence: readonly Evidence[];
};

/** The first server that is behind or slower than usual; undefined where none is known to be. */
export const whereFelt = ({servers, limits}: Scene): Felt | undefined =>
	servers
		.filter(({twinOf, many}) => twinOf === undefined && !many)
		.map(
			server =>
				waitingOn(server, limits['outstanding-requests']) ??
				slowOn(server, 'readMs', 'readlatency', limits['latency-shift-times'], limits['latency-shift-ms']) ??
				slowOn(server, 'writeMs', 'updatelatency', limits['latency-shift-times'], limits['latency-shift-ms']),
		)
		.find(felt => felt !== undefined);

const waitingOn = (server: ServerWitness, most: number): Felt | undefined => {
	const outstanding = server.figures?.outstanding;
	return outstanding === undefined || outstanding < most
		? undefined
		: {
				text: `${server.name} has ${say(quantity(outstanding, 'count'))} requests waiting`,
				evidence: ofMeter(server, [
					{what: 'requests that wait', value: outstanding, unit: 'count', from: 'mntr outstanding_requests'},
				]),
			};
};

const slowOn = (
	server: ServerWitness,
	figure: 'readMs' | 'writeMs',
	metric: string,
	times: number,
	leastMs: number,
): Felt | undefined => {
	const [now, usual] = [server.figures?.[figure], server.usual(figure)];
	if (now === undefined || usual === undefined || now < leastMs || now < usual * times) {
		return undefined;
	}

	const what = figure === 'readMs' ? 'reads' : 'writes';
	return {
		text: `${what} on ${server.name} take ${say(quantity(now, 'ms'))}, usually ${say(quantity(usual, 'ms'))}`,
		evidence: ofMeter(server, [
			{
				what: `${what}, mean of the last interval`,
				value: now,
				unit: 'ms',
				usual,
				from: `mntr Δsum/Δcnt ${metric}`,
			},
		]),
	};
};
