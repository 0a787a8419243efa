// kazoo Lock, Election, WriteLock and the inner lock of its Semaphore: `HEX__lock__SEQ`; ReadLock: `HEX__rlock__SEQ`. A reader watches the
// last writer before it. Data: the identifier, may be empty.
import {contenderName, mutexLayouts} from '../../../zookeeper/layouts.ts';
import {asPythonText} from '../identity.ts';
import {line} from '../signature.ts';

export const kazooLock = line({
	recipe: 'kazoo lock',
	evidence: 'captured',
	name: contenderName(mutexLayouts.kazoo),
	modeOf: name => (name.includes('__rlock__') ? 'shared' : 'exclusive'),
	order: 'text',
	identity: asPythonText,
	confidence: 'certain',
});
