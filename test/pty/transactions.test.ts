// What recipes leave in the tree, on the screen: a transaction in doubt and its end, and a value that only its key opens.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {joinTransaction} from '../../source/recipes/participant.ts';
import {publish} from '../../source/recipes/publication.ts';
import {openSession, type WritingClient} from '../../source/recipes/session.ts';
import {beginTransaction, type Vote} from '../../source/recipes/transaction.ts';
import {readTransactions} from '../../source/recipes/transactions.ts';
import {readKey} from '../../source/zookeeper/envelope.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {describeWithZooKeeper} from '../helpers/suites.ts';
import {makeTempFolder} from '../helpers/temp-folder.ts';
import {until} from '../helpers/until.ts';
import {keys, open, patient} from './story.ts';

const path = '/order';

describeWithZooKeeper('what recipes leave in the tree', () => {
	const folder = makeTempFolder('transactions');
	let ensemble: Ensemble;
	let client: WritingClient;

	const joining = async (as: string): Promise<Vote> =>
		joinTransaction(client, path, {
			as,
			prepare: async () => Promise.resolve(true),
			commit: async () => Promise.resolve(),
			abort: async () => Promise.resolve(),
		});

	beforeAll(async () => {
		ensemble = await startEnsemble({servers: 1});
		client = await openSession(ensemble.connectString);
	});
	afterAll(async () => {
		await client.close();
		await ensemble.stop();
		folder.remove();
	});

	it('is shown with who is missing, and then with its end', async () => {
		const decided = beginTransaction(client, path, {participants: ['stock', 'billing'], timeoutMs: 60_000});
		const stock = joining('stock');
		await until(
			async () => {
				const [transaction] = await readTransactions(client, path);
				return transaction?.missing.join() === 'billing' ? true : undefined;
			},
			() => 'stock has voted',
		);
		const terminal = open([ensemble.connectString]);
		await terminal.waitFor(/▸ order/, patient);
		terminal.press('2');
		await terminal.waitFor(/2 GROUPS 1/, patient);
		await terminal.waitFor(/\/order +tx +voting, missing billing +\d+ s/, patient);
		await terminal.waitFor(/stock +commit +\d+ s ago/, patient);
		await terminal.waitFor(/billing +no vote/, patient);
		expect(await Promise.all([decided, stock, joining('billing')])).toEqual(['commit', 'commit', 'commit']);
		await terminal.waitFor(/\/order +tx +committed/, patient);
		await terminal.waitFor(/billing +commit +\d+ s ago +carried out/, patient);
	});

	it('is opened by its key, and told which key it wants without', async () => {
		const bytes = Buffer.alloc(32, 7);
		const key = await readKey(bytes);
		const keyFile = join(folder.path, 'key');
		writeFileSync(keyFile, bytes, {mode: 0o600});
		await publish(client, '/secret', Buffer.from('{"attack": "at dawn"}'), {...(key && {key})});
		for (const [args, shown] of [
			[['--key-file', keyFile], /"attack": "at dawn"/],
			[[], new RegExp(`encrypted.*AES-256-GCM, key ${key?.id ?? ''}; --key-file`, 's')],
		] as const) {
			const terminal = open([ensemble.connectString, ...args]);
			await terminal.waitFor(/▸? *secret/, patient);
			terminal.press('/secret\r');
			await terminal.waitFor(rows => !rows.join('\n').includes('▸ order'), patient);
			terminal.press(keys.enter);
			await terminal.waitFor(shown, patient);
		}
	});
});
