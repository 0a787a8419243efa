// Two programs that take two locks in opposite order.
import {createLock} from '../../recipes/lock.ts';
import {keepPlaying, withClient, type Act} from '../stage.ts';
import type {Drill} from './drill.ts';

const orders = '/locks/accounts';
const stock = '/locks/ledger';

/** Takes one, and while it holds it, the other one. */
const taker = (host: string, first: string, second: string): Act =>
	withClient(host, async (client, stage) => {
		const outer = await createLock(client, first, {name: host}).acquire({signal: stage.signal});
		await stage.pause(1500);
		const inner = await createLock(client, second, {name: host}).acquire({signal: stage.signal});
		await stage.pause(500);
		await inner.release();
		await outer.release();
	});

export const deadlock: Drill = {
	name: 'deadlock',
	story:
		'Transfers and statements both stand still since a moment ago. All hosts are up, all clients are connected, ZooKeeper answers in a millisecond.',
	question: 'Who waits for whom?',
	hints: [
		'Nothing is wrong with the servers: look at the locks (1).',
		'Each of the two locks has a holder that is alive and does nothing. What else does that session stand in line for?',
	],
	solution:
		'10.0.0.81 holds /locks/accounts and waits for /locks/ledger, which 10.0.0.82 holds, who waits for /locks/accounts: a deadlock (finding deadlock; 1, then the row of either lock). Ending one of the two sessions frees the other; the cure is one order for all who take both.',
	unfold: async stage => {
		await Promise.all([
			keepPlaying(stage, taker('10.0.0.81', orders, stock)),
			keepPlaying(stage, taker('10.0.0.82', stock, orders)),
		]);
	},
};
