// kazoo Party: `HEX__party__`, and ShallowParty: `HEX-IDENTIFIER`, also below `party` of a SetPartitioner. Whoever wants to know watches the
// children. Data: the identifier.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asText} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

const known = {evidence: 'captured', kind: 'registry', identity: asText} as const;

export const kazooParties: readonly GroupSignature[] = [
	{
		...known,
		recipe: 'kazoo party',
		name: new RegExp(`^${grammar.hex32}__party__$`),
		judge: () => 'certain',
	},
	{...known, recipe: 'kazoo shallow party', name: new RegExp(`^${grammar.hex32}-.+$`), judge: () => 'likely'},
];
