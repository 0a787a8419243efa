// source/store/servers.ts and history.ts
import {describe, expect, it} from 'vitest';
import {historyOf, sumOf, worstOf} from '../../source/store/history.ts';
import type {Data, ServerState} from '../../source/store/state.ts';
import {
	answers,
	everything,
	fails,
	names,
	refuses,
	scripted,
	startedAt,
	told,
	type ServerName,
} from './scripted.ts';

const serverIn = (data: Data, name: ServerName): ServerState => {
	const server = data.servers.find(other => other.name === name);
	if (server === undefined) {
		throw new Error(`no ${name}`);
	}

	return server;
};

/** A recorded server's mntr, its numbers grown by these. */
const mntr = (name: ServerName, grown: Readonly<Record<string, number>>) => {
	const recorded = told(name, 'mntr');
	return {
		...recorded,
		values: new Map([...recorded.values].map(([key, value]) => [key, value + (grown[key] ?? 0)])),
	};
};

describe('a server that freezes', () => {
	it('keeps what it told last, as stale, with its failures counted and since when', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		sample(1, fails('zk2', 'srvr'), fails('zk2', 'mntr'));
		const server = serverIn(sample(3, fails('zk2', 'srvr'), fails('zk2', 'mntr')), 'zk2');
		expect(server.srvr).toMatchObject({kind: 'stale', at: startedAt, failures: 2, value: {mode: 'follower'}});
		// The first question that failed had left four milliseconds before.
		expect([server.failures, server.failingSince, server.hasAnswered]).toEqual([2, startedAt + 996, true]);
		expect([server.figures, server.lag]).toEqual([undefined, undefined]);
		expect(server.lastFigures).toMatchObject({at: startedAt, figures: {znodes: 32}});
	});

	it('leaves its figures out of what is worst and of the sum, and a gap in its series', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		sample(1, ...everything());
		const others = everything().filter(({server}) => server !== 'zk2');
		sample(2, ...others, fails('zk2', 'srvr'));
		const {servers} = sample(3, ...others, fails('zk2', 'srvr'));
		const frozen = servers.filter(({name}) => name === 'zk2');
		expect(historyOf(frozen, 'znodes', 4, 4, 'worst')).toEqual([32, 32, Number.NaN, Number.NaN]);
		expect(historyOf(servers, 'znodes', 4, 4, 'worst')).toEqual([32, 32, 32, 32]);
		const live = servers.filter(({name}) => name !== 'zk2');
		expect(sumOf(servers, 'connections')).toBe(sumOf(live, 'connections'));
		expect(worstOf(frozen, 'answerMs')).toBeUndefined();
	});

	it('is as good as new with its next answer', () => {
		const {sample} = scripted();
		sample(0, ...everything());
		sample(1, fails('zk2', 'srvr'));
		const server = serverIn(sample(2, answers('zk2', 'srvr'), answers('zk2', 'mntr')), 'zk2');
		expect([server.srvr.kind, server.failures, server.failingSince]).toEqual(['fresh', 0, undefined]);
		expect(server.figures?.connections).toBe(2);
	});

	it('has no rates in its first answer again: what came meanwhile is no rate of that interval', () => {
		const {sample} = scripted();
		const busy = (packets: number) => answers('zk2', 'mntr', mntr('zk2', {packets_received: packets}));
		sample(0, answers('zk2', 'srvr'), busy(0), answers('zk2', 'cons'));
		const before = serverIn(sample(1, busy(10), answers('zk2', 'cons')), 'zk2');
		expect([before.figures?.requestsPerSecond, before.consBefore]).toEqual([10, expect.anything()]);
		sample(2, fails('zk2', 'srvr'), fails('zk2', 'mntr'), fails('zk2', 'cons'));
		const back = serverIn(sample(60, answers('zk2', 'srvr'), busy(5000), answers('zk2', 'cons')), 'zk2');
		expect([back.figures?.requestsPerSecond, back.consBefore]).toEqual([undefined, undefined]);
		const next = serverIn(sample(61, busy(5020), answers('zk2', 'cons')), 'zk2');
		expect(next.figures?.requestsPerSecond).toBe(20);
	});

	it('that never answered has failed, and has no value to show', () => {
		const {sample} = scripted();
		const server = serverIn(sample(2, fails('zk1', 'srvr', 'refused')), 'zk1');
		expect([server.srvr.kind, server.hasAnswered, server.lastFigures]).toEqual(['failed', false, undefined]);
	});
});

