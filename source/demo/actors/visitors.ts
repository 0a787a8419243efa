// Clients that come, read and write for a while, and go: most of the load.
import {makePath} from '../../recipes/parents.ts';
import {openAcl} from '../../zookeeper/acl.ts';
import {withClient, type Act} from '../stage.ts';

const paths = [
	'/services/checkout',
	'/services/search',
	'/config',
	'/locks/orders',
	'/services/payments',
] as const;

const reader = (host: string): Act =>
	withClient(host, async (client, stage) => {
		for (let reads = 100 + stage.random() * 600; reads > 0; reads--) {
			await client.children(stage.pick(paths)).catch(() => undefined);
			await stage.pause(20 / stage.load, 120 / stage.load);
		}
	});

const jobs = '/jobs/pending';

/** Puts jobs into a queue that another one takes them out of. */
const producer: Act = withClient('10.0.0.71', async (client, stage) => {
	await makePath(client, jobs, openAcl);
	for (;;) {
		const data = Buffer.from(JSON.stringify({send: 'mail', to: Math.floor(stage.random() * 10_000)}));
		await client.create(`${jobs}/job-`, {data, sequential: true});
		await stage.pause(80 / stage.load, 300 / stage.load);
	}
});

const consumer: Act = withClient('10.0.0.72', async (client, stage) => {
	for (;;) {
		const {names} = await client.children(jobs);
		for (const name of names.toSorted().slice(0, 20)) {
			await client.data(`${jobs}/${name}`);
			await client.remove(`${jobs}/${name}`);
		}

		await stage.pause(300, 900);
	}
});

export const visitors: readonly Act[] = [
	...['10.0.0.61', '10.0.0.62', '10.0.0.63', '10.0.0.64'].map(reader),
	producer,
	consumer,
];
