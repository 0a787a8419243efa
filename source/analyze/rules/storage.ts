// Rules about what lies on the servers' disks: logs, snapshots and the zxids that count them.
import {counted, formatAge, formatBytes, quantity, say} from '../quantity.ts';
import type {Meter} from '../meter.ts';
import {lastValue} from '../reading.ts';
import {ofMeter} from './evidence.ts';
import {perMeter, perServer, type Look} from './per-server.ts';
import {type Evidence, type Observation, type Rule, type Scene, type ServerWitness} from './rule.ts';

export const storageRules: readonly Rule[] = [
	{
		id: 'fsync-worst',
		wrong: 'it may have been long ago: servers tell the worst since their start, and not when it was',
		source: 'fsync.warningthresholdms of ZooKeeper, 1000; zookeeper.md C.5 #20; facts.md M1',
		judge: scene =>
			perMeter(scene, (server, meter) => {
				const worstMs = meter.gauge('max_fsynctime');
				const exceeded = meter.gauge('fsync_threshold_exceed_count');
				return worstMs === undefined && exceeded === undefined
					? 'needs fsynctime of mntr, since ZooKeeper 3.6'
					: worstFsync(scene, server, worstMs, exceeded);
			}),
	},
	{
		id: 'snapshot-slow',
		wrong: 'the worst since the start may be of a time when the machine was busy otherwise',
		source: 'zookeeper.md C.3 snapshottime, follower_sync_time; initLimit of zookeeperAdmin.md',
		judge: scene => perMeter(scene, server => slowSnapshot(scene, server)),
	},
	{
		id: 'data-purge',
		wrong: 'a server may be told on purpose to keep many snapshots (autopurge.snapRetainCount)',
		source:
			'zookeeper.md A.4 conf dataDirSize; operators.md 32: disk full, purge off; the limits are a judgement',
		judge: scene => perServer(scene, server => unpurged(scene, server)),
	},
];

const place = ({name}: ServerWitness): NonNullable<Observation['place']> => ({kind: 'server', name});

const worstFsync = (
	{limits}: Scene,
	server: ServerWitness,
	worstMs: number | undefined,
	exceeded: number | undefined,
): readonly Observation[] => {
	const limitMs = limits['fsync-worst-ms'];
	if ((worstMs ?? 0) <= limitMs && (exceeded ?? 0) === 0) {
		return [];
	}

	return [
		{
			severity: 'info',
			subject: server.name,
			text:
				worstMs === undefined
					? `${counted(exceeded ?? 0, 'fsync')} since its start took longer than its own limit (it does not tell when)`
					: `its slowest fsync since its start took ${formatAge(worstMs)} (it does not tell when)`,
			sinceAtLeast: true,
			place: place(server),
			evidence: ofMeter(server, [
				{what: 'slowest since start', value: worstMs, unit: 'ms', from: 'mntr max_fsynctime'},
				{
					what: 'slower than fsync.warningthresholdms, since start',
					value: exceeded,
					unit: 'count',
					from: 'mntr fsync_threshold_exceed_count',
				},
				{
					what: 'mean of the last interval',
					value: server.meter?.mean('fsynctime'),
					unit: 'ms',
					from: 'mntr Δsum/Δcnt fsynctime',
				},
			]),
			next: ['its log tells when: grep "fsync-ing the write ahead log"'],
			limit: `a single fsync over ${formatAge(limitMs)} since the start`,
		},
	];
};

const slowSnapshot = ({limits}: Scene, server: ServerWitness): Look => {
	const {meter, conf} = server;
	const {initLimit, tickTime} = lastValue(conf) ?? {};
	if (meter?.gauge('max_snapshottime') === undefined) {
		return 'needs snapshottime of mntr, since ZooKeeper 3.6';
	}

	if (initLimit === undefined || tickTime === undefined) {
		return freshMode(server) === 'standalone'
			? []
			: conf.kind === 'unsupported'
				? `needs initLimit and tickTime of conf: ${conf.why}`
				: 'needs initLimit and tickTime, which conf tells';
	}

	return tooSlow(limits['snapshot-share'], server, meter, initLimit * tickTime);
};

