// zktop elect (recipes/election.ts): `zktop-HEX-leader-SEQ`. Data: who it is.
import {contenderName, electionLayouts} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import {line} from '../signature.ts';

export const zktopElection = line({
	recipe: 'zktop election',
	evidence: 'own',
	name: contenderName(electionLayouts.zktop),
	order: 'ring',
	elects: true,
	identity: asText,
	confidence: 'certain',
});
