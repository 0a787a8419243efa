// source/collect/probes/other-port.ts, and how Doors ask by it
import {describe, expect, it} from 'vitest';
import {createLedger, type Ledger} from '../../source/collect/own-load.ts';
import {Doors} from '../../source/collect/probes/doors.ts';
import {otherPortOf} from '../../source/collect/probes/other-port.ts';
import type {PolledWord, WordArrival} from '../../source/collect/sample.ts';
import type {Host} from '../../source/zookeeper/hosts.ts';
import {systemTls} from '../../source/zookeeper/security.ts';
import type {Cons} from '../../source/zookeeper/words/cons.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {adminPort} from '../zookeeper/admin/admin-port.ts';
import {startPolling} from './polling.ts';
import {as, wordServer, type WordServer} from './word-server.ts';

const tls = {...systemTls, insecure: true};
const host = {name: 'zk1:2181', host: 'zk1', port: 2181};

describe('otherPortOf', () => {
	it.each([
		[
			'the TLS port from the plain one',
			undefined,
			{clientPort: 2181, secureClientPort: 2281},
			2281,
			systemTls,
			true,
		],
		[
			'the TLS port from one that speaks both',
			tls,
			{clientPort: 2181, secureClientPort: 2281},
			2281,
			tls,
			true,
		],
		[
			'the plain port from the TLS one',
			tls,
			{clientPort: 2180, secureClientPort: 2181},
			2180,
			undefined,
			false,
		],
	] as const)('is %s', (_, ours, ports, port, theirs, secure) => {
		expect(otherPortOf(host, ours, ports)).toEqual({
			kind: 'known',
			host: {...host, port},
			tls: theirs,
			secure,
		});
	});

	it('is none where the server has but one', () => {
		expect(otherPortOf(host, undefined, {clientPort: 2181, secureClientPort: undefined})).toBeUndefined();
		expect(otherPortOf(host, tls, {clientPort: undefined, secureClientPort: 2181})).toBeUndefined();
	});

	it('is no port of somebody else, where the one that we came by is mapped to another', () => {
		expect(otherPortOf(host, undefined, {clientPort: 2191, secureClientPort: 2291})).toMatchObject({
			kind: 'hidden',
			port: 2291,
			why: expect.stringContaining('not of 2181') as string,
		});
		expect(otherPortOf(host, undefined, {clientPort: 2191, secureClientPort: undefined})).toBeUndefined();
	});
});

const row = (port: number, session: number): string =>
	` /10.0.0.1:${port}[1](queued=0,recved=7,sent=7,sid=0x${session},lop=PING,est=1,to=10000,lresp=1,llat=0,minlat=0,avglat=0,maxlat=0)\n`;

type Place = {
	readonly here: WordServer;
	readonly there: WordServer;
	readonly doors: Doors;
	readonly ledger: Ledger;
	readonly ask: (word: PolledWord, tick: number) => Promise<WordArrival>;
};

/** A server with two ports, of which the TLS one was named; both are plain here, for that is what is told apart. */
const place = async (admin?: Host, clientPort?: number): Promise<Place> => {
	const [here, there] = [await wordServer(), await wordServer()];
	const conf = recorded('3.8.0/standalone', 'conf')
		.replace(/^clientPort=.*$/m, `clientPort=${clientPort ?? there.host.port}`)
		.replace(/^secureClientPort=.*$/m, `secureClientPort=${here.host.port}`);
	here.behave(word => (word === 'conf' ? conf : word === 'cons' ? row(1, 1) : as('3.8.0/standalone')(word)));
	there.behave(() => row(1, 1) + row(1, 2) + row(2, 3));
	const doors = new Doors(admin, () => undefined);
	const ledger = createLedger(undefined);
	const {signal} = new AbortController();
	const probe = {host: here.host, chroot: '/', ledger, now: () => 1000, signal};
	return {
		here,
		there,
		doors,
		ledger,
		ask: async (word, tick) => (await doors.ask({...probe, word, tick})).arrival,
	};
};

