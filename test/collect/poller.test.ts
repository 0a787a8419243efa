// source/collect/poller.ts
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {noInterests} from '../../source/collect/interests.ts';
import {brings, startPolling} from './polling.ts';
import {as, closed, silent, wordServer} from './word-server.ts';

const three = async () =>
	Promise.all((['leader', 'follower1', 'follower2'] as const).map(async at => wordServer(`3.8.0/${at}`)));

/** How often each of these numbers is there. */
const tally = (numbers: readonly number[]): ReadonlyMap<number, number> =>
	new Map([...Map.groupBy(numbers, number => number)].map(([number, all]) => [number, all.length]));

it('gives the live servers their sample in every tick while one is frozen, whose failure comes at its deadline', async () => {
	const [leader, follower, frozen] = await three();
	const intervalMs = 200;
	frozen?.behave(() => silent);
	const startedAt = performance.now();
	const polling = startPolling({
		hosts: [leader, follower, frozen].flatMap(server => server?.host ?? []),
		intervalMs,
	});
	const name = frozen?.host.name ?? '';
	await polling.until('the frozen server fails', brings('srvr', name, 'failed'));
	// Its srvr leaves a tenth of a second after its mntr.
	expect(performance.now() - startedAt).toBeLessThan(2000 + 100 + intervalMs + 500);
	const beats = polling.beatsSoFar();
	expect(beats).toBeGreaterThanOrEqual(5);
	for (const live of [leader, follower]) {
		const ticks = polling.answers('mntr', live?.host.name ?? '').map(arrival => arrival.tick);
		expect(new Set(ticks).size).toBeGreaterThanOrEqual(beats - 1);
	}

	expect(polling.answers('srvr', name).map(({answer}) => answer)).toMatchObject([
		{kind: 'failed', failure: {kind: 'silent'}},
	]);
});

describe('samples', () => {
	it('come within a frame with the first answers, and then one in each quiet tick', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 60});
		await polling.until('its configuration', brings('conf', server.host.name, 'fresh'));
		const {tick: from} = await polling.beats(2);
		const {tick: to} = await polling.beats(5);
		const perTick = tally(polling.samples.map(({tick}) => tick).filter(tick => tick > from && tick <= to));
		expect([...perTick.values()].every(count => count === 1)).toBe(true);
		expect(perTick.size).toBeGreaterThan(0);
	});

	it('do not wait for the tick with what is answered for the first time', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 60_000});
		const sample = await polling.until('its first answer', brings('srvr', server.host.name, 'fresh'));
		expect(sample.tick).toBe(0);
	});

	it('come in a tick that brought nothing, too', async () => {
		const server = await wordServer();
		server.behave(() => silent);
		const polling = startPolling({hosts: [server.host], intervalMs: 20});
		await polling.beats(4);
		expect(polling.samples.map(({arrivals}) => arrivals)).toContainEqual([]);
	});

	it('have a late answer under the tick that asked', async () => {
		const server = await wordServer();
		server.behave(async word => {
			await sleep(word === 'mntr' ? 130 : 0);
			return as('3.8.0/standalone')(word);
		});
		const polling = startPolling({hosts: [server.host], intervalMs: 50});
		const {tick} = await polling.until('mntr', brings('mntr', server.host.name, 'fresh'));
		expect(polling.answers('mntr', server.host.name).map(arrival => arrival.tick)).toEqual([0]);
		expect(tick).toBeGreaterThan(0);
	});
});

