// Curator LeaderLatch: `_c_UUID-latch-SEQ`. Data: the latch's id, empty where it was given none.
import {contenderName, electionLayouts} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const curatorLatch = line({
	recipe: 'curator latch',
	evidence: 'captured',
	name: contenderName(electionLayouts.curator),
	order: 'text',
	elects: true,
	identity: asText,
	confidence: 'certain',
});
