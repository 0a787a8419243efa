// Servers of a recorded 3.8.0 ensemble of three voters and an observer, as findings and the ensemble's view see them.
import assert from 'node:assert/strict';
import {ensembleOf, type Ensemble} from '../../source/analyze/ensemble.ts';
import {membershipOf, noMembership, type Membership} from '../../source/analyze/membership.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {meterOf, type Meter} from '../../source/analyze/meter.ts';
import {freshValue, unasked, type Reading} from '../../source/analyze/reading.ts';
import type {FailureKind} from '../../source/zookeeper/errors.ts';
import {readConf} from '../../source/zookeeper/words/conf.ts';
import {readMntr, type Mntr} from '../../source/zookeeper/words/mntr.ts';
import {readSrvr, type Srvr} from '../../source/zookeeper/words/srvr.ts';
import {recorded} from '../helpers/recorded-words.ts';

export const fresh = <T>(value: T, at = 0): Reading<T> => ({kind: 'fresh', value, at});
export const failed = (kind: FailureKind): Reading<never> => ({
	kind: 'failed',
	failure: {kind, message: `${kind}, in words`},
	at: 0,
});
export const shut: Reading<never> = {kind: 'unsupported', why: 'not in the whitelist'};

export const srvrOf = (at: string, changed: Partial<Srvr> = {}): Reading<Srvr> =>
	fresh({...readSrvr(recorded(at, 'srvr')), ...changed});

/** mntr as recorded, with some of its numbers changed or, where undefined, taken out. */
export const mntrOf = (
	at: string,
	changed: Readonly<Record<string, number | undefined>> = {},
): Reading<Mntr> => {
	const mntr = readMntr(recorded(at, 'mntr'));
	const values = new Map(mntr.values);
	for (const [name, value] of Object.entries(changed)) {
		if (value === undefined) {
			values.delete(name);
		} else {
			values.set(name, value);
		}
	}

	return fresh({...mntr, values});
};

const silent: Omit<ServerWitness, 'name' | 'srvr' | 'mntr' | 'conf'> = {
	found: undefined,
	id: undefined,
	ids: [],
	many: false,
	confSince: 0,
	twinOf: undefined,
	cons: unasked,
	dump: unasked,
	wchs: unasked,
	failingSince: undefined,
	hasAnswered: true,
	figures: undefined,
	meter: undefined,
	lag: undefined,
	zxids: [],
	answerMs: undefined,
	tried: {},
	usual: () => undefined,
	meanOf: () => undefined,
	grownIn: () => undefined,
};

/** An interval of a second: a recorded server's counters, some of which grew in it, with some of its gauges changed. */
export const meterIn = (
	at: string,
	grown: Readonly<Record<string, number>> = {},
	gauges: Readonly<Record<string, number | undefined>> = {},
): Meter => {
	const before = freshValue(mntrOf(at, gauges))?.values ?? new Map<string, number>();
	const after = freshValue(
		mntrOf(at, {
			...gauges,
			uptime: (before.get('uptime') ?? 0) + 1000,
			...Object.fromEntries(
				Object.entries(grown).map(([name, growth]) => [name, (before.get(name) ?? 0) + growth]),
			),
		}),
	)?.values;
	const mark = {ownPackets: 0, ownPacketsAtLeast: 0, ownConnections: 0, ownWatches: 0};
	const meter = meterOf({...mark, at: 0, values: before}, {...mark, at: 1000, values: after ?? before});
	assert(meter !== undefined);
	return meter;
};

/** A server that answers all words as one of the recorded ensemble did, but for what is changed. */
export const witness = (
	name: string,
	at: 'leader' | 'follower1' | 'follower2' | 'observer',
	changed: Partial<ServerWitness> = {},
): ServerWitness => ({
	...silent,
	name,
	srvr: srvrOf(`3.8.0/${at}`),
	mntr: mntrOf(`3.8.0/${at}`),
	conf: fresh(readConf(recorded(`3.8.0/${at}`, 'conf'))),
	id: readConf(recorded(`3.8.0/${at}`, 'conf')).serverId,
	meter: meterIn(`3.8.0/${at}`),
	...changed,
});

/** A server that has answered before and now fails. */
export const lost = (
	name: string,
	at: 'leader' | 'follower1' | 'follower2' | 'observer',
	kind: FailureKind,
): ServerWitness => {
	const before = witness(name, at);
	const stale = <T>(reading: Reading<T>): Reading<T> =>
		reading.kind === 'fresh'
			? {...reading, kind: 'stale', failure: {kind, message: `${kind}, in words`}, failures: 1}
			: reading;
	return {...before, srvr: stale(before.srvr), mntr: stale(before.mntr), failingSince: 500};
};

/** A server that never answered in this run. */
export const neverSeen = (name: string, kind?: FailureKind): ServerWitness => {
	const none = kind === undefined ? unasked : failed(kind);
	return {
		...silent,
		name,
		srvr: none,
		mntr: none,
		conf: none,
		hasAnswered: false,
		failingSince: kind === undefined ? undefined : 500,
	};
};

/** The members, as these servers tell them. */
export const membershipIn = (
	servers: readonly ServerWitness[],
	known: Partial<Parameters<typeof membershipOf>[0]> = {},
): Membership =>
	membershipOf(
		{
			servers: servers.map(server => ({...server, named: server.found === undefined})),
			config: unasked,
			remembered: undefined,
			addresses: new Map(),
			secure: false,
			...known,
		},
		noMembership,
	);

/** The ensemble, as these servers tell it. */
export const ensembleIn = (servers: readonly ServerWitness[]): Ensemble =>
	ensembleOf(servers, membershipIn(servers));
