// Curator InterProcessSemaphoreV2 and InterProcessSemaphoreMutex: `leases/_c_UUID-lease-SEQ` beside `locks/_c_UUID-lock-SEQ`. Whoever
// is first in `locks` owns a lease already and watches the list of leases: locks/semaphores.ts reads both together.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const curatorSemaphore = line({
	recipe: 'curator semaphore',
	evidence: 'captured',
	name: new RegExp(`^_c_${grammar.guid}-lease-${grammar.sequence}$`),
	order: 'text',
	kind: 'leases',
	identity: asText,
	confidence: 'certain',
});
