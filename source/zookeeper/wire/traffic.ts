// What we cost the servers, counted where it leaves and arrives, so that a poller can subtract it exactly.

export type Traffic = {
	/** Packets written: requests, pings and connect requests. A server counts the same ones as received. */
	readonly packetsSent: number;
	/** Answers to them, connect responses included. */
	readonly packetsAnswered: number;
	/** Watch events: packets of a server that answer nothing. */
	readonly notifications: number;
	readonly bytesSent: number;
	readonly bytesReceived: number;
};

type Column = keyof Traffic;
const nothing: Traffic = {
	packetsSent: 0,
	packetsAnswered: 0,
	notifications: 0,
	bytesSent: 0,
	bytesReceived: 0,
};

/** One account per server, by its name in the connect string. */
export class Ledger {
	readonly #accounts = new Map<string, Record<Column, number>>();

	add(server: string, column: Column, amount: number): void {
		let account = this.#accounts.get(server);
		if (account === undefined) {
			account = {...nothing};
			this.#accounts.set(server, account);
		}

		account[column] += amount;
	}

	/** What one server had to bear, or all together. */
	read(server?: string): Traffic {
		const sum = {...nothing};
		for (const [name, account] of this.#accounts) {
			if (server === undefined || server === name) {
				for (const column of Object.keys(sum) as Column[]) {
					sum[column] += account[column];
				}
			}
		}

		return sum;
	}
}
