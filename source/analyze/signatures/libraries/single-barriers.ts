// Barriers of one znode, closed while it is there: kazoo's Barrier is empty, in Curator's DistributedBarrier is its client's own address,
// which Curator writes into whatever it is given no data for. Who waits watches it; any other znode may look the same.
import {asText} from '../identity.ts';
import type {SingleSignature} from '../signature.ts';

const known = {evidence: 'captured', kind: 'barrier', called: /barrier/i, identity: () => undefined} as const;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:]+(?:%\w+)?)$/i;

export const singleBarriers: readonly SingleSignature[] = [
	{...known, recipe: 'kazoo barrier', read: data => (data.length === 0 ? '' : undefined)},
	{
		...known,
		recipe: 'curator barrier',
		read(data) {
			const text = asText(data);
			return text !== undefined && address.test(text) ? text : undefined;
		},
	},
];
