// The figures that a finding rests on, each with its server, source and age.
import {quantity, type Unit} from '../quantity.ts';
import type {Evidence, ServerWitness} from './rule.ts';

type Told = {
	readonly what: string;
	/** Undefined: not told; then it is no evidence. */
	readonly value: number | undefined;
	readonly unit: Unit;
	readonly usual?: number | undefined;
	/** The source and how it was made: `mntr Δsum/Δcnt fsynctime`. */
	readonly from: string;
};

/** What one server's counters tell of the last interval. */
export const ofMeter = ({name, meter}: ServerWitness, told: readonly Told[]): readonly Evidence[] =>
	told.flatMap(({what, value, unit, usual, from}) =>
		value === undefined || meter === undefined
			? []
			: [
					{
						what,
						now: quantity(value, unit),
						...(usual === undefined ? {} : {usual: quantity(usual, unit)}),
						server: name,
						from,
						at: meter.at,
					},
				],
	);