describe('the figures of a server', () => {
	it('are those between its last two answers, filed under the tick that asked', () => {
		const {sample} = scripted();
		sample(0, answers('zk3', 'mntr'));
		sample(
			1,
			answers('zk3', 'mntr', mntr('zk3', {packets_received: 40, cnt_fsynctime: 4, sum_fsynctime: 1200})),
		);
		const {servers} = sample(2);
		expect(servers.find(({name}) => name === 'zk3')?.figures).toMatchObject({
			requestsPerSecond: 40,
			fsyncMs: 300,
		});
		expect(historyOf(servers, 'fsyncMs', 2, 2, 'worst')).toEqual([Number.NaN, 300]);
	});

	it('add up to the same while each server is asked in another tick', () => {
		const {sample} = scripted();
		sample(0, answers('zk1', 'mntr'), answers('zk3', 'mntr'));
		sample(1, answers('zk1', 'mntr'));
		sample(2, answers('zk3', 'mntr'));
		const {servers} = sample(3, answers('zk1', 'mntr'));
		const one = historyOf(servers, 'znodes', 4, 1, 'sum');
		expect(historyOf(servers, 'znodes', 4, 4, 'sum')).toEqual([one, one, one, one].flat());
		expect(one).toEqual([64]);
	});

	it('have a gap after an election (M11)', () => {
		const {sample} = scripted();
		sample(0, answers('zk3', 'mntr'));
		const {servers} = sample(
			1,
			answers('zk3', 'mntr', mntr('zk3', {packets_received: -250, uptime: -70_000})),
		);
		expect(historyOf(servers, 'requestsPerSecond', 2, 2, 'sum')).toEqual([Number.NaN, Number.NaN]);
		expect(worstOf(servers, 'requestsPerSecond')).toBeUndefined();
	});

	it('leave out our own session and watches on the server that has them', () => {
		const {sample, store} = scripted();
		sample(0, {
			of: 'session',
			state: {
				kind: 'connected',
				server: {name: 'zk3', host: 'zk3', port: 2181},
				session: '0x300000ec8e50001',
				timeoutMs: 9000,
				readOnly: false,
			},
			since: 0,
		});
		store.dispatch({
			type: 'sampled',
			sample: {tick: 1, at: startedAt + 1000, arrivals: [], own: {packets: 0, bytes: 0, watches: 2, pace: 1}},
		});
		const data = sample(2, ...everything(['mntr']));
		expect(serverIn(data, 'zk3').figures).toMatchObject({connections: 1});
		expect(serverIn(data, 'zk1').figures).toMatchObject({connections: 1, watches: 6});
	});

	it('are those that srvr has where mntr is shut', () => {
		const {sample} = scripted();
		sample(0, refuses('zk3', 'mntr'), answers('zk3', 'srvr'));
		const srvr = told('zk3', 'srvr');
		const data = sample(1, answers('zk3', 'srvr', {...srvr, received: srvr.received + 25}));
		expect(serverIn(data, 'zk3').figures).toMatchObject({requestsPerSecond: 25, connections: 2, znodes: 32});
		expect(serverIn(data, 'zk3').figures?.fsyncMs).toBeUndefined();
	});
});

describe('the lag of a follower', () => {
	const at = (zxid: string, name: ServerName) => answers(name, 'srvr', {...told(name, 'srvr'), zxid});

	it('is counted from what the leader said before the follower was asked (M12)', () => {
		const {sample} = scripted();
		sample(0, at('0x100000064', 'zk3'));
		sample(0.5, at('0x10000005a', 'zk1'));
		expect(serverIn(sample(1, at('0x1000000c8', 'zk3')), 'zk1').lag).toBe(10);
		expect(serverIn(sample(1.5, at('0x1000000c8', 'zk1')), 'zk1').lag).toBe(0);
	});

	it('is unknown when the leader was asked only afterwards', () => {
		const {sample} = scripted();
		sample(0, at('0x10000005a', 'zk1'));
		expect(serverIn(sample(1, at('0x100000064', 'zk3')), 'zk1').lag).toBeUndefined();
	});

	it('is unknown across an election (M10), and the leader has none', () => {
		const {sample} = scripted();
		sample(0, at('0x200000000', 'zk3'));
		const data = sample(0.5, at('0x100000035', 'zk1'));
		expect([serverIn(data, 'zk1').lag, serverIn(data, 'zk3').lag]).toEqual([undefined, undefined]);
	});
});

describe('a server that is named twice', () => {
	it('is known by its id, and counted once', () => {
		const {sample} = scripted();
		const again = told('zk1', 'conf');
		const data = sample(
			0,
			...everything(),
			answers('zk4', 'conf', again),
			answers('zk4', 'mntr', told('zk1', 'mntr')),
		);
		const named = data.servers.slice(0, names.length);
		expect(named.map(({twinOf}) => twinOf)).toEqual([undefined, undefined, undefined, 'zk1']);
		expect(sumOf(named, 'connections')).toBe(sumOf(named.slice(0, 3), 'connections'));
	});

	it('is not another standalone server, though all of those have the same id', () => {
		const {sample} = scripted();
		const alone = {...told('zk1', 'conf'), serverId: 0, members: []};
		const data = sample(0, answers('zk1', 'conf', alone), answers('zk2', 'conf', alone));
		expect(data.servers.map(({twinOf}) => twinOf)).toEqual([undefined, undefined, undefined, undefined]);
	});
});

it('servers of which nothing arrived keep their identity', () => {
	const {sample} = scripted();
	const before = sample(0, ...everything());
	const after = sample(1, answers('zk1', 'conf'));
	expect(names.map((_, index) => before.servers[index] === after.servers[index])).toEqual([
		false,
		true,
		true,
		true,
	]);
	expect(sample(2).servers).toBe(after.servers);
});
