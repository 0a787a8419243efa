// source/collect/word-poller.ts: gently with servers that are in trouble
import {describe, expect, it, vi} from 'vitest';
import {brings, startPolling} from './polling.ts';
import {as, closed, notServing, shutWord, wordServer, type WordServer} from './word-server.ts';

const times = ({asked}: WordServer, word: string): number => asked.filter(other => other === word).length;

describe('a word that is not in the whitelist', () => {
	it('is asked once in a long while, and the others go on', async () => {
		const server = await wordServer();
		server.behave(word => (word === 'srvr' ? as('3.8.0/standalone')(word) : shutWord(word)));
		const polling = startPolling(
			{hosts: [server.host], intervalMs: 20},
			{connections: true, ephemerals: true},
		);
		await polling.until('dump', brings('dump', server.host.name, 'unsupported'));
		await polling.beats(15);
		expect(['mntr', 'cons', 'dump', 'conf'].map(word => times(server, word))).toEqual([1, 1, 1, 1]);
		expect(times(server, 'srvr')).toBeGreaterThan(5);
	});

	it('is asked again when somebody asks for everything', async () => {
		const server = await wordServer();
		server.behave(word => (word === 'srvr' ? as('3.8.0/standalone')(word) : shutWord(word)));
		const polling = startPolling({hosts: [server.host], intervalMs: 20});
		await polling.until('mntr', brings('mntr', server.host.name, 'unsupported'));
		server.behave(as('3.8.0/standalone'));
		polling.poller.refresh();
		await polling.until('mntr', brings('mntr', server.host.name, 'fresh'));
	});
});

describe('a server whose connection limit is reached', () => {
	it('is asked ever more rarely: each question is one more rejection there (M13)', async () => {
		const server = await wordServer();
		server.behave(() => closed);
		const polling = startPolling({hosts: [server.host], intervalMs: 20});
		await polling.until('srvr', brings('srvr', server.host.name, 'failed'));
		await vi.waitFor(
			() => {
				expect(times(server, 'srvr')).toBeGreaterThanOrEqual(3);
			},
			{timeout: 15_000},
		);
		// In the ticks 0, 2, 6, 14 …; the count first, for ticks go on.
		const asked = times(server, 'srvr');
		const {tick} = await polling.beats(1);
		expect(asked).toBeLessThanOrEqual(Math.floor(Math.log2(tick + 2)));
		expect(times(server, 'mntr')).toBe(1);
	});

	it('is asked everything as soon as it lets us in', async () => {
		const server = await wordServer();
		server.behave(() => closed);
		const polling = startPolling({hosts: [server.host], intervalMs: 20});
		await polling.until('srvr', brings('srvr', server.host.name, 'failed'));
		server.behave(as('3.8.0/standalone'));
		await Promise.all(
			(['srvr', 'mntr'] as const).map(async word =>
				polling.until(word, brings(word, server.host.name, 'fresh')),
			),
		);
	});
});

describe('a server that does not serve', () => {
	it('is asked for srvr alone, and its other words fail for the same reason in each tick', async () => {
		const server = await wordServer();
		server.behave(() => notServing);
		const polling = startPolling({hosts: [server.host], intervalMs: 30}, {connections: true});
		await polling.until('srvr', brings('srvr', server.host.name, 'failed'));
		await polling.beats(2);
		const from = server.asked.length;
		const before = polling.answers('cons', server.host.name).length;
		await polling.beats(6);
		expect(new Set(server.asked.slice(from))).toEqual(new Set(['srvr']));
		const failures = polling.answers('cons', server.host.name).slice(before);
		const ticks = failures.map(({tick}) => tick);
		expect(ticks.length).toBeGreaterThanOrEqual(5);
		expect(new Set(ticks).size).toBe(ticks.length);
		for (const {answer} of failures) {
			expect(answer).toMatchObject({kind: 'failed', failure: {kind: 'not-serving'}});
		}
	});

	it('is asked everything again once it serves', async () => {
		const server = await wordServer();
		server.behave(() => notServing);
		const polling = startPolling({hosts: [server.host], intervalMs: 30}, {connections: true});
		await polling.until('srvr', brings('srvr', server.host.name, 'failed'));
		await polling.beats(3);
		server.behave(as('3.8.0/standalone'));
		await Promise.all(
			(['cons', 'conf'] as const).map(async word =>
				polling.until(word, brings(word, server.host.name, 'fresh')),
			),
		);
	});
});

it('a server on which nothing listens fails at once and is asked for srvr alone', async () => {
	const server = await wordServer();
	const nobody = {name: '127.0.0.1:1', host: '127.0.0.1', port: 1};
	const polling = startPolling({hosts: [nobody, server.host], intervalMs: 30});
	await polling.until('srvr', brings('srvr', nobody.name, 'failed'));
	expect(polling.answers('srvr', nobody.name)[0]?.answer).toMatchObject({failure: {kind: 'refused'}});
	await polling.beats(4);
	expect(polling.answers('mntr', server.host.name).length).toBeGreaterThanOrEqual(2);
	expect((await polling.beats(1)).own.packets).toBeLessThanOrEqual(server.asked.length);
});

it("an answer that is not ZooKeeper's is a failure, and no defect of zktop", async () => {
	const server = await wordServer();
	server.behave(() => 'HTTP/1.1 400 Bad Request\r\n\r\n');
	const polling = startPolling({hosts: [server.host], intervalMs: 30});
	await polling.until('srvr', brings('srvr', server.host.name, 'failed'));
	expect(polling.answers('srvr', server.host.name)[0]?.answer).toMatchObject({failure: {kind: 'garbled'}});
});

it('a large answer is asked for the more rarely the larger it is', async () => {
	const server = await wordServer();
	const row =
		' /127.0.0.1:54820[1](queued=0,recved=264,sent=265,sid=0x300000ec8e50000,lop=PING,est=1795373867302,to=14000)\n';
	server.behave(word => (word === 'cons' ? row.repeat(7000) : as('3.8.0/standalone')(word)));
	const polling = startPolling({hosts: [server.host], intervalMs: 60}, {connections: true});
	await polling.until('cons', brings('cons', server.host.name, 'fresh'));
	const {tick} = await polling.beats(9);
	// 0.77 MB, a quarter of a MiB a tick.
	expect(times(server, 'cons')).toBeGreaterThanOrEqual(2);
	expect(times(server, 'cons')).toBeLessThanOrEqual(1 + Math.ceil((tick + 1) / 3));
	expect(times(server, 'mntr')).toBeGreaterThan(times(server, 'cons'));
});
