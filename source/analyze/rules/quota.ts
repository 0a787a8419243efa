// The rule about quotas: what is used of each, and what was refused for it.
import {formatCount, quantity, say, type Unit} from '../quantity.ts';
import type {Meter} from '../meter.ts';
import {ofMeter} from './evidence.ts';
import {perServer} from './per-server.ts';
import type {Observation, Rule, Scene, ServerWitness, Verdict} from './rule.ts';

export const quotaRules: readonly Rule[] = [
	{
		id: 'quota-near',
		wrong: 'a soft quota refuses nothing: beyond it the servers only write a line into their log',
		source: 'zookeeper.md C.2 quota_count_usage_per_namespace, C.5 #41: over 80 %',
		judge: scene => quotas(scene),
	},
];

/** All servers hold the same tree: whoever tells most quotas tells all. */
const quotas = (scene: Scene): Verdict => {
	const told = scene.servers.flatMap(server =>
		server.meter === undefined || server.mntr.kind === 'unsupported' || server.twinOf !== undefined
			? []
			: [{server, meter: server.meter, namespaces: namespacesIn(server.meter)}],
	);
	const [first] = told.toSorted((a, b) => b.namespaces.length - a.namespaces.length);
	if (first === undefined) {
		return perServer(scene, ({mntr}) =>
			mntr.kind === 'unsupported' ? `needs mntr: ${mntr.why}` : 'needs mntr, which has not been answered',
		);
	}

	return first.namespaces.flatMap(namespace => {
		const [nearest] = (['count', 'bytes'] as const)
			.flatMap(what => usedOf(first.meter, namespace, what) ?? [])
			.toSorted((a, b) => b.share - a.share);
		return nearest === undefined || nearest.share <= scene.limits['quota-share']
			? []
			: [near(scene, first.server, first.meter, nearest)];
	});
};

const limitName = /^(?<namespace>.+)_quota_(?:count|bytes)_limit_per_namespace$/;

/** Names are many, and quotas few. */
const namespacesIn = (meter: Meter): readonly string[] => {
	const namespaces = new Set<string>();
	for (const name of meter.names()) {
		const namespace = name.endsWith('_limit_per_namespace') && limitName.exec(name)?.groups?.['namespace'];
		if (namespace) {
			namespaces.add(namespace);
		}
	}

	return [...namespaces];
};

type Used = {
	readonly namespace: string;
	readonly what: 'count' | 'bytes';
	readonly usage: number;
	readonly limit: number;
	readonly share: number;
};

const usedOf = (meter: Meter, namespace: string, what: Used['what']): Used | undefined => {
	const limit = meter.gauge(`${namespace}_quota_${what}_limit_per_namespace`);
	const usage = meter.gauge(`${namespace}_quota_${what}_usage_per_namespace`);
	// −1 is no limit.
	return limit === undefined || usage === undefined || limit <= 0
		? undefined
		: {namespace, what, usage, limit, share: usage / limit};
};

const near = (
	{limits}: Scene,
	server: ServerWitness,
	meter: Meter,
	{namespace, what, usage, limit, share}: Used,
): Observation => {
	const refusals = `${namespace}_quota_exceeded_error_per_namespace`;
	const refused = meter.growth(refusals) ?? 0;
	const unit: Unit = what === 'count' ? 'count' : 'bytes';
	const amount = (value: number): string => say(quantity(value, unit));
	return {
		severity: refused > 0 ? 'bad' : 'warn',
		subject: `/${namespace}`,
		text: `${say(quantity(share, 'share'))} of its ${what === 'count' ? 'znode' : 'byte'} quota used: ${amount(usage)} of ${amount(limit)}${refused > 0 ? `; ${formatCount(refused)} writes were just refused for it` : ''}`,
		place: {kind: 'znode', path: `/${namespace}`},
		evidence: ofMeter(server, [
			{what: 'used', value: usage, unit, from: `mntr ${namespace}_quota_${what}_usage_per_namespace`},
			{what: 'quota', value: limit, unit, from: `mntr ${namespace}_quota_${what}_limit_per_namespace`},
			{
				what: 'writes refused in the last interval',
				value: meter.growth(refusals),
				unit: 'count',
				from: `mntr Δ ${refusals}`,
			},
		]),
		next: ['who writes there? namespaces and sessions show it', `zkCli: listquota /${namespace}`],
		limit: `over ${say(quantity(limits['quota-share'], 'share'))} of a quota`,
	};
};
