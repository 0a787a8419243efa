// source/collect/probes/dialect.ts: a server of another product, which closes on a word that it does not know
import {describe, expect, it} from 'vitest';
import {productOf} from '../../source/collect/probes/dialect.ts';
import {brings, startPolling} from './polling.ts';
import {as, closed, silent, wordServer, type Reply} from './word-server.ts';

const keeperSrvr = as('3.8.0/standalone')('srvr').replace(
	/^Zookeeper version: .*$/m,
	'ClickHouse Keeper version: v23.3.1.1-prestable-46e85357ce2da2a99f56ee83a079e892d7ec3726',
);

const knowing =
	(srvr: string, unknown: Reply) =>
	(word: string): Reply =>
		word === 'srvr' ? srvr : word === 'dump' || word === 'wchs' ? unknown : as('3.8.0/standalone')(word);

describe('a word that is closed upon', () => {
	it('is not known there, where the server is no ZooKeeper', async () => {
		const server = await wordServer();
		server.behave(knowing(keeperSrvr, closed));
		const polling = startPolling({hosts: [server.host]}, {ephemerals: true, watches: true, sources: true});
		const {name} = server.host;
		await polling.until('dump', brings('dump', name, 'unsupported'));
		await polling.until('beats', brings('wchs', name, 'unsupported'));
		await polling.beats(3);
		expect(polling.answers('dump', name)[0]).toMatchObject({
			answer: {
				kind: 'unsupported',
				why: 'dump is not known there (ClickHouse Keeper), or not in its four_letter_word_white_list',
			},
			attempts: [{source: 'word', result: 'shut'}],
		});
		expect(server.asked.filter(word => word === 'dump')).toHaveLength(1);
		expect(polling.answers('mntr', name).every(({answer}) => answer.kind === 'fresh')).toBe(true);
	});

	it('is the connection limit, where the server is ZooKeeper', async () => {
		const server = await wordServer();
		server.behave(knowing(as('3.8.0/standalone')('srvr'), closed));
		const polling = startPolling({hosts: [server.host]}, {ephemerals: true});
		const sample = await polling.until('dump', brings('dump', server.host.name, 'failed'));
		expect(sample.arrivals.find(arrival => arrival.of === 'word' && arrival.word === 'dump')).toMatchObject({
			answer: {failure: {kind: 'connection-limit'}},
		});
	});
});

it('a word that is never answered is not known there either', async () => {
	const server = await wordServer();
	server.behave(knowing(keeperSrvr, silent));
	const polling = startPolling({hosts: [server.host]}, {ephemerals: true});
	await polling.until('dump', brings('dump', server.host.name, 'unsupported'));
});

it('the product is known by the first line of srvr', () => {
	expect(productOf('Zookeeper version: 3.8.0-1, built on 2024')).toBeUndefined();
	expect(productOf('ClickHouse Keeper version: v23.3.1.1-prestable')).toBe('ClickHouse Keeper');
});
