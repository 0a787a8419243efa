// kazoo Semaphore: a lease `HEX` each, below a znode whose data is how many there may be, in digits; beside it `PATH-__lock__`, a Lock in
// which they wait (locks/semaphores.ts). Data: the identifier.
import {grammar} from '../../../zookeeper/layouts.ts';
import {asPythonText, asText} from '../identity.ts';
import type {GroupSignature} from '../signature.ts';

const count = /^[1-9]\d{0,8}$/;

/** How many leases there may be, by the data of the semaphore's znode; undefined where it is no semaphore of kazoo's. */
export const mostLeasesIn = (data: Uint8Array | undefined): number | undefined => {
	const text = data && asText(data);
	return text !== undefined && count.test(text) ? Number(text) : undefined;
};

export const kazooSemaphore: GroupSignature = {
	recipe: 'kazoo semaphore',
	evidence: 'captured',
	kind: 'semaphore',
	name: new RegExp(`^${grammar.hex32}$`),
	identity: asPythonText,
	judge: ({parentData}) => (mostLeasesIn(parentData) === undefined ? undefined : 'certain'),
};
