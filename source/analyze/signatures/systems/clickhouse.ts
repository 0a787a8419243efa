// ClickHouse (StorageReplicatedMergeTree.cpp), below a table's path: `leader_election/leader_election-SEQ`, since there are several leaders all of
// them lead; `replicas/REPLICA/is_active`, an ephemeral while the replica runs; `replicas/REPLICA/queue/queue-SEQ`, what it has to fetch and merge.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line, type GroupSignature, type StoreSignature} from '../signature.ts';

const known = {evidence: 'documented', confidence: 'likely'} as const;

export const clickhouseElection = line({
	...known,
	recipe: 'clickhouse election',
	name: new RegExp(`^leader_election-${grammar.sequence}$`),
	order: 'value',
	elects: true,
	identity: asText,
});

/** Each in a znode of its own: the members of the znode above are called by their parents' names. */
export const clickhouseReplicas: GroupSignature = {
	recipe: 'clickhouse replicas',
	evidence: 'documented',
	kind: 'registry',
	name: /^.+\/is_active$/,
	identity: () => undefined,
	judge: ({path}) => (path.endsWith('/replicas') ? 'certain' : undefined),
};

export const clickhouseQueue: StoreSignature = {
	...known,
	recipe: 'clickhouse queue',
	name: new RegExp(`^queue-${grammar.sequence}$`),
	at: /^.*\/replicas\/[^/]+\/queue$/,
	order: 'number',
	identity: () => undefined,
};