describe('what is asked', () => {
	it('is never asked twice at the same time, however slow the answer', async () => {
		const server = await wordServer();
		server.behave(async word => {
			await sleep(150);
			return as('3.8.0/standalone')(word);
		});
		const polling = startPolling({hosts: [server.host], intervalMs: 20});
		await polling.beats(5);
		polling.poller.refresh();
		await polling.beats(25);
		expect(server.asked.filter(word => word === 'mntr').length).toBeGreaterThan(2);
		expect(server.mostAtOnce()).toBe(1);
	});

	it('is mntr first, alone', async () => {
		const server = await wordServer();
		const answeredBefore: boolean[] = [];
		let answered = false;
		server.behave(async word => {
			answeredBefore.push(answered);
			await sleep(30);
			answered = true;
			return as('3.8.0/standalone')(word);
		});
		const polling = startPolling({hosts: [server.host], intervalMs: 60_000});
		await polling.until('conf', brings('conf', server.host.name, 'fresh'));
		expect(server.asked).toEqual(['mntr', 'srvr', 'conf']);
		expect(answeredBefore.slice(0, 2)).toEqual([false, true]);
	});

	it('is cons and dump only while somebody looks, and then at once', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 60_000});
		await polling.until('conf', brings('conf', server.host.name, 'fresh'));
		expect(server.asked).toEqual(['mntr', 'srvr', 'conf']);
		polling.poller.want({
			...noInterests,
			connections: true,
			ephemerals: true,
			sources: false,
			open: [],
			stats: [],
			once: [],
			contents: [],
			described: undefined,
		});
		await polling.until('dump', brings('dump', server.host.name, 'fresh'));
		expect(server.asked).toEqual(['mntr', 'srvr', 'conf', 'cons', 'dump']);
	});

	it('is dump of the leader and one follower alone (M15)', async () => {
		const servers = await three();
		const polling = startPolling({hosts: servers.map(({host}) => host), intervalMs: 30}, {ephemerals: true});
		await polling.until('dump of the follower', brings('dump', servers[1]?.host.name ?? '', 'fresh'));
		await polling.beats(4);
		expect(servers.map(({asked}) => asked.includes('dump'))).toEqual([true, true, false]);
	});

	it('is dump as soon as it is known who leads', async () => {
		const servers = await three();
		const polling = startPolling(
			{hosts: servers.map(({host}) => host), intervalMs: 60_000},
			{ephemerals: true},
		);
		const {tick} = await polling.until('dump', brings('dump', servers[0]?.host.name ?? '', 'fresh'));
		expect(tick).toBe(0);
	});

	it('is dump of the next follower once the first does not answer', async () => {
		const servers = await three();
		const polling = startPolling({hosts: servers.map(({host}) => host), intervalMs: 30}, {ephemerals: true});
		await polling.until('dump of the follower', brings('dump', servers[1]?.host.name ?? '', 'fresh'));
		servers[1]?.behave(() => closed);
		await polling.until('dump of the next one', brings('dump', servers[2]?.host.name ?? '', 'fresh'));
	});

	it('is the configuration in three ticks, for a name behind which several servers stand, and then rarely', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 30});
		await polling.beats(8);
		expect(server.asked.filter(word => word === 'conf')).toHaveLength(3);
	});

	it('is everything again when somebody asks for it, the configuration too', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 30});
		await polling.beats(8);
		polling.poller.refresh();
		await polling.beats(2);
		expect(server.asked.filter(word => word === 'conf').length).toBeGreaterThan(3);
	});

	it('is the configuration again as soon as mntr tells of another start', async () => {
		const server = await wordServer();
		let uptime = 100_000;
		server.behave(word =>
			word === 'mntr'
				? `${as('3.8.0/standalone')(word).replace(/^zk_uptime.*$/m, '')}\nzk_uptime\t${uptime}\n`
				: as('3.8.0/standalone')(word),
		);
		const polling = startPolling({hosts: [server.host], intervalMs: 30});
		await polling.beats(8);
		const before = server.asked.filter(word => word === 'conf').length;
		uptime = 5000;
		await polling.beats(3);
		expect(server.asked.filter(word => word === 'conf').length).toBeGreaterThan(before);
	});

	it('is four words a second in the long run, however short the interval, and none of them is left out', async () => {
		const server = await wordServer();
		const startedAt = performance.now();
		const polling = startPolling(
			{hosts: [server.host], intervalMs: 20, wordsPerSecond: 4},
			{connections: true, ephemerals: true},
		);
		await polling.until('a second look at all', () =>
			(['mntr', 'srvr', 'cons', 'dump'] as const).every(
				word => polling.answers(word, server.host.name).length >= 3,
			),
		);
		const seconds = (performance.now() - startedAt) / 1000;
		expect(server.asked.length).toBeLessThanOrEqual(8 + Math.ceil(4 * seconds));
	});

	it('is asked of members that were found too, as long as somebody wants that', async () => {
		const [named, found] = await Promise.all([wordServer('3.8.0/leader'), wordServer('3.8.0/follower1')]);
		const polling = startPolling({hosts: [named.host], intervalMs: 30}, {ephemerals: true});
		polling.poller.want({...noInterests, ephemerals: true, found: [{...found.host, serves: false}]});
		await polling.until('the found one', brings('srvr', found.host.name, 'fresh'));
		await polling.until('its dump', brings('dump', found.host.name, 'fresh'));
		polling.poller.want(noInterests);
		await polling.beats(2);
		const asked = found.asked.length;
		await polling.beats(4);
		expect(found.asked).toHaveLength(asked);
	});

	it('is the address of a name, once', async () => {
		const server = await wordServer();
		const polling = startPolling({hosts: [server.host], intervalMs: 30}, {names: ['127.0.0.1']});
		const told = (): readonly unknown[] =>
			polling.samples.flatMap(({arrivals}) => arrivals.filter(({of}) => of === 'addresses'));
		await polling.until('its addresses', () => told().length > 0);
		polling.poller.want({...noInterests, names: ['127.0.0.1']});
		await polling.beats(3);
		expect(told()).toEqual([{of: 'addresses', host: '127.0.0.1', addresses: ['127.0.0.1']}]);
	});
});

it('counts what it costs: one packet a word', async () => {
	const server = await wordServer();
	const polling = startPolling({hosts: [server.host], intervalMs: 30});
	await polling.beats(4);
	const {own} = await polling.beats(1);
	expect(server.asked.length - own.packets).toBeGreaterThanOrEqual(0);
	expect(server.asked.length - own.packets).toBeLessThanOrEqual(3);
});
