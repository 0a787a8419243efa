// Elections of systems by the names of their contenders (zookeeper.md E.5): read in their sources, not captured from them.
import {signature, type Signature} from './signature.ts';

const sequence = String.raw`(?:\d{10}|-\d{9,10})$`;

export const systemSignatures: readonly Signature[] = [
	// Solr, overseer and shard leaders: `SESSION-CORE_NODE-n_SEQ`, the session in decimal (LeaderElector.java)
	signature({
		recipe: 'solr election',
		name: new RegExp(`^-?\\d+-.+-n_${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
	// ClickHouse, replicas of a table: `leader_election-SEQ` (StorageReplicatedMergeTree.cpp); since multi-leader all of them lead
	signature({
		recipe: 'clickhouse election',
		name: new RegExp(`^leader_election-${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
	// Mesos, leading master: `json.info_SEQ`, before 0.23 `info_SEQ` (group.cpp, contender/zookeeper.cpp)
	signature({
		recipe: 'mesos election',
		name: new RegExp(`^(?:json\\.)?info_${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
	// BookKeeper, auditor: `V_SEQ` (AuditorElector.java)
	signature({
		recipe: 'bookkeeper election',
		name: new RegExp(`^V_${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
	// The documentation's election: `guid-n_SEQ`
	signature({
		recipe: 'documented election',
		name: new RegExp(`-n_${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
];
