// Whom the server takes us for: asked once on each connection, while somebody wants to know.
import type {Client, ClientState} from '../../zookeeper/client.ts';
import {answerOf} from '../answer.ts';
import type {IdentitiesArrival, WordArrival} from '../sample.ts';

export type IdentityAskerOptions = {
	readonly client: Pick<Client, 'state' | 'whoAmI'>;
	readonly now: () => number;
	readonly deliver: (arrival: IdentitiesArrival) => void;
};

export class IdentityAsker {
	readonly #options: IdentityAskerOptions;
	/** By server: a question that an old one does not know would cost us the connection. */
	readonly #versions = new Map<string, string>();
	/** The connection that was asked on. */
	#askedOn: ClientState | undefined;

	constructor(options: IdentityAskerOptions) {
		this.#options = options;
	}

	/** Learns a server's version from its `srvr`. */
	note({word, server, answer}: WordArrival): void {
		if (word === 'srvr' && answer.kind === 'fresh') {
			this.#versions.set(server, answer.value.version);
		}
	}

	/** What its `srvr` told; undefined until then. */
	versionOf(server: string): string | undefined {
		return this.#versions.get(server);
	}

	/** Asks, if that is wanted, possible and not done yet. */
	follow(wanted: boolean): void {
		const {client, deliver} = this.#options;
		const connection = client.state();
		const version = connection.kind === 'connected' && this.#versions.get(connection.server.name);
		if (!wanted || typeof version !== 'string' || connection === this.#askedOn) {
			return;
		}

		this.#askedOn = connection;
		void this.#ask(version).then(arrival => {
			if (client.state() === connection) {
				deliver(arrival);
			}
		});
	}

	async #ask(version: string): Promise<IdentitiesArrival> {
		const {client, now} = this.#options;
		const answer = await answerOf(async () => client.whoAmI(version), now);
		if (answer.kind !== 'fresh') {
			return {of: 'identities', answer};
		}

		const {value, at} = answer;
		return value === undefined
			? {of: 'identities', answer: {kind: 'unsupported', why: `whoAmI is not known there: ${version}`}}
			: {of: 'identities', answer: {kind: 'fresh', value, at}};
	}
}
