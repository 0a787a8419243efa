// zktop lock (recipes/lock.ts): `zktop-HEX-lock-SEQ`, of readers `zktop-HEX-read-SEQ`. Data: who it is.
import {contenderName, readWriteLayouts} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const zktopLock = line({
	recipe: 'zktop lock',
	evidence: 'own',
	name: contenderName(readWriteLayouts.zktop),
	modeOf: name => (name.includes('-read-') ? 'shared' : 'exclusive'),
	order: 'ring',
	elects: false,
	identity: asText,
	confidence: 'certain',
});