/** Who joins reads a snapshot and catches up, all within initLimit × tickTime. */
const tooSlow = (limit: number, server: ServerWitness, meter: Meter, grantedMs: number): Look => {
	const writtenMs = meter.gauge('max_snapshottime') ?? 0;
	const syncedMs = Math.max(
		meter.gauge('max_follower_sync_time') ?? 0,
		meter.gauge('max_observer_sync_time') ?? 0,
	);
	const longestMs = Math.max(writtenMs, syncedMs);
	const share = longestMs / grantedMs;
	const what = writtenMs >= syncedMs ? 'slowest snapshot' : 'slowest catching up with a leader';
	const slowest = (what: string, value: number, from: string) => ({what, value, unit: 'ms', from}) as const;
	return share <= limit
		? []
		: [
				{
					severity: 'warn',
					subject: server.name,
					text: `${what} since start took ${formatAge(longestMs)}, ${say(quantity(share, 'share'))} of the ${formatAge(grantedMs)} in which a server that joins must have caught up`,
					sinceAtLeast: true,
					place: place(server),
					evidence: ofMeter(server, [
						slowest('slowest snapshot since start', writtenMs, 'mntr max_snapshottime'),
						slowest('slowest catching up since start', syncedMs, 'mntr max_follower_sync_time'),
						slowest('granted', grantedMs, 'conf initLimit × tickTime'),
					]),
					why: 'A server that does not catch up in time gives up and begins anew: then it never joins again.',
					next: ['raise initLimit before the next restart', 'find out what makes the tree so large'],
					limit: `over ${say(quantity(limit, 'share'))} of initLimit × tickTime`,
				},
			];
};

const freshMode = ({srvr}: ServerWitness): string | undefined => lastValue(srvr)?.mode;

const unpurged = ({limits}: Scene, server: ServerWitness): Look => {
	const {conf, meter} = server;
	const values = lastValue(conf)?.values;
	if (values === undefined) {
		return conf.kind === 'unsupported'
			? `needs conf: ${conf.why}`
			: 'needs conf, which has not been answered';
	}

	const sizes = sizesIn(values);
	if (sizes === undefined) {
		return 'needs dataDirSize of conf, since ZooKeeper 3.5';
	}

	const bytes = sizes.reduce((sum, {bytes}) => sum + bytes, 0);
	const dataBytes = meter?.gauge('approximate_data_size');
	return bytes <= limits['data-dir-bytes'] ||
		(dataBytes !== undefined && bytes <= dataBytes * limits['data-dir-times'])
		? []
		: [
				{
					severity: 'warn',
					subject: server.name,
					text: `${formatBytes(bytes)} of snapshots and logs${dataBytes === undefined ? '' : ` for ${formatBytes(dataBytes)} of data`}: old ones are not purged, or very many are kept`,
					sinceAtLeast: true,
					place: place(server),
					evidence: diskEvidence(server, sizes),
					why: 'ZooKeeper purges nothing unless autopurge.purgeInterval is set, and stops when the disk is full. No question tells that setting.',
					next: [
						'set autopurge.purgeInterval=24 and autopurge.snapRetainCount=3 in zoo.cfg',
						'until then: zkCleanup.sh -n 3',
					],
					limit: `over ${formatBytes(limits['data-dir-bytes'])} and ${limits['data-dir-times']} times the data`,
				},
			];
};

type Size = {readonly what: string; readonly bytes: number; readonly from: string};

/** Of both directories; where they are one, `conf` tells its size twice. */
const sizesIn = (values: ReadonlyMap<string, string>): readonly Size[] | undefined => {
	const [snapshots, logs] = [Number(values.get('dataDirSize')), Number(values.get('dataLogSize'))];
	if (Number.isNaN(snapshots) || Number.isNaN(logs)) {
		return undefined;
	}

	return values.get('dataDir') === values.get('dataLogDir')
		? [{what: 'snapshots and logs', bytes: snapshots, from: 'conf dataDirSize'}]
		: [
				{what: 'snapshots', bytes: snapshots, from: 'conf dataDirSize'},
				{what: 'logs', bytes: logs, from: 'conf dataLogSize'},
			];
};

const diskEvidence = (server: ServerWitness, sizes: readonly Size[]): readonly Evidence[] => [
	...sizes.map(({what, bytes, from}) => ({
		what,
		now: quantity(bytes, 'bytes'),
		server: server.name,
		from,
		...('at' in server.conf ? {at: server.conf.at} : {}),
	})),
	...ofMeter(server, [
		{
			what: 'data, without overhead',
			value: server.meter?.gauge('approximate_data_size'),
			unit: 'bytes',
			from: 'mntr approximate_data_size',
		},
	]),
];
