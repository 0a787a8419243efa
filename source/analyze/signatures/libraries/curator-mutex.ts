// Curator InterProcessMutex, LeaderSelector, each lock of an InterProcessMultiLock, and the inner lock of its semaphores:
// `_c_UUID-lock-SEQ`. Data: LeaderSelector's id, what the lock was given, else the client's own address.
import {contenderName, mutexLayouts} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const curatorMutex = line({
	recipe: 'curator mutex',
	evidence: 'captured',
	name: contenderName(mutexLayouts.curator),
	order: 'text',
	identity: asText,
	confidence: 'certain',
});
