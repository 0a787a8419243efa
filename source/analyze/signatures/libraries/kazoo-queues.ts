// kazoo Queue: `entry-PRIORITY-SEQ`; LockingQueue: the same below `entries`, and below `taken` an ephemeral of the same name for each item
// in work, its data the consumer's id.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line, type StoreSignature} from '../signature.ts';

const name = new RegExp(`^entry-\\d{3}-${grammar.sequence}$`);

export const kazooQueues: readonly StoreSignature[] = [
	{
		recipe: 'kazoo locking queue',
		evidence: 'captured',
		name,
		at: /^.*\/entries$/,
		order: 'priority',
		identity: () => undefined,
		confidence: 'certain',
	},
	{
		recipe: 'kazoo queue',
		evidence: 'captured',
		name,
		order: 'priority',
		identity: () => undefined,
		confidence: 'certain',
	},
];

/** Below `taken`: each is its consumer's work. */
export const kazooQueueClaims = line({
	recipe: 'kazoo locking queue',
	evidence: 'captured',
	name,
	order: 'text',
	kind: 'claims',
	identity: asText,
	confidence: 'certain',
});
