// Rules about namespaces: which top-level znode is read or written most, by what the servers count of each.
import {formatShort, quantity, say} from '../quantity.ts';
import {operationsOf, type Namespace} from '../traffic/namespaces.ts';
import {whereFelt} from './felt.ts';
import {notAsked, type Evidence, type Observation, type Rule, type Scene, type Verdict} from './rule.ts';

export const namespaceRules: readonly Rule[] = [
	{
		id: 'namespace-dominates',
		raisesAfter: 3,
		wrong:
			'an ensemble may be there for one application above all; exists is not counted, and reads of servers that do not tell are missing',
		source: 'judgement; zookeeper.md C.3 read_per_namespace, write_per_namespace; facts.md M14',
		judge: scene => judgeNamespaces(scene),
	},
];

const judgeNamespaces = (scene: Scene): Verdict => {
	const {
		traffic: {
			namespaces: {rows, unseen},
		},
		servers,
	} = scene;
	const asked = servers.filter(({twinOf, many}) => twinOf === undefined && !many);
	const [first] = unseen;
	if (asked.every(({srvr}) => srvr.kind === 'unasked')) {
		return notAsked;
	}

	if (first !== undefined && unseen.length >= asked.length) {
		return first.why;
	}

	return {
		found: dominating(rows, scene),
		unseen: unseen.map(({server, why}) => ({subject: server, why})),
		still: [],
	};
};

const dominating = (rows: readonly Namespace[], scene: Scene): readonly Observation[] => {
	const {limits} = scene;
	const [first] = rows;
	const sum = rows.reduce((total, row) => total + (operationsOf(row) ?? 0), 0);
	const most = first === undefined ? undefined : operationsOf(first);
	// One that is alone is all: ZooKeeper's own is no other.
	const others = rows.filter(({path}) => path !== first?.path && path !== '/zookeeper');
	if (
		first === undefined ||
		most === undefined ||
		others.length === 0 ||
		most < limits['namespace-operations-per-second'] ||
		most < sum * limits['namespace-share']
	) {
		return [];
	}

	const felt = whereFelt(scene);
	const share = say(quantity(most / sum, 'share'));
	return [
		{
			severity: felt === undefined ? 'info' : 'warn',
			subject: first.path,
			text: `takes ${share} of all reads and writes: ${formatShort(first.writesPerSecond ?? 0)} writes/s, ${formatShort(first.readsPerSecond ?? 0)} reads/s`,
			place: {kind: 'znode', path: first.path},
			evidence: [
				...figuresOf(first),
				...(others[0] === undefined ? [] : figuresOf(others[0])),
				...(felt?.evidence ?? []),
			],
			why:
				felt === undefined
					? 'No server is slower or more behind than it usually is: it is served well.'
					: `All namespaces share the servers: ${felt.text}.`,
			next: [
				'which clients do that? zktop clients, or the sessions on the screen',
				'writes are what costs most: each is written to disk on every server',
			],
			limit: `${say(quantity(limits['namespace-share'], 'share'))} of all and ${formatShort(limits['namespace-operations-per-second'])}/s, while there are other namespaces`,
		},
	];
};

const figuresOf = ({
	path,
	readsPerSecond,
	writesPerSecond,
	writeBytesPerSecond,
}: Namespace): readonly Evidence[] => [
	...(writesPerSecond === undefined
		? []
		: [
				{
					what: `writes of ${path}`,
					now: quantity(writesPerSecond, 'per-second'),
					from: 'mntr Δ cnt_…_write_per_namespace, once for all servers',
				},
			]),
	...(writeBytesPerSecond === undefined
		? []
		: [
				{
					what: `bytes written to ${path}`,
					now: quantity(writeBytesPerSecond, 'bytes-per-second'),
					from: 'mntr Δ sum_…_write_per_namespace',
				},
			]),
	...(readsPerSecond === undefined
		? []
		: [
				{
					what: `reads of ${path}`,
					now: quantity(readsPerSecond, 'per-second'),
					from: 'mntr Δ cnt_…_read_per_namespace of all servers',
				},
			]),
];
