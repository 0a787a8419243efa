// Curator DistributedDoubleBarrier: `UUID`, and `ready` once all have entered. Members watch `ready`, and each other on the way out. How
// many it takes is stored nowhere. Data: the client's own address.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

export const curatorDoubleBarrier: GroupSignature = {
	recipe: 'curator double barrier',
	evidence: 'captured',
	kind: 'barrier',
	name: new RegExp(`^${grammar.guid}$`),
	identity: asText,
	judge: ({siblings, memberData}) =>
		siblings?.includes('ready') === true ? 'certain' : memberData === undefined ? undefined : 'guess',
};
