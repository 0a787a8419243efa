// Recipes of client libraries by the names they give their contenders (reference: zookeeper.md E.1 to E.4), most specific first.
import {signature, type Signature} from './signature.ts';
import {systemSignatures} from './systems.ts';

const sequence = String.raw`(?:\d{10}|-\d{9,10})$`;
const curator = String.raw`^_c_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-`;
const kazoo = '^[0-9a-f]{32}';

const librarySignatures: readonly Signature[] = [
	// zktop lock: `zktop-HEX-lock-SEQ`, `zktop-HEX-read-SEQ`
	signature({
		recipe: 'zktop lock',
		name: new RegExp(`^zktop-[0-9a-f]{32}-(?:lock|read)-${sequence}`),
		modeOf: name => (name.includes('-read-') ? 'shared' : 'exclusive'),
		elects: false,
		confidence: 'certain',
	}),
	// zktop elect: `zktop-HEX-leader-SEQ`
	signature({
		recipe: 'zktop election',
		name: new RegExp(`^zktop-[0-9a-f]{32}-leader-${sequence}`),
		elects: true,
		confidence: 'certain',
	}),
	// Curator InterProcessMutex, LeaderSelector, and the inner mutex of its semaphores: `_c_UUID-lock-SEQ`
	signature({recipe: 'curator mutex', name: new RegExp(`${curator}lock-${sequence}`), confidence: 'certain'}),
	// Curator InterProcessReadWriteLock: `_c_UUID-__READ__SEQ`, `_c_UUID-__WRIT__SEQ`
	signature({
		recipe: 'curator rw lock',
		name: new RegExp(`${curator}__(?:READ|WRIT)__${sequence}`),
		modeOf: name => (name.includes('-__READ__') ? 'shared' : 'exclusive'),
		sharedRule: 'first-exclusive',
		confidence: 'certain',
	}),
	// Curator InterProcessSemaphoreV2, InterProcessSemaphoreMutex: `_c_UUID-lease-SEQ`
	signature({
		recipe: 'curator semaphore',
		name: new RegExp(`${curator}lease-${sequence}`),
		kind: 'leases',
		confidence: 'certain',
	}),
	// Curator LeaderLatch: `_c_UUID-latch-SEQ`
	signature({
		recipe: 'curator latch',
		name: new RegExp(`${curator}latch-${sequence}`),
		elects: true,
		confidence: 'certain',
	}),
	// kazoo Lock, Election, WriteLock and ReadLock: `UUIDHEX__lock__SEQ`, `UUIDHEX__rlock__SEQ`
	signature({
		recipe: 'kazoo lock',
		name: new RegExp(`${kazoo}__r?lock__${sequence}`),
		modeOf: name => (name.includes('__rlock__') ? 'shared' : 'exclusive'),
		confidence: 'certain',
	}),
	// go-zookeeper Lock: `_c_UUIDHEX-lock-SEQ`, 32 hex digits without dashes
	signature({
		recipe: 'go-zookeeper lock',
		name: new RegExp(`^_c_[0-9a-f]{32}-lock-${sequence}`),
		confidence: 'certain',
	}),
	// ZooKeeper's own WriteLock (Java, session in decimal) and zoo_lock (C, session in hex): `x-SESSION-SEQ`
	signature({
		recipe: 'zookeeper lock',
		name: new RegExp(`^x-(?:-?\\d+|[0-9a-f]{16})-${sequence}`),
		confidence: 'certain',
	}),
	// ZooKeeper's own LeaderElectionSupport: `n_SEQ`
	signature({
		recipe: 'zookeeper election',
		name: new RegExp(`^n_${sequence}`),
		elects: true,
		confidence: 'likely',
	}),
	// kazoo LockingQueue, below `taken`: `entry-PRIORITY-SEQ`; each is its owner's work, nobody waits
	signature({
		recipe: 'kazoo queue',
		name: new RegExp(`^entry-\\d{3}-${sequence}`),
		kind: 'claims',
		confidence: 'certain',
	}),
	// Curator's queues with a lock path: `queue-SEQ`, `queue-PRIORITYSEQ`, `queue-|ID|SEQ`; the same
	signature({
		recipe: 'curator queue',
		name: new RegExp(`^queue-(?:[01][0-9A-F]{8}|\\|.*\\|)?${sequence}`),
		kind: 'claims',
		confidence: 'certain',
	}),
	// The documentation's shared lock: `guid-read-SEQ`, `guid-write-SEQ`
	signature({
		recipe: 'documented rw lock',
		name: new RegExp(`(?:^|-)(?:read|write)-${sequence}`),
		modeOf: name => (/(?:^|-)read-[^a-z]*$/.test(name) ? 'shared' : 'exclusive'),
		confidence: 'likely',
	}),
	// The documentation's lock and many home-made ones: `guid-lock-SEQ`, `lock-SEQ`
	signature({
		recipe: 'documented lock',
		name: new RegExp(`(?:^|[-_])lock[-_]${sequence}`),
		confidence: 'likely',
	}),
];

/** The first that fits all names, else the generic one. */
export const signatureOf = (names: readonly string[]): Signature =>
	[...librarySignatures, ...systemSignatures].find(({name}) => names.every(own => name.test(own))) ??
	genericQueue;

/** Any other queue of ephemeral-sequential znodes: the lowest probably holds. */
const genericQueue: Signature = signature({
	recipe: 'generic queue',
	name: new RegExp(sequence),
	confidence: 'guess',
});
