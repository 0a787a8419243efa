// The figures that a finding rests on, each with its server, source and age.
import type {Ensemble} from '../ensemble.ts';
import {quantity, type Unit} from '../quantity.ts';
import {failureIn, freshValue} from '../reading.ts';
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

/** What each server said last when it was asked what it is: its role, or why it does not tell. */
export const answersOf = (servers: readonly ServerWitness[]): readonly Evidence[] =>
	servers
		.filter(({srvr, twinOf}) => twinOf === undefined && srvr.kind !== 'unasked')
		.map(({name, srvr}) => {
			const failure = failureIn(srvr);
			return {
				what: 'asked what it is',
				now: {text: failure === undefined ? (freshValue(srvr)?.mode ?? 'not told') : failure.kind},
				server: name,
				from: 'srvr',
				...(srvr.kind === 'fresh' || srvr.kind === 'failed' ? {at: srvr.at} : {}),
			};
		});

/** How many voters are in step, and how many are needed. */
export const stepsOf = ({inStep, voters, needed}: Ensemble): readonly Evidence[] => [
	{
		what: 'voters in step',
		now: {text: `${inStep} of ${voters.count}`},
		from: 'srvr, mntr synced_followers + 1',
	},
	{
		what: 'voters needed for each write',
		now: quantity(needed, 'count'),
		from: `half of ${voters.count} (${voters.source}) and one`,
	},
];

const means = {
	readMs: ['read latency', 'readlatency'],
	writeMs: ['write latency', 'updatelatency'],
	fsyncMs: ['fsync', 'fsynctime'],
} as const;

/** What took how long at one server in the last interval. */
export const meansOf = (
	server: ServerWitness,
	figures: ReadonlyArray<keyof typeof means>,
): readonly Evidence[] =>
	ofMeter(
		server,
		figures.map(figure => {
			const [what, name] = means[figure];
			return {
				what: `${what}, mean of the last interval`,
				value: server.meter?.mean(name),
				unit: 'ms',
				usual: server.usual(figure),
				from: `mntr Δsum/Δcnt ${name}`,
			};
		}),
	);

/** What a server's configuration says. */
export const ofConf = (
	{name, conf}: ServerWitness,
	told: readonly {readonly what: string; readonly now: string | undefined}[],
): readonly Evidence[] =>
	told.flatMap(({what, now}) =>
		now === undefined
			? []
			: [
					{
						what,
						now: {text: now},
						server: name,
						from: 'conf',
						...(conf.kind === 'fresh' ? {at: conf.at} : {}),
					},
				],
	);
