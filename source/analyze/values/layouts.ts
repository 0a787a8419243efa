// The layouts of systems that keep their state in ZooKeeper, the most special first.
import {hbaseValue} from './binary.ts';
import {listOf, recordOf, said, timeOf, type Fact, type Layout, type Seen, type Signature} from './layout.ts';
import {protoMessage, protoText, readProto, type ProtoField} from './protobuf.ts';
import {solrCollection} from './solr.ts';

/** Which layout a value has; undefined: none that is known. */
export const layoutOf = (seen: Seen): Layout | undefined => {
	for (const {name, path, by = 'path and fields', secret = false, facts} of signatures) {
		const match = path.exec(seen.path);
		const told = match && facts(seen, match);
		if (told != null) {
			return {name, by, facts: told, secret};
		}
	}

	return undefined;
};

const curatorInstance: Signature['facts'] = ({json, path}) => {
	const instance = recordOf(json);
	if (
		instance === undefined ||
		!['name', 'id', 'serviceType', 'registrationTimeUTC'].every(key => key in instance)
	) {
		return undefined;
	}

	const {name, id, address, port, sslPort, serviceType, registrationTimeUTC, enabled} = instance;
	const isThere = path.endsWith(`/${said(name)}/${said(id)}`);
	return [
		['service', `${said(name)}, instance ${said(id)}${isThere ? '' : ' (not what its path says)'}`],
		['address', `${said(address)}:${said(port)}${sslPort == null ? '' : `, ssl ${said(sslPort)}`}`],
		['registered', timeOf(registrationTimeUTC)],
		['type', `${said(serviceType)}${enabled === false ? ', disabled' : ''}`],
	];
};

const kafkaBroker: Signature['facts'] = ({json}, {groups}) => {
	const broker = recordOf(json);
	return broker && 'endpoints' in broker
		? [
				[
					'broker',
					`${groups?.['id'] ?? ''}${broker['rack'] == null ? '' : `, rack ${said(broker['rack'])}`}`,
				],
				...listOf(broker['endpoints']).map((endpoint): Fact => ['listens', said(endpoint)]),
				['since', timeOf(broker['timestamp'])],
			]
		: undefined;
};

const kafkaTopic: Signature['facts'] = ({json}, {groups}) => {
	const topic = recordOf(json);
	const partitions = recordOf(topic?.['partitions']);
	if (topic === undefined || partitions === undefined) {
		return undefined;
	}

	const counts = Object.values(partitions).map(replicas => listOf(replicas).length);
	const brokers = new Set(Object.values(partitions).flatMap(listOf));
	const [least, most] = [Math.min(...counts), Math.max(...counts)];
	const moving = Object.keys(recordOf(topic['adding_replicas']) ?? {}).length;
	return [
		['topic', groups?.['topic'] ?? ''],
		['partitions', `${counts.length}, on ${brokers.size} brokers`],
		['replicas', least === most ? String(least) : `${least} to ${most}`],
		...(moving === 0 ? [] : [['moving', `replicas are being added to ${moving} partitions`] as const]),
	];
};

const kafkaPartition: Signature['facts'] = ({json}) => {
	const state = recordOf(json);
	if (state === undefined || !('leader' in state) || !('isr' in state)) {
		return undefined;
	}

	return [
		['leader', state['leader'] === -1 ? 'none: the partition is offline' : `broker ${said(state['leader'])}`],
		['in sync', listOf(state['isr']).map(said).join(', ') || 'none'],
		['epochs', `leader ${said(state['leader_epoch'])}, controller ${said(state['controller_epoch'])}`],
	];
};

const kafkaController: Signature['facts'] = ({json}) => {
	const controller = recordOf(json);
	return controller && 'brokerid' in controller
		? [
				['controller', `broker ${said(controller['brokerid'])}`],
				['since', timeOf(controller['timestamp'])],
			]
		: undefined;
};

/** ServerName {host_name = 1, port = 2, start_code = 3} */
const serverName = (fields: readonly ProtoField[] | undefined): readonly Fact[] =>
	fields === undefined
		? []
		: [
				['server', `${protoText(fields, 1) ?? '·'}:${protoText(fields, 2) ?? '·'}`],
				['started', timeOf(protoText(fields, 3))],
			];

const hbase: Signature['facts'] = ({data, path}) => {
	const value = hbaseValue(data);
	const named = /\/(?:master|meta-region-server[^/]*|backup-masters\/[^/]+)$/.test(path);
	return (
		value && [
			...(value.writer === undefined ? [] : [['written by', value.writer] as const]),
			...(named ? serverName(protoMessage(value.fields, 1)) : []),
		]
	);
};

/** ActiveNodeInfo {nameservice = 1, namenode = 2, hostname = 3, port = 4, zkfc_port = 5} */
const hadoop: Signature['facts'] = ({data}) => {
	const fields = readProto(data);
	const [service, node, host, port, zkfc] = [1, 2, 3, 4, 5].map(field => fields && protoText(fields, field));
	return service === undefined || node === undefined
		? undefined
		: [
				['active', `${node} of ${service}`],
				...(host === undefined ? [] : [['address', `${host}:${port ?? '·'}, zkfc ${zkfc ?? '·'}`] as const]),
			];
};

const untold: Signature['facts'] = () => [];

/** Credentials: whoever looks over the shoulder shall not read them. */
const secrets: readonly Signature[] = [
	{name: 'Kafka users', path: /\/config\/users\/[^/]+$/, by: 'path', secret: true, facts: untold},
	{
		name: 'Kafka delegation token',
		path: /\/delegation_token\/tokens\/[^/]+$/,
		by: 'path',
		secret: true,
		facts: untold,
	},
	{name: 'Solr security', path: /\/security\.json$/, by: 'path', secret: true, facts: untold},
	{
		name: 'Storm credentials',
		path: /\/storm\/(?:credentials|secretkeys)\/./,
		by: 'path',
		secret: true,
		facts: untold,
	},
];

const signatures: readonly Signature[] = [
	...secrets,
	{name: 'Kafka broker', path: /\/brokers\/ids\/(?<id>\d+)$/, facts: kafkaBroker},
	{name: 'Kafka partition', path: /\/brokers\/topics\/[^/]+\/partitions\/\d+\/state$/, facts: kafkaPartition},
	{name: 'Kafka topic', path: /\/brokers\/topics\/(?<topic>[^/]+)$/, facts: kafkaTopic},
	{name: 'Kafka controller', path: /\/controller$/, facts: kafkaController},
	{name: 'Solr collection', path: /\/collections\/[^/]+\/state\.json$/, facts: solrCollection},
	{name: 'Solr cluster', path: /\/clusterstate\.json$/, facts: solrCollection},
	{
		name: 'Hadoop failover',
		path: /\/(?:ActiveStandbyElectorLock|ActiveBreadCrumb)$/,
		by: 'path and protobuf fields',
		facts: hadoop,
	},
	{name: 'HBase', path: /^/, by: 'its magic PBUF', facts: hbase},
	{name: 'Curator service instance', path: /\/[^/]+\/[^/]+$/, by: 'its fields', facts: curatorInstance},
];
