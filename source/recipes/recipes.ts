// `zktop/recipes`: what programs import. One session for all recipes, as many as there are ensembles.
export {creatorAllAcl, openAcl, parseAcl} from '../zookeeper/acl.ts';
export {EnvelopeError, readKey, type EnvelopeKey} from '../zookeeper/envelope.ts';
export {ZooKeeperError, type FailureKind} from '../zookeeper/errors.ts';
export type {Id} from '../zookeeper/ids.ts';
export type {Library} from '../zookeeper/layouts.ts';
export type {Credentials, Security, Tls} from '../zookeeper/security.ts';
export type {Acl, Stat} from '../zookeeper/stat.ts';
export {followDirectory, readDirectory, type Directory, type Entry} from './directory.ts';
export {
	createElection,
	followElection,
	readElection,
	type Candidates,
	type Election,
	type ElectionOptions,
} from './election.ts';
export {
	ForeignQueueError,
	HeldError,
	InDoubtError,
	LostError,
	NoTransactionError,
	OtherUseError,
	type Holder,
} from './errors.ts';
export type {Holding} from './holding.ts';
export {createLock, type AcquireOptions, type Lock, type LockOptions} from './lock.ts';
export {register, type RegisterOptions, type Registration} from './membership.ts';
export {joinTransaction, type JoinOptions} from './participant.ts';
export {
	isOutdated,
	publish,
	subscribe,
	type Edition,
	type PublishOptions,
	type Published,
	type SubscribeOptions,
} from './publication.ts';
export {
	openSession,
	RefusedChange,
	type Change,
	type ChangeResult,
	type SessionOptions,
	type WritingClient,
} from './session.ts';
export {beginTransaction, type BeginOptions, type Vote} from './transaction.ts';
export {readTransactions, type Party, type Transaction} from './transactions.ts';
