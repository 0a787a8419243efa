// Rules about the machine and the process below ZooKeeper: files, heap, pauses, the clock.
import {formatAge, formatBytes, formatCount, quantity, say} from '../quantity.ts';
import type {Meter} from '../meter.ts';
import {lastValue} from '../reading.ts';
import {ofMeter} from './evidence.ts';
import {needsInterval, perMeter, type Look} from './per-server.ts';
import type {Evidence, Rule, Scene, ServerWitness, Verdict} from './rule.ts';

export const machineRules: readonly Rule[] = [
	{
		id: 'fds-near-limit',
		wrong: 'files that a process has open for a moment only (snapshots, jars) count, too',
		source: 'zookeeper.md C.5 #28: over 85 % of max_file_descriptor_count',
		judge: scene => perMeter(scene, (server, meter) => openFiles(scene, server, meter)),
	},
	{
		id: 'heap-near-limit',
		raisesAfter: 60,
		wrong: 'a heap fills up until the collector runs: full for a moment is normal, full all the time is not',
		source: 'zookeeperMonitor.md: jvm_memory_bytes_used / max{area="heap"} > 0.8 for 5 m',
		judge: scene => perMeter(scene, (server, meter) => fullHeap(scene, server, meter)),
	},
	{
		id: 'jvm-pauses',
		raisesAfter: 1,
		clearsAfter: 60,
		wrong: 'the machine may have stood still, and not the JVM: a stopped virtual machine looks alike',
		source: 'zookeeper.md C.3 jvm_pause_time_ms, C.5 #36: over a third of a session timeout',
		judge: scene => perMeter(scene, pauses),
	},
	{
		id: 'clock-offset',
		raisesAfter: 1,
		wrong: 'it may be the clock here that is wrong',
		source: 'facts.md M5; zookeeper.md A.4 cons: est is the server’s clock',
		judge: scene => clockOffset(scene),
	},
];

const openFiles = ({limits}: Scene, server: ServerWitness, meter: Meter): Look => {
	const open = meter.gauge('open_file_descriptor_count');
	const most = meter.gauge('max_file_descriptor_count');
	// ClickHouse Keeper tells 2^64 − 1, and −1 is no limit either.
	if (open === undefined || most === undefined || most <= 0 || open < 0) {
		return 'needs open_file_descriptor_count of mntr, which servers on Unix tell';
	}

	const share = open / most;
	return share <= limits['fds-share']
		? []
		: [
				{
					severity: 'bad',
					subject: server.name,
					text: `${formatCount(open)} of ${formatCount(most)} files open (${say(quantity(share, 'share'))}): at the limit it takes no connection and rolls no log`,
					place: {kind: 'server', name: server.name},
					evidence: ofMeter(server, [
						{what: 'files open', value: open, unit: 'count', from: 'mntr open_file_descriptor_count'},
						{what: 'allowed', value: most, unit: 'count', from: 'mntr max_file_descriptor_count'},
						{
							what: 'connections among them',
							value: meter.gauge('num_alive_connections'),
							unit: 'count',
							from: 'mntr num_alive_connections',
						},
					]),
					why: 'Each connection is an open file.',
					next: [
						'sessions by client address: who has that many?',
						'raise LimitNOFILE of its service, which asks for a restart',
					],
					limit: `over ${say(quantity(limits['fds-share'], 'share'))} of what is allowed`,
				},
			];
};

/** The JVM's own figures are in mntr only where the Prometheus provider exports them. */
const heapOf = (meter: Meter, statistic: 'used' | 'max'): number | undefined =>
	meter.gauge(`jvm_memory_bytes_${statistic}{area="heap"}`) ??
	meter.gauge(`jvm_memory_${statistic}_bytes{area="heap"}`);

const fullHeap = ({limits}: Scene, server: ServerWitness, meter: Meter): Look => {
	const used = heapOf(meter, 'used');
	const most = heapOf(meter, 'max');
	if (used === undefined || most === undefined || most <= 0) {
		return 'needs the JVM’s figures in mntr: metricsProvider.className=…PrometheusMetricsProvider in zoo.cfg brings them';
	}

	const share = used / most;
	return share <= limits['heap-share']
		? []
		: [
				{
					severity: 'warn',
					subject: server.name,
					text: `heap ${say(quantity(share, 'share'))} full (${formatBytes(used)} of ${formatBytes(most)}): pauses come next, then it ends`,
					place: {kind: 'server', name: server.name},
					evidence: ofMeter(server, [
						{what: 'heap used', value: used, unit: 'bytes', from: 'mntr jvm_memory_bytes_used'},
						{what: 'heap at most', value: most, unit: 'bytes', from: 'mntr jvm_memory_bytes_max'},
						{
							what: 'data, without overhead',
							value: meter.gauge('approximate_data_size'),
							unit: 'bytes',
							from: 'mntr approximate_data_size',
						},
					]),
					why: 'All znodes and watches are held in the heap, several times as large as their data.',
					next: ['raise -Xmx (SERVER_JVMFLAGS) before the next restart', 'find out what makes the tree grow'],
					limit: `over ${say(quantity(limits['heap-share'], 'share'))} of the heap, 60 intervals in a row`,
				},
			];
};

