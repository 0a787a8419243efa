// Curator ServiceDiscovery: `BASE/SERVICE/ID`, the id a UUID unless the service gave one. No name decides; the data does, an instance
// as JSON: {"name", "id", "address", "port", "sslPort", "payload", "registrationTimeUTC", "serviceType", "uriSpec"}.
import {byAddress, fieldsIn} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

export const curatorDiscovery: GroupSignature = {
	recipe: 'curator discovery',
	evidence: 'captured',
	kind: 'registry',
	name: /./,
	identity: byAddress('address', 'port'),
	judge({memberData}) {
		const fields = fieldsIn(memberData);
		return fields !== undefined && 'serviceType' in fields && 'registrationTimeUTC' in fields
			? 'certain'
			: undefined;
	},
};
