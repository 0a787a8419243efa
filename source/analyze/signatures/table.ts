// The table of signatures, most specific first, and the generic ones for what only has the shape of a recipe.
import {grammar} from '../../zookeeper/layouts.ts';
import {asText, byAddress, firstOf, type Identify} from './identity.ts';
import {curatorCounters} from './libraries/curator-counters.ts';
import {curatorDiscovery} from './libraries/curator-discovery.ts';
import {curatorDoubleBarrier} from './libraries/curator-double-barrier.ts';
import {curatorLatch} from './libraries/curator-latch.ts';
import {curatorMutex} from './libraries/curator-mutex.ts';
import {curatorPersistentNode} from './libraries/curator-persistent-node.ts';
import {curatorQueueClaims, curatorQueues} from './libraries/curator-queues.ts';
import {curatorRwLock} from './libraries/curator-rw-lock.ts';
import {curatorSemaphore} from './libraries/curator-semaphore.ts';
import {documentedElection, documentedLocks} from './libraries/documented.ts';
import {goZookeeperLock} from './libraries/go-zookeeper-lock.ts';
import {kazooCounter} from './libraries/kazoo-counter.ts';
import {kazooDoubleBarrier} from './libraries/kazoo-double-barrier.ts';
import {kazooLock} from './libraries/kazoo-lock.ts';
import {kazooParties} from './libraries/kazoo-party.ts';
import {kazooQueueClaims, kazooQueues} from './libraries/kazoo-queues.ts';
import {kazooSemaphore} from './libraries/kazoo-semaphore.ts';
import {leases} from './libraries/leases.ts';
import {singleBarriers} from './libraries/single-barriers.ts';
import {zktopElection} from './libraries/zktop-election.ts';
import {zktopLock} from './libraries/zktop-lock.ts';
import {zookeeperElection} from './libraries/zookeeper-election.ts';
import {zookeeperLocks} from './libraries/zookeeper-locks.ts';
import {zookeeperQueue} from './libraries/zookeeper-queue.ts';
import {
	line,
	type Confidence,
	type Evidence,
	type GroupFacts,
	type GroupSignature,
	type LineSignature,
	type PostSignature,
	type SingleSignature,
	type StoreSignature,
} from './signature.ts';
import {bookkeeperElection} from './systems/bookkeeper.ts';
import {clickhouseElection, clickhouseQueue, clickhouseReplicas} from './systems/clickhouse.ts';
import {hadoopElections} from './systems/hadoop.ts';
import {hbaseMaster, hbaseServers} from './systems/hbase.ts';
import {kafkaBrokers, kafkaController} from './systems/kafka.ts';
import {mesosElection} from './systems/mesos.ts';
import {solrElection, solrLeader, solrNodes, solrQueue} from './systems/solr.ts';

/** Any other queue of ephemeral-sequential znodes: the lowest probably holds. */
const genericLine: LineSignature = line({
	recipe: 'generic queue',
	evidence: 'documented',
	name: new RegExp(`^.*${grammar.sequence}$`),
	order: 'value',
	identity: asText,
	confidence: 'guess',
});

/** Any other ephemerals: members of something; also Curator's GroupMember and `zktop register`, whose names say nothing. */
const genericGroup: GroupSignature = {
	recipe: 'generic registry',
	evidence: 'documented',
	kind: 'registry',
	name: /./,
	identity: firstOf(byAddress('address', 'port'), byAddress('host', 'port'), asText),
	judge: () => 'guess',
};

const lines: readonly LineSignature[] = [
	zktopLock,
	zktopElection,
	curatorMutex,
	curatorRwLock,
	curatorSemaphore,
	curatorLatch,
	kazooLock,
	goZookeeperLock,
	...zookeeperLocks,
	zookeeperElection,
	kazooQueueClaims,
	curatorQueueClaims,
	...documentedLocks,
	solrElection,
	clickhouseElection,
	mesosElection,
	bookkeeperElection,
	documentedElection,
];

const posts: readonly PostSignature[] = [kafkaController, hbaseMaster, ...hadoopElections, solrLeader];

