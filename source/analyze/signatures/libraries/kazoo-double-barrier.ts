// kazoo DoubleBarrier: `HEX`, and `ready` once all have entered, which the others watch. How many it takes is stored nowhere. Without
// `ready` the leases of a Semaphore look the same. Data: the identifier.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

export const kazooDoubleBarrier: GroupSignature = {
	recipe: 'kazoo double barrier',
	evidence: 'captured',
	kind: 'barrier',
	name: new RegExp(`^${grammar.hex32}$`),
	identity: asText,
	judge: ({siblings, parentData}) =>
		siblings?.includes('ready') === true ? 'certain' : parentData === undefined ? 'guess' : 'likely',
};
