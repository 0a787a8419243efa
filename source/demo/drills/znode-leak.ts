// A program that makes a znode for each request and never deletes one.
import {randomUUID} from 'node:crypto';
import {makePath} from '../../recipes/parents.ts';
import {openAcl} from '../../zookeeper/acl.ts';
import type {WritingClient} from '../../recipes/session.ts';
import {keepPlaying, withClient, type Act} from '../stage.ts';
import type {Drill} from './drill.ts';

const folder = '/receipts';
const leaker = '10.0.0.92';
/** What is there when somebody looks: the leak is old. */
const before = 12_000;
const atOnce = 200;
const requestsPerSecond = 40;

const leak: Act = withClient(leaker, async (client, {signal, pause}) => {
	await makePath(client, folder, openAcl, false);
	const {names} = await client.children(folder);
	for (let count = names.length; count < before; count += atOnce) {
		await receipts(client, atOnce);
	}

	while (!signal.aborted) {
		await receipts(client, requestsPerSecond / 10);
		await pause(100);
	}
});

const receipts = async (client: WritingClient, count: number): Promise<void> => {
	const changes = Array.from({length: count}, () => ({
		kind: 'create' as const,
		path: `${folder}/receipt-${randomUUID()}-`,
		data: Buffer.from('done'),
		acl: openAcl,
		sequential: true,
	}));
	await client.multi(changes);
};

export const znodeLeak: Drill = {
	name: 'znode-leak',
	story:
		'A follower that was restarted took longer to come back than last month, and much longer than last year. Nobody stores much in ZooKeeper, says everybody.',
	question: 'What grows, how fast, and when does it break something?',
	hints: [
		'The number of znodes goes up, and never down. Which path is written most?',
		'Open that path in the tree: how many children come in a second, how many go, and how long a listing do clients take?',
	],
	solution: `${leaker} makes ${requestsPerSecond} znodes a second in ${folder} and deletes none (the hot line and zktop namespaces name ${folder}; finding listing-size once it is open in the tree, znode-growth after a minute; zktop growth ${folder} forecasts). At a megabyte clients cannot list it any more, and so cannot clean up either.`,
	unfold: async stage => {
		await stage.pause(1000);
		await keepPlaying(stage, leak);
	},
};
