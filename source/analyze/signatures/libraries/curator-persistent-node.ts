// Curator PersistentNode in protected mode: `_c_UUID-NAME`. It watches its own znode and makes it anew. Data: the application's.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

export const curatorPersistentNode: GroupSignature = {
	recipe: 'curator persistent node',
	evidence: 'captured',
	kind: 'registry',
	name: new RegExp(`^_c_${grammar.guid}-.+$`),
	identity: asText,
	judge: () => 'likely',
};
