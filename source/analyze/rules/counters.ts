// Rules about events that servers count: each one is said for a while after it happened.
import {formatAge, formatCount} from '../quantity.ts';
import type {Meter} from '../meter.ts';
import {ofMeter} from './evidence.ts';
import {needsInterval, perMeter} from './per-server.ts';
import type {Evidence, Observation, Rule, Scene, ServerWitness} from './rule.ts';

/** A counter of mntr that grew in the last interval. */
export type Grown = {
	readonly counter: string;
	/** What it counts, in words. */
	readonly what: string;
	readonly by: number;
	/** Since the server's start. */
	readonly total: number;
};

type CounterRule = Pick<Rule, 'id' | 'wrong' | 'source'> & {
	/** By mntr's names without `zk_`, with what each counts: `connections refused`. */
	readonly counters: Readonly<Record<string, string>>;
	/** The ZooKeeper that tells the first of them. */
	readonly since: string;
	/** What is said where some grew. */
	readonly say: (seen: Seen) => Pick<Observation, 'severity' | 'text' | 'why' | 'next'>;
};

type Seen = {
	readonly grown: readonly Grown[];
	/** Of all of them. */
	readonly by: number;
	/** `in 1.0 s` */
	readonly span: string;
	readonly scene: Scene;
	readonly server: ServerWitness;
	readonly meter: Meter;
};

/** A minute without another one, and it is over. */
const quietTicks = 60;

/** A rule by which none of some counters must grow. */
export const ofCounters = ({counters, since, say, ...rule}: CounterRule): Rule => ({
	...rule,
	raisesAfter: 1,
	clearsAfter: quietTicks,
	judge: scene =>
		perMeter(scene, (server, meter) => {
			const names = Object.keys(counters);
			if (names.every(name => meter.gauge(name) === undefined)) {
				return `needs ${names[0] ?? ''} of mntr, since ZooKeeper ${since}`;
			}

			const {elapsedMs} = meter;
			if (elapsedMs === undefined) {
				return needsInterval;
			}

			const grown = grownIn(meter, counters);
			const by = grown.reduce((sum, {by}) => sum + by, 0);
			return by === 0
				? []
				: [
						{
							subject: server.name,
							place: {kind: 'server', name: server.name},
							limit: 'each one, until a minute after the last',
							evidence: evidenceOf(server, grown),
							...say({grown, by, span: `in ${formatAge(elapsedMs)}`, scene, server, meter}),
						},
					];
		}),
});

const grownIn = (meter: Meter, counters: CounterRule['counters']): readonly Grown[] =>
	Object.entries(counters).flatMap(([counter, what]) => {
		const by = meter.growth(counter) ?? 0;
		return by > 0 ? [{counter, what, by, total: meter.gauge(counter) ?? by}] : [];
	});

/** `3 authentications failed, 1 TLS handshakes failed` */
export const sayGrown = (grown: readonly Grown[]): string =>
	grown.map(({what, by}) => `${formatCount(by)} ${what}`).join(', ');

const evidenceOf = (server: ServerWitness, grown: readonly Grown[]): readonly Evidence[] =>
	ofMeter(
		server,
		grown.flatMap(({counter, what, by, total}) => [
			{what: `${what}, in the last interval`, value: by, unit: 'count', from: `mntr Δ ${counter}`},
			{
				what: `${what}, since start`,
				value: total,
				unit: 'count',
				from: `mntr ${counter}`,
			},
		]),
	);
