// source/analyze/traffic/clients.ts, headroom.ts, operations.ts
import {describe, expect, it} from 'vitest';
import {addressOf} from '../../../source/analyze/traffic/address.ts';
import {clientsOf} from '../../../source/analyze/traffic/clients.ts';
import {afterDraw, mixOf, noOperations} from '../../../source/analyze/traffic/operations.ts';
import {readCons} from '../../../source/zookeeper/words/cons.ts';
import {recorded} from '../../helpers/recorded-words.ts';
import {cpuMs} from '../cpu-time.ts';
import {sessionOf} from './traffic-of.ts';

const of = (...sessions: Parameters<typeof clientsOf>[0]) => clientsOf(sessions, [], noOperations);

describe('clients', () => {
	it('are sessions by address, whatever their port, IPv6 too, busiest first', () => {
		const {rows, requestsPerSecond} = of(
			sessionOf('10.0.0.4', 10),
			sessionOf('[2001:db8::1]', 20),
			sessionOf('10.0.0.9', 40, {server: 'zk2'}),
			sessionOf('10.0.0.9', 30),
		);
		expect(rows.map(({address, sessions}) => [address, sessions.length])).toEqual([
			['10.0.0.9', 2],
			['[2001:db8::1]', 1],
			['10.0.0.4', 1],
		]);
		expect(rows[0]).toMatchObject({requestsPerSecond: 70, share: 0.7});
		expect([...(rows[0]?.servers ?? [])]).toEqual([
			['zk2', 1],
			['zk1', 1],
		]);
		expect(requestsPerSecond).toBe(100);
	});

	it('that only ping ask for nothing: their heartbeats are told apart (M16)', () => {
		const idle = Array.from({length: 200}, () => sessionOf('10.0.0.7', 0));
		const {rows, heartbeatsPerSecond} = of(...idle, sessionOf('10.0.0.9', 3));
		expect(rows.map(({address, requestsPerSecond}) => [address, requestsPerSecond])).toEqual([
			['10.0.0.9', 3],
			['10.0.0.7', 0],
		]);
		expect(rows[1]).toMatchObject({share: 0, heartbeatsPerSecond: 50});
		expect(heartbeatsPerSecond).toBe(50);
	});

	it('have no figure of now where nothing can be compared, or the server is silent', () => {
		const {rows, requestsPerSecond} = of(
			sessionOf('10.0.0.4', undefined),
			sessionOf('10.0.0.5', 900, {fresh: false}),
		);
		expect(requestsPerSecond).toBeUndefined();
		expect(rows.map(client => [client.requestsPerSecond, client.share])).toEqual([
			[undefined, undefined],
			[undefined, undefined],
		]);
	});

	it('are one process, as far as can be told, where their ids follow one another on each server', () => {
		const ids = (server: number, from: number, count: number, step = 1) =>
			Array.from({length: count}, (_, index) =>
				sessionOf('10.0.0.9', 0, {
					session: `0x${server}0000ab${(0x1_00_00_00 + from + index * step).toString(16)}`,
					bornOn: server,
				}),
			);
		expect(of(...ids(1, 0, 30, 2), ...ids(3, 5000, 31)).rows[0]?.openedInRow).toBe(61);
		expect(of(...ids(1, 0, 30, 1000)).rows[0]?.openedInRow).toBe(1);
	});

	it('are gathered of 100,000 sessions at once', () => {
		const many = Array.from({length: 100_000}, (_, index) =>
			sessionOf(`10.${index % 4}.${index % 250}.${index % 7}`, index % 3),
		);
		expect(cpuMs(() => of(...many))).toBeLessThan(1000);
	});
});

describe('headroom', () => {
	const cons = readCons(recorded('3.8.0/leader', 'cons'));

	it('counts all connections of an address, as the server does, against the least room', () => {
		const {byAddress} = clientsOf(
			[sessionOf('127.0.0.1', 0)],
			[
				{server: 'zk1', cons: cons.slice(0, 1), limit: 2},
				{server: 'zk2', cons, limit: 60},
				{server: 'zk3', cons, limit: 3},
			],
			noOperations,
		);
		expect(byAddress.get('127.0.0.1')?.headroom).toEqual({
			server: 'zk3',
			secure: false,
			taken: 3,
			limit: 3,
		});
	});

	it('counts the two client ports apart, and is none where connections are not limited', () => {
		const both = cons.map((connection, index) => ({...connection, secure: index > 0}));
		const roomWith = (limit: number | undefined) =>
			clientsOf(
				[sessionOf('127.0.0.1', 0)],
				[{server: 'zk1', cons: both, limit}],
				noOperations,
			).byAddress.get('127.0.0.1')?.headroom;
		expect(roomWith(60)).toMatchObject({secure: true, taken: 2});
		expect([roomWith(0), roomWith(undefined)]).toEqual([undefined, undefined]);
	});
});

describe('the mix of operations', () => {
	it('is drawn from the last ones, each for the requests that it stands for', () => {
		const drawn = afterDraw(noOperations, [
			sessionOf('10.0.0.9', 30, {lastOp: 'GETD'}),
			sessionOf('10.0.0.9', 10, {lastOp: 'SETD'}),
			sessionOf('10.0.0.9', 0),
			sessionOf('10.0.0.4', 0),
		]);
		expect(mixOf(drawn, '10.0.0.9')).toEqual([
			{operation: 'GETD', share: 0.75},
			{operation: 'SETD', share: 0.25},
		]);
		expect(mixOf(drawn, '10.0.0.4')).toEqual([]);
	});

	it('forgets what is not seen any more', () => {
		let drawn = afterDraw(noOperations, [sessionOf('10.0.0.9', 1, {lastOp: 'SETD'})]);
		drawn = afterDraw(drawn, [sessionOf('10.0.0.9', 1, {lastOp: 'GETD'})]);
		expect(mixOf(drawn, '10.0.0.9')[0]?.operation).toBe('GETD');
		for (let answer = 0; answer < 30; answer++) {
			drawn = afterDraw(drawn, []);
		}

		expect(drawn.size).toBe(0);
	});
});

it('an address is what stands before the port', () => {
	expect(['10.0.0.9:1', '[::1]:36756', 'null'].map(addressOf)).toEqual(['10.0.0.9', '[::1]', 'null']);
});
