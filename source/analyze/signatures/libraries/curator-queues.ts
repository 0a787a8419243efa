// Curator's queues. DistributedQueue `queue-SEQ`, DistributedPriorityQueue `queue-PRIORITYSEQ` (taken in the order of the names),
// DistributedIdQueue and DistributedDelayQueue `queue-|ID|SEQ`; with a lock path an ephemeral of the same name for each item in work.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line, type StoreSignature} from '../signature.ts';

const {sequence} = grammar;
const known = {evidence: 'captured', identity: () => undefined, confidence: 'certain'} as const;

export const curatorQueues: readonly StoreSignature[] = [
	{...known, recipe: 'curator queue', name: new RegExp(`^queue-${sequence}$`), order: 'number'},
	{
		...known,
		recipe: 'curator priority queue',
		name: new RegExp(`^queue-[01][0-9A-F]{8}${sequence}$`),
		order: 'priority',
	},
	{
		...known,
		recipe: 'curator delay queue',
		name: new RegExp(String.raw`^queue-\|[0-9A-F]{10,12}\|${sequence}$`),
		order: 'priority',
		confidence: 'likely',
	},
	{
		...known,
		recipe: 'curator id queue',
		name: new RegExp(String.raw`^queue-\|.*\|${sequence}$`),
		order: 'number',
	},
];

/** Below the lock path: each is its consumer's work. */
export const curatorQueueClaims = line({
	recipe: 'curator queue',
	evidence: 'captured',
	name: new RegExp(String.raw`^queue-(?:[01][0-9A-F]{8}|\|.*\|)?${sequence}$`),
	order: 'text',
	kind: 'claims',
	identity: asText,
	confidence: 'certain',
});
