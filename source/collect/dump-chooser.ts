// Who is asked for `dump`: it is dear and the same everywhere, so the leader, who knows expiry times, and one follower (facts.md M15).
import type {WordArrival} from './sample.ts';

export class DumpChooser {
	/** In this order: the first follower is asked. */
	#names: readonly string[] = [];
	/** Roles of the servers that serve now. */
	readonly #modes = new Map<string, string>();

	/** The servers that are asked at all now. */
	keep(names: readonly string[]): void {
		this.#names = names;
	}

	/** Learns a server's role from its `srvr`, or where that is shut from its `mntr`. */
	note({word, server, answer}: WordArrival): void {
		if (word !== 'srvr' && word !== 'mntr') {
			return;
		}

		if (answer.kind === 'fresh' && answer.value.mode !== undefined) {
			this.#modes.set(server, answer.value.mode);
		} else if (answer.kind === 'failed') {
			this.#modes.delete(server);
		}
	}

	isChosen(server: string): boolean {
		const follower = this.#names.find(name => this.#modes.has(name) && this.#modes.get(name) !== 'leader');
		return server === follower || this.#modes.get(server) === 'leader';
	}
}
