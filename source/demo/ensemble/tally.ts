// What `cons` tells of a connection: what was asked on it last, and how long answers took.
import {ops} from './requests.ts';

/** How `cons` calls operations. */
const shortNames = new Map<number, string>([
	[ops.create, 'CREA'],
	[ops.create2, 'CREA'],
	[ops.createContainer, 'CREA'],
	[ops.createTtl, 'CREA'],
	[ops.delete, 'DELE'],
	[ops.exists, 'EXIS'],
	[ops.getData, 'GETD'],
	[ops.setData, 'SETD'],
	[ops.getAcl, 'GETA'],
	[ops.setAcl, 'SETA'],
	[ops.getChildren, 'GETC'],
	[ops.getChildren2, 'GETC'],
	[ops.sync, 'SYNC'],
	[ops.ping, 'PING'],
	[ops.multi, 'MULT'],
	[ops.setWatches, 'SETW'],
	[ops.setWatches2, 'STW2'],
	[ops.addWatch, 'ADDW'],
	[ops.removeWatches, 'REMW'],
	[ops.whoAmI, 'HOMI'],
	[ops.getEphemerals, 'GETE'],
	[ops.getAllChildrenNumber, 'GETACN'],
]);

export class Tally {
	received = 0;
	sent = 0;
	lastOp = 'NA';
	/** −1: none yet, as the next one. */
	lastCxid = -1;
	lastZxid = -1;
	/** By the monotonic clock. */
	lastResponseMs = 0;
	lastMs = 0;
	minMs = 0;
	maxMs = 0;
	#sumMs = 0;
	#count = 0;

	get avgMs(): number {
		return this.#count === 0 ? 0 : Math.floor(this.#sumMs / this.#count);
	}

	answered(xid: number, type: number, ms: number, zxid: number): void {
		this.lastOp = shortNames.get(type) ?? 'NA';
		this.lastCxid = xid > 0 ? xid : this.lastCxid;
		this.lastZxid = zxid;
		this.lastResponseMs = Math.floor(performance.now());
		this.lastMs = ms;
		this.minMs = this.#count === 0 ? ms : Math.min(this.minMs, ms);
		this.maxMs = Math.max(this.maxMs, ms);
		this.#sumMs += ms;
		this.#count += 1;
	}
}
