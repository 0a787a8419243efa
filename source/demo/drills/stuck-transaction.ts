// A two-phase commit whose participant never votes.
import {joinTransaction} from '../../recipes/participant.ts';
import {beginTransaction} from '../../recipes/transaction.ts';
import {keepPlaying, withClient, type Act} from '../stage.ts';
import type {Drill} from './drill.ts';

const path = '/payroll/november';
const patienceMs = 3_600_000;
const missing = 'bank-c';

const coordinator: Act = withClient('10.0.0.87', async (client, {signal}) => {
	const participants = ['bank-a', 'bank-b', missing];
	await beginTransaction(client, path, {
		participants,
		payload: Buffer.from('{}'),
		timeoutMs: patienceMs,
		signal,
	});
});

const voter = (as: string, host: string): Act =>
	withClient(host, async (client, {signal}) => {
		const carryOut = async (): Promise<void> => Promise.resolve();
		const prepare = async (): Promise<boolean> => Promise.resolve(true);
		await joinTransaction(client, path, {as, prepare, commit: carryOut, abort: carryOut, signal});
	});

export const stuckTransaction: Drill = {
	name: 'stuck-transaction',
	story:
		'The payroll of November was begun and neither committed nor aborted. Two banks hold the money back meanwhile.',
	question: 'Whose vote is missing?',
	hints: [
		`Transactions are no ephemerals: no server tells of them all. :goto ${path} opens the tree there; 2 shows it then.`,
		'A participant that has voted waits; one that has not keeps all others waiting.',
	],
	solution: `${missing} has not voted on ${path} (2, the row of the transaction: missing ${missing}). When it votes, or when the coordinator's timeout of an hour is over, all can go on.`,
	unfold: async stage => {
		await Promise.all([
			keepPlaying(stage, coordinator),
			keepPlaying(stage, voter('bank-a', '10.0.0.88')),
			keepPlaying(stage, voter('bank-b', '10.0.0.89')),
		]);
	},
};
