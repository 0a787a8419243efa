// A program that is gone, and the lock that it leaves locked until its session ends.
import {createLock} from '../../recipes/lock.ts';
import {keepPlaying, withClient, type Act, type Stage} from '../stage.ts';
import type {Drill} from './drill.ts';

const path = '/locks/report';
const longestSessionMs = 20_000;
const holder = '10.0.0.83';

/** Takes the lock, and is cut off as if its machine had lost power; again and again, so that there is always one to see. */
const vanish = async (stage: Stage): Promise<void> => {
	const client = await stage.connect(holder, {sessionTimeoutMs: longestSessionMs});
	const {signal} = stage;
	await createLock(client, path, {name: holder}).acquire({signal});
	const session = stage.sessionOf(client);
	await stage.pause(1000);
	if (session !== undefined) {
		session.cut = true;
		session.connection?.close();
	}

	await stage.pause(longestSessionMs);
	await client.close();
};

const waiter = (host: string): Act =>
	withClient(host, async (client, stage) => {
		const holding = await createLock(client, path, {name: host}).acquire({signal: stage.signal});
		await stage.pause(300, 800);
		await holding.release();
		await stage.pause(500, 1500);
	});

export const phantomHolder: Drill = {
	name: 'phantom-holder',
	story: 'Reports wait for /locks/report, but the host that had the lock was switched off a moment ago.',
	question: 'Is the lock stuck for ever, or when will it be free, without anybody deleting anything?',
	hints: [
		'Look at the lock (1): who holds it, and is that client still connected anywhere?',
		'A session outlives its connection by its timeout. The leader knows when it ends.',
	],
	solution: `The holder ${holder} has no connection to any server any more (finding holder-gone; 1, then the row of /locks/report). Its session ends at the latest ${longestSessionMs / 1000} s after its last word, and the lock goes to the next one: deleting its znode by hand would only risk two holders.`,
	unfold: async stage => {
		await Promise.all([
			keepPlaying(stage, vanish),
			...['10.0.0.84', '10.0.0.85'].map(async host => keepPlaying(stage, waiter(host))),
		]);
	},
};
