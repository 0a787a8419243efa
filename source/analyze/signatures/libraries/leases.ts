// Leases that no session owns. kazoo NonBlockingLease (MultiNonBlockingLease: the same below `0`, `1`, …): `lease_holder`, its data who has it
// and until when, by the clock of who took it, in UTC; it stays when it is over, until somebody takes it. Curator PersistentTtlNode: `touch`,
// written anew as long as its owner lives; how long it lasts without is told to nobody. Its data: the client's own address.
import {asText, fieldsIn} from '../identity.ts';
import type {SingleSignature} from '../signature.ts';

const known = {evidence: 'captured', kind: 'lease', identity: () => undefined} as const;
const inUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

export const leases: readonly SingleSignature[] = [
	{
		...known,
		recipe: 'kazoo lease',
		called: /(?:^|\/)lease_holder$/,
		longest: 1024,
		read(data) {
			const {version, holder, end} = fieldsIn(data) ?? {};
			const isLease = version !== undefined && typeof end === 'string' && inUtc.test(end);
			return isLease && typeof holder === 'string' ? holder : undefined;
		},
		until: data => Date.parse(`${String(fieldsIn(data)?.['end'])}Z`),
	},
	{...known, recipe: 'curator ttl node', called: /(?:^|\/)touch$/, read: data => asText(data)},
];