const sessionsOf = ({answer}: WordArrival): unknown =>
	answer.kind === 'fresh' && (answer.value as Cons).map(({session, secure}) => [session?.id, secure]);
const doorsOf = ({attempts}: WordArrival): unknown =>
	attempts.map(({source, result}) => `${source} ${result}`);

describe('cons', () => {
	it('is asked of the named port alone while no other is known', async () => {
		const {ask, there} = await place();
		expect(sessionsOf(await ask('cons', 0))).toEqual([['0x1', undefined]]);
		expect(there.asked).toEqual([]);
	});

	it('is asked of both ports that conf tells of; each connection is there once, and known by its port', async () => {
		const {ask, here, there, ledger} = await place();
		await ask('conf', 0);
		const arrival = await ask('cons', 0);
		expect(sessionsOf(arrival)).toEqual([
			['0x1', true],
			['0x2', false],
			['0x3', false],
		]);
		expect(arrival.attempts).toMatchObject([
			{source: 'word', result: 'works'},
			{source: 'other-port', result: 'works', port: there.host.port},
		]);
		expect([here.asked, there.asked]).toEqual([['conf', 'cons'], ['cons']]);
		expect(ledger.packetsOf(here.host)).toBe(3);
	});

	it('is told of the named port where the other does not let us in, which is tried again only after 60 ticks', async () => {
		const {ask, there, ledger, here} = await place();
		there.behave(() => '');
		await ask('conf', 0);
		for (const tick of [0, 1, 59]) {
			const arrival = await ask('cons', tick);
			expect([sessionsOf(arrival), doorsOf(arrival)]).toEqual([
				[['0x1', undefined]],
				['word works', 'other-port failed'],
			]);
			expect(arrival.attempts[1]).toMatchObject({
				port: there.host.port,
				why: expect.stringContaining('hung up without an answer') as string,
			});
		}

		expect(there.asked).toEqual(['cons']);
		// A word that the other port has not taken is none of the server's packets.
		expect(ledger.packetsOf(here.host)).toBe(4);
		await ask('cons', 60);
		expect(there.asked).toEqual(['cons', 'cons']);
	});

	it('is asked of the AdminServer, which tells of both ports, where the other one does not let us in', async () => {
		const body = '{"command": "connections", "connections": [], "secure_connections": [], "error": null}';
		const {ask, there, here} = await place(
			(await adminPort({plain: 'http'}, () => [200, body])) as unknown as Host,
		);
		there.behave(() => '');
		await ask('conf', 0);
		await ask('cons', 0);
		const arrival = await ask('cons', 1);
		expect([arrival.source, doorsOf(arrival)]).toEqual(['admin', ['admin works', 'other-port failed']]);
		expect(here.asked).toEqual(['conf', 'cons']);
	});

	it('says why a port is not asked whose number is another from here', async () => {
		const {ask, here} = await place();
		const conf = recorded('3.8.0/standalone', 'conf');
		here.behave(word =>
			word === 'conf' ? conf.replace('secureClientPort=-1', 'secureClientPort=9999') : row(1, 1),
		);
		await ask('conf', 0);
		const arrival = await ask('cons', 0);
		expect(arrival.attempts[1]).toMatchObject({
			source: 'other-port',
			result: 'failed',
			port: 9999,
			why: expect.stringContaining('the way to 9999 is not known') as string,
		});
	});

	it('counts twice where it is asked of two ports: both share the questions that the server is asked in a second', async () => {
		const {here, there} = await place();
		const perSecond = 5;
		const polling = startPolling(
			{hosts: [here.host], intervalMs: 50, wordsPerSecond: perSecond},
			{connections: true},
		);
		const startedAt = performance.now();
		await polling.beats(40);
		const seconds = (performance.now() - startedAt) / 1000;
		expect(there.asked.length).toBeGreaterThan(2);
		// Two seconds' worth may leave at once, and the last one is paid for afterwards.
		expect(here.asked.length + there.asked.length).toBeLessThanOrEqual((2 + seconds) * perSecond + 1);
	});
});
