// go-zookeeper (lock.go): `_c_HEX-lock-SEQ`, 32 hex digits without the dashes of Curator's. Data: what LockWithData was given.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const goZookeeperLock = line({
	recipe: 'go-zookeeper lock',
	evidence: 'documented',
	name: new RegExp(`^_c_${grammar.hex32}-lock-${grammar.sequence}$`),
	order: 'value',
	identity: asText,
	confidence: 'certain',
});
