// The sessions that long work reads over: a server answers what one session asks one after another, and what several ask at once.
import type {Client, ClientState} from '../../zookeeper/client.ts';

type Asked = 'listing' | 'data' | 'state' | 'onState';
/** One of them, and how much it waits for. */
type Ship = {readonly client: Pick<Client, Asked>; waiting: number};

/** So many reads a second are given to one session; it does not bring many more. */
const readsPerSession = 10_000;
const most = 4;

/** How many sessions a budget is worth, reads a second. */
export const sessionsFor = (readsPerSecond: number): number =>
	Math.min(most, Math.max(1, Math.ceil(readsPerSecond / readsPerSession)));

export class Fleet implements Pick<Client, Asked> {
	readonly #first: Ship;
	readonly #ships: readonly Ship[];

	/** `first` is asked when none is connected: it says why. */
	constructor(first: Pick<Client, Asked>, others: ReadonlyArray<Pick<Client, Asked>>) {
		this.#first = {client: first, waiting: 0};
		this.#ships = [this.#first, ...others.map(client => ({client, waiting: 0}))];
	}

	async listing(...question: Parameters<Client['listing']>): ReturnType<Client['listing']> {
		const ship = this.#idlest();
		ship.waiting += 1;
		try {
			return await ship.client.listing(...question);
		} finally {
			ship.waiting -= 1;
		}
	}

	async data(...question: Parameters<Client['data']>): ReturnType<Client['data']> {
		return this.#idlest().client.data(...question);
	}

	/** Connected while one of them is. */
	state(): ClientState {
		return this.#idlest().client.state();
	}

	onState(listener: (state: ClientState) => void): () => void {
		const stops = this.#ships.map(({client}) =>
			client.onState(() => {
				listener(this.state());
			}),
		);
		return () => {
			for (const stop of stops) {
				stop();
			}
		};
	}

	/** Of those that are connected. */
	#idlest(): Ship {
		let idlest: Ship | undefined;
		for (const ship of this.#ships) {
			if (ship.client.state().kind === 'connected' && ship.waiting < (idlest?.waiting ?? Infinity)) {
				idlest = ship;
			}
		}

		return idlest ?? this.#first;
	}
}
