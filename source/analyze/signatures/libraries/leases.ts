// Leases that no session owns. kazoo NonBlockingLease (MultiNonBlockingLease: the same below `0`, `1`, …): `lease_holder`, its data who has it
// and until when, by the clock of who took it, in UTC; it stays when it is over, until somebody takes it. Curator PersistentTtlNode: `touch`,
// written anew as long as its owner lives; how long it lasts without is told to nobody. Its data: the client's own address.
import {asText, fieldsIn} from '../identity.ts';
import type {SingleSignature} from '../signature.ts';

const known = {evidence: 'captured', kind: 'lease', identity: () => undefined} as const;
const inUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
/** What Curator writes unless it is told something else. */
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)$/i;

/** Epoch ms; NaN for what is no date. */
const endOf = (data: Uint8Array): number => Date.parse(`${String(fieldsIn(data)?.['end'])}Z`);

export const leases: readonly SingleSignature[] = [
	{
		...known,
		recipe: 'kazoo lease',
		called: /(?:^|\/)lease_holder$/,
		longest: 1024,
		read(data) {
			const {version, holder, end} = fieldsIn(data) ?? {};
			const isEnd = typeof end === 'string' && inUtc.test(end) && Number.isFinite(endOf(data));
			return version !== undefined && isEnd && typeof holder === 'string' ? holder : undefined;
		},
		until: endOf,
	},
	{
		...known,
		recipe: 'curator ttl node',
		called: /(?:^|\/)touch$/,
		read(data) {
			const text = asText(data);
			return text !== undefined && address.test(text) ? text : undefined;
		},
	},
];
