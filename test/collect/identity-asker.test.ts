// source/collect/probes/identity-asker.ts
import {describe, expect, it} from 'vitest';
import {IdentityAsker} from '../../source/collect/probes/identity-asker.ts';
import type {IdentitiesArrival, WordArrival} from '../../source/collect/sample.ts';
import type {ClientState, Identity} from '../../source/zookeeper/client.ts';
import {ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {recorded} from '../helpers/recorded-words.ts';

const connectedTo = (name: string): ClientState => ({
	kind: 'connected',
	server: {name, host: name, port: 2181},
	session: '0x1',
	timeoutMs: 10_000,
	readOnly: false,
});
const zoe: Identity = {scheme: 'digest', user: 'zoe'};

const world = (answer: () => readonly Identity[] | undefined = () => [zoe]) => {
	const self = {
		state: connectedTo('zk1'),
		asked: [] as (string | undefined)[],
		told: [] as IdentitiesArrival[],
	};
	const asker = new IdentityAsker({
		client: {
			state: () => self.state,
			whoAmI: async version => {
				self.asked.push(version);
				return Promise.resolve().then(answer);
			},
		},
		now: () => 7,
		deliver: arrival => {
			self.told.push(arrival);
		},
	});
	const srvrOf = (server: string): void => {
		const value = readSrvr(recorded('3.8.0/standalone', 'srvr'));
		asker.note({word: 'srvr', server, answer: {kind: 'fresh', value, at: 1}} as WordArrival);
	};
	/** Lets what was asked be answered. */
	const settled = async (): Promise<void> =>
		new Promise(resolve => {
			setImmediate(resolve);
		});
	return {self, asker, srvrOf, settled};
};

describe('whom the server takes us for', () => {
	it('is asked once on each connection, when the version of its server is known', async () => {
		const {self, asker, srvrOf, settled} = world();
		asker.follow(true);
		expect(self.asked).toEqual([]);
		srvrOf('zk1');
		asker.follow(true);
		asker.follow(true);
		await settled();
		expect([self.asked, self.told]).toEqual([
			['3.8.0'],
			[{of: 'identities', answer: {kind: 'fresh', value: [zoe], at: 7}}],
		]);
		self.state = connectedTo('zk1');
		asker.follow(true);
		expect(self.asked).toHaveLength(2);
	});

	it('is not asked while nobody wants to know, nor without a connection', () => {
		const {self, asker, srvrOf} = world();
		srvrOf('zk1');
		asker.follow(false);
		self.state = {kind: 'connecting', failure: undefined, attempts: 0};
		asker.follow(true);
		expect(self.asked).toEqual([]);
	});

	it('is unsupported before 3.7, and a failure is told', async () => {
		const old = world(() => undefined);
		old.srvrOf('zk1');
		old.asker.follow(true);
		await old.settled();
		expect(old.self.told).toMatchObject([{answer: {kind: 'unsupported'}}]);

		const slow = world(() => {
			throw new ZooKeeperError('silent', 'no answer in 2 s');
		});
		slow.srvrOf('zk1');
		slow.asker.follow(true);
		await slow.settled();
		expect(slow.self.told).toMatchObject([{answer: {kind: 'failed', failure: {kind: 'silent'}}}]);
	});

	it('is of no interest any more when the connection is another one by then', async () => {
		const {self, asker, srvrOf, settled} = world();
		srvrOf('zk1');
		asker.follow(true);
		self.state = connectedTo('zk2');
		await settled();
		expect(self.told).toEqual([]);
	});
});
