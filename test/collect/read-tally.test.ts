// source/collect/jobs/read-tally.ts
import {expect, it} from 'vitest';
import {ReadTally} from '../../source/collect/jobs/read-tally.ts';
import type {ReadsArrival} from '../../source/collect/sample.ts';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {stat} from './fake-client.ts';

it('tells together what jobs have read below each topmost znode, and not what failed', async () => {
	const told = Promise.withResolvers<readonly ReadsArrival[]>();
	const arrivals: ReadsArrival[] = [];
	const tally = new ReadTally({
		client: {
			listing: async path =>
				path === '/gone'
					? Promise.reject(new ZooKeeperError('no-node', path))
					: {names: Object.assign([], {count: 0, bytes: 0}), stat},
			data: async () => Promise.resolve({data: Buffer.from('four'), stat}),
			exists: async path => Promise.resolve(path === '/gone' ? undefined : stat),
		},
		now: () => 1000,
		deliver(arrival) {
			arrivals.push(arrival);
			if (arrivals.length === 2) {
				told.resolve(arrivals);
			}
		},
	});
	await tally.client.listing('/');
	await tally.client.listing('/apps/a');
	await tally.client.data('/apps');
	await tally.client.exists('/apps/b');
	await tally.client.exists('/gone');
	await expect(tally.client.listing('/gone')).rejects.toThrow('/gone');
	expect(await told.promise).toEqual([
		{of: 'reads', path: '/', reads: 1, bytes: 1, since: 1000, at: 1000},
		{of: 'reads', path: '/apps', reads: 3, bytes: 7 + 5 + 4 + 7, since: 1000, at: 1000},
	]);
	tally.close();
});
