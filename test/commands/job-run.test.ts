// source/commands/job-run.ts: long work ends, whatever becomes of the server
import {afterEach, describe, expect, it} from 'vitest';
import {jobDone, lossOf, problemsOf} from '../../source/commands/job-run.ts';
import type {JobWish} from '../../source/collect/jobs/job.ts';
import {ReadBudget} from '../../source/collect/read-budget.ts';
import {createClient, type Client} from '../../source/zookeeper/client.ts';
import {listing, startFake, type FakeZooKeeper, type Script} from '../helpers/fake-zookeeper.ts';
import {until} from '../helpers/until.ts';

const wish: JobWish = {id: 'f', kind: 'find', pattern: 'a', under: '/', going: true};
const leaf = listing([]);
const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const end of ends.splice(0)) {
		await end();
	}
});

const connectedTo = async (script: Script): Promise<{client: Client; server: FakeZooKeeper}> => {
	const server = await startFake(script);
	const client = createClient({hosts: [server.host], chroot: '/'});
	ends.push(
		async () => client.close(),
		async () => server.stop(),
	);
	client.start();
	await until(
		() => (client.state().kind === 'connected' ? client : undefined),
		() => 'the fake takes us',
	);
	return {client, server};
};

describe('long work', () => {
	it('ends with what it has and a typed reason when the last server goes away in the middle', async () => {
		const {client, server} = await connectedTo({
			asked(peer, {xid, body}) {
				if (body.includes('/a')) {
					peer.reply(xid, leaf);
				} else if (body.includes('/b')) {
					void server.stop();
				} else {
					peer.reply(xid, listing(['a', 'b']));
				}
			},
		});
		const end = await jobDone(client, new ReadBudget(), wish, 50);
		expect(end.job).toMatchObject({state: 'stopped', brought: {kind: 'find'}});
		expect(end.job.progress.read).toBeGreaterThan(0);
		expect(end.job.progress.left).toBeGreaterThan(0);
		expect(lossOf(end)).toMatchObject([
			{
				source: 'session',
				kind: 'refused',
				message: expect.stringMatching(/^partial: no server after \d znodes: /) as string,
			},
		]);
	});

	it('goes on when the server is back in time, and is whole then', async () => {
		let answered = 0;
		const {client} = await connectedTo({
			asked(peer, {xid, body}) {
				answered += 1;
				if (answered === 2) {
					peer.socket.destroy();
				} else {
					peer.reply(xid, body.includes('/a') ? leaf : listing(['a']));
				}
			},
		});
		const end = await jobDone(client, new ReadBudget(), wish, 60_000);
		expect(end).toMatchObject({lost: undefined, job: {state: 'done', progress: {read: 2}}});
		expect([...lossOf(end), ...problemsOf(end.job.progress)]).toEqual([]);
	});
});
