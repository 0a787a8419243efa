// What a session's two ends know of each other: until when the servers keep it, and how far we have seen theirs.
import ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js';
import {Lease} from './lease.ts';

export class LeasedManager extends ConnectionManager {
	protected readonly lease = new Lease();

	/** By `performance.now()`: before this moment no server has given our session up. Undefined before the first answer. */
	get leaseUntil(): number | undefined {
		return this.lease.until(this.sessionTimeout);
	}

	/** The next server has to have come as far; some errors come without a zxid. */
	protected seen(zxid: Buffer | undefined): void {
		if (zxid !== undefined && zxid.readInt8() >= 0 && zxid.compare(this.zxid) > 0) {
			this.zxid = Buffer.from(zxid); // a copy: it may be a view of all that the socket brought
		}
	}
}
