// Curator InterProcessReadWriteLock: `_c_UUID-__READ__SEQ`, `_c_UUID-__WRIT__SEQ`. A reader watches the first writer of all; the session
// that holds the write lock may take the read lock, too. Data: what the lock was given, else the client's own address.
import {contenderName, readWriteLayouts} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const curatorRwLock = line({
	recipe: 'curator rw lock',
	evidence: 'captured',
	name: contenderName(readWriteLayouts.curator),
	modeOf: name => (name.includes('-__READ__') ? 'shared' : 'exclusive'),
	sharedRule: 'first-exclusive',
	order: 'text',
	identity: asText,
	confidence: 'certain',
});
