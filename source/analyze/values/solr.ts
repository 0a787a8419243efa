// Solr's state.json: which replicas of which shards are active, and who leads.
//
//   {COLLECTION: {"shards": {SHARD: {"replicas": {REPLICA: {"state": "active", "leader": "true", "node_name": …}}}}}}
import {recordOf, said, type Fact, type Seen} from './layout.ts';

/** What is told of each collection; undefined where it is something else. */
export const solrCollection = ({json}: Seen): readonly Fact[] | undefined => {
	const collections = Object.entries(recordOf(json) ?? {}).flatMap(([name, value]) => {
		const shards = recordOf(recordOf(value)?.['shards']);
		return shards === undefined ? [] : [{name, shards: Object.entries(shards)}];
	});
	return collections.length === 0 ? undefined : collections.flatMap(factsOf);
};

type Collection = {readonly name: string; readonly shards: readonly (readonly [string, unknown])[]};

const factsOf = ({name, shards}: Collection): readonly Fact[] => {
	const replicas = shards.flatMap(([, shard]) => replicasOf(shard));
	const states = [...Map.groupBy(replicas, ({state}) => said(state))];
	const leaderless = shards.filter(([, shard]) => !replicasOf(shard).some(isLeader)).map(([shard]) => shard);
	return [
		['collection', `${name}: ${shards.length} shards, ${replicas.length} replicas`],
		['replicas', states.map(([state, {length}]) => `${length} ${state}`).join(', ') || 'none'],
		...(leaderless.length === 0 ? [] : [['no leader', leaderless.join(', ')] as const]),
	];
};

const replicasOf = (shard: unknown): readonly Readonly<Record<string, unknown>>[] =>
	Object.values(recordOf(recordOf(shard)?.['replicas']) ?? {}).flatMap(replica => {
		const record = recordOf(replica);
		return record === undefined ? [] : [record];
	});

const isLeader = ({leader}: Readonly<Record<string, unknown>>): boolean =>
	leader === 'true' || leader === true;