const pauses = (server: ServerWitness, meter: Meter): Look => {
	const count = meter.gauge('cnt_jvm_pause_time_ms');
	if (count === undefined) {
		return 'needs jvm_pause_time_ms of mntr, since ZooKeeper 3.6.2';
	}

	if (count === 0) {
		return 'has counted no pause since its start; it counts them only with jvm.pause.monitor=true in zoo.cfg';
	}

	if (meter.elapsedMs === undefined) {
		return needsInterval;
	}

	const by = meter.growth('cnt_jvm_pause_time_ms') ?? 0;
	const pausedMs = meter.growth('sum_jvm_pause_time_ms') ?? 0;
	const shortestMs = lastValue(server.conf)?.minSessionTimeout;
	const isLong = shortestMs !== undefined && pausedMs / Math.max(1, by) > shortestMs / 3;
	return by === 0
		? []
		: [
				{
					severity: isLong ? 'bad' : 'warn',
					subject: server.name,
					text: `stood still for ${formatAge(pausedMs)}${by > 1 ? ` in ${formatCount(by)} pauses` : ''} (its JVM paused)${isLong ? ': more than a third of the shortest session timeout' : ''}`,
					place: {kind: 'server', name: server.name},
					evidence: pauseEvidence(server, pausedMs, shortestMs),
					why: 'While it stands still it answers no ping: sessions expire, and followers leave a leader.',
					next: ['its GC log; is the machine short of memory or CPU, or was it moved?'],
					limit: 'each pause that JvmPauseMonitor counts, until a minute after the last',
				},
			];
};

const pauseEvidence = (
	server: ServerWitness,
	pausedMs: number,
	shortestMs: number | undefined,
): readonly Evidence[] =>
	ofMeter(server, [
		{what: 'paused in the last interval', value: pausedMs, unit: 'ms', from: 'mntr Δ sum_jvm_pause_time_ms'},
		{
			what: 'pauses since start',
			value: server.meter?.gauge('cnt_jvm_pause_time_ms'),
			unit: 'count',
			from: 'mntr cnt_jvm_pause_time_ms',
		},
		{
			what: 'longest since start',
			value: server.meter?.gauge('max_jvm_pause_time_ms'),
			unit: 'ms',
			from: 'mntr max_jvm_pause_time_ms',
		},
		{what: 'shortest session timeout', value: shortestMs, unit: 'ms', from: 'conf minSessionTimeout'},
	]);

const clockOffset = ({session, clockOffsetMs, limits, ensemble}: Scene): Verdict => {
	if (session.kind !== 'connected') {
		return 'needs a session: both clocks date its connection';
	}

	if (clockOffsetMs === undefined) {
		return 'needs cons of the server that our session is connected to: it is asked while sessions are shown';
	}

	const {name} = session.server;
	const apart = formatAge(Math.abs(clockOffsetMs));
	const whose = name === ensemble.leader ? "the leader's" : `${name}'s`;
	return Math.abs(clockOffsetMs) < limits['clock-offset-ms']
		? []
		: [
				{
					severity: 'warn',
					subject: name,
					text: `clock ${apart} ${clockOffsetMs > 0 ? 'ahead of' : 'behind'} ours: ages of znodes and holders are told by ${whose} clock, less that`,
					sinceAtLeast: true,
					place: {kind: 'server', name},
					evidence: [
						{
							what: 'its clock less ours',
							now: quantity(clockOffsetMs, 'ms'),
							server: name,
							from: 'cons est of our own session',
						},
					],
					why: 'Znodes are dated by the clock of the leader of that time: where the clocks of servers differ, an age is wrong by as much. ZooKeeper itself expires sessions by spans and minds no clock.',
					next: ['chronyc tracking on both machines'],
					limit: `${formatAge(limits['clock-offset-ms'])} apart`,
				},
			];
};
