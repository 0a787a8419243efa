// Two-phase commits: a coordinator that begins one after the other, and three banks that vote.
import {beginTransaction} from '../../recipes/transaction.ts';
import {joinTransaction} from '../../recipes/participant.ts';
import type {WritingClient} from '../../recipes/session.ts';
import {decisionOf, doneOf, payloadOf, voteOf} from '../../zookeeper/transactions.ts';
import {withClient, type Act} from '../stage.ts';

const folder = '/transactions';
export const banks = ['bank-a', 'bank-b', 'ledger'] as const;
const kept = 3;

/** Where the transfer of this number lies. */
export const transferPath = (number: number): string =>
	`${folder}/transfer-${String(number).padStart(4, '0')}`;

let last = 0;

const coordinator: Act = withClient('10.0.0.51', async (client, stage) => {
	const {signal} = stage;
	for (;;) {
		last += 1;
		const payload = Buffer.from(
			JSON.stringify({from: 'a', to: 'b', cents: Math.floor(stage.random() * 100_000)}),
		);
		await beginTransaction(client, transferPath(last), {
			participants: banks,
			payload,
			timeoutMs: 8000,
			signal,
		});
		await stage.pause(1500, 5000);
		await clear(client, transferPath(last - kept));
	}
});

/** Takes an old one away. */
const clear = async (client: WritingClient, path: string): Promise<void> => {
	const parts = banks.flatMap(name => [voteOf(path, name), doneOf(path, name)]);
	for (const node of [...parts, payloadOf(path), decisionOf(path), path]) {
		await client.remove(node).catch(() => undefined);
	}
};

/** Takes part in each transfer; one of twelve is refused. */
const bank = (as: string, host: string): Act =>
	withClient(host, async (client, stage) => {
		const {signal} = stage;
		const none = async (): Promise<void> => Promise.resolve();
		for (let number = Math.max(last, 1); !signal.aborted; number++) {
			await joinTransaction(client, transferPath(number), {
				as,
				signal,
				prepare: async () => {
					await stage.pause(200, 1200);
					return stage.random() > 1 / 12;
				},
				commit: none,
				abort: none,
			});
		}
	});

export const transfers: readonly Act[] = [
	coordinator,
	bank('bank-a', '10.0.0.52'),
	bank('bank-b', '10.0.0.53'),
	bank('ledger', '10.0.0.54'),
];
