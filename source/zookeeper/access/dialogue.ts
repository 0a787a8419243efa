// One packet there, one packet back, before anything else is asked on a connection.

export class Dialogue {
	readonly #send: (packet: Buffer) => void;
	#waiting: ((reply: Buffer) => void) | undefined;

	constructor(send: (packet: Buffer) => void) {
		this.#send = send;
	}

	/** Resolves with the next packet that comes; never, when the connection ends before. */
	async exchange(packet: Buffer): Promise<Buffer> {
		return new Promise(resolve => {
			this.#waiting = resolve;
			this.#send(packet);
		});
	}

	/** Whether somebody waits for it. */
	answered(reply: Buffer): boolean {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.(reply);
		return waiting !== undefined;
	}
}