const groups: readonly GroupSignature[] = [
	clickhouseReplicas,
	kafkaBrokers,
	...hbaseServers,
	solrNodes,
	...kazooParties,
	kazooSemaphore,
	kazooDoubleBarrier,
	curatorDiscovery,
	curatorDoubleBarrier,
	curatorPersistentNode,
];

const stores: readonly StoreSignature[] = [
	solrQueue,
	clickhouseQueue,
	zookeeperQueue,
	...kazooQueues,
	...curatorQueues,
];

const singles: readonly SingleSignature[] = [kazooCounter, ...curatorCounters, ...singleBarriers, ...leases];

/** The first that fits all names, else the generic one. */
export const signatureOf = (names: readonly string[]): LineSignature =>
	lines.find(({name}) => names.every(own => name.test(own))) ?? genericLine;

const claims = lines.filter(({kind}) => kind === 'claims');

/** Whether this is what a consumer calls an item that it works on. */
export const isClaim = (name: string): boolean => claims.some(claim => claim.name.test(name));

export type Judged<S> = {readonly signature: S; readonly confidence: Confidence};

/** What a group of ephemerals is, by its members' names and what else is known. */
export const groupSignatureOf = (names: readonly string[], facts: GroupFacts): Judged<GroupSignature> => {
	for (const signature of groups) {
		const confidence = names.every(own => signature.name.test(own)) ? signature.judge(facts) : undefined;
		if (confidence !== undefined) {
			return {signature, confidence};
		}
	}

	return {signature: genericGroup, confidence: 'guess'};
};

/** The election that a single ephemeral decides; undefined where its path is none of those. */
export const postSignatureOf = (
	path: string,
	data: Uint8Array | undefined,
): Judged<PostSignature> | undefined => {
	const signature = posts.find(post => post.path.test(path));
	const confidence = signature?.judge(data);
	return signature && confidence && {signature, confidence};
};

/** What children with these names wait for; undefined: they are no work that we know. */
export const storeSignatureOf = (path: string, names: readonly string[]): StoreSignature | undefined =>
	stores.find(({name, at}) => (at === undefined || at.test(path)) && names.every(own => name.test(own)));

/** No data of a single znode that tells something is longer: a number, or an address. */
export const longestSingle = 50;

/** Of some more is read. */
export const longestAt = (path: string): number =>
	Math.max(
		longestSingle,
		...singles.map(({called, longest = 0}) => (longest > 0 && called.test(endOf(path)) ? longest : 0)),
	);

/** Whether the name of a znode, or of the one above it, says that it is a barrier, a counter or a lease. */
export const isCalledSingle = (path: string): boolean => singles.some(({called}) => called.test(endOf(path)));

const endOf = (path: string): string => path.split('/').slice(-2).join('/');

/** What a single znode may be, by its data, and what that says. */
export const singleSignatureOf = (
	path: string,
	data: Uint8Array,
	isCounting: boolean,
): {readonly signature: SingleSignature; readonly says: string; readonly isCalled: boolean} | undefined => {
	for (const signature of singles) {
		const isCalled = signature.called.test(endOf(path));
		const says = isCalled || (isCounting && signature.kind === 'counter') ? signature.read(data) : undefined;
		if (says !== undefined) {
			return {signature, says, isCalled};
		}
	}

	return undefined;
};

/** The number that data says; undefined: it is none. */
export const countIn = (data: Uint8Array): string | undefined =>
	data.length > longestSingle
		? undefined
		: singles
				.filter(({kind}) => kind === 'counter')
				.map(({read}) => read(data))
				.find(says => says !== undefined);

const every = [...lines, ...posts, ...groups, ...stores, ...singles, genericLine, genericGroup];
const byRecipe = new Map(every.map(signature => [signature.recipe, signature]));

/** How members of a recipe say who they are. */
export const identityIn = (recipe: string): Identify => byRecipe.get(recipe)?.identity ?? asText;

/** How we know a recipe. */
export const evidenceOf = (recipe: string): Evidence => byRecipe.get(recipe)?.evidence ?? 'documented';
