// source/zookeeper/words/cons.ts
import {describe, expect, it} from 'vitest';
import {readCons, readRow} from '../../../source/zookeeper/words/cons.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readCons', () => {
	it.each(situationsOf('cons'))('reads every row of %s, and its session where it has one', at => {
		const text = recorded(at, 'cons');
		const cons = readCons(text);
		expect(cons).toHaveLength(text.match(/^ \//gm)?.length ?? 0);
		expect(cons.filter(({session}) => session !== undefined)).toHaveLength(text.match(/sid=/g)?.length ?? 0);
		for (const {client, session} of cons) {
			expect(client).toMatch(/^(?:127\.0\.0\.1|\[::1\]):\d+$/);
			expect(text).toContain(session?.id ?? '');
		}
	});

	it('reads every field of a session and of the asking connection', () => {
		expect(readCons(recorded('3.8.0/leader', 'cons')).slice(1)).toEqual([
			{
				client: '127.0.0.1:54820',
				interestOps: 1,
				queued: 0,
				received: 264,
				sent: 265,
				session: {
					id: '0x300000ec8e50000',
					lastOp: 'PING',
					establishedAt: 1_795_373_867_302,
					timeoutMs: 14_000,
					lastCxid: 0xfe,
					lastZxid: '0x1000000e8',
					lastResponseMs: 1_039_084,
					lastLatencyMs: 4,
					minLatencyMs: 0,
					avgLatencyMs: 1,
					maxLatencyMs: 65,
				},
			},
			{client: '127.0.0.1:36620', interestOps: 0, queued: 0, received: 1, sent: 0, session: undefined},
		]);
	});

	it('knows neither cxid nor zxid of a connection that has not been used', () => {
		const [, fresh] = readCons(recorded('3.8.0/standalone', 'cons_after_crst'));
		expect(fresh?.session).toMatchObject({
			id: '0x100000e7c310000',
			lastOp: 'NA',
			lastCxid: undefined,
			lastZxid: undefined,
			lastResponseMs: 0,
		});
	});

	it('reads IPv6 addresses', () => {
		expect(readCons(recorded('3.8.0/ipv6_shanghai', 'cons')).map(({client}) => client)).toEqual([
			'[::1]:41492',
			'[::1]:60634',
		]);
	});

	it("shows Netty's asking connection too", () => {
		expect(readCons(recorded('3.8.0/netty_plain', 'cons')).map(({interestOps}) => interestOps)).toContain(1);
	});

	it('reads ClickHouse Keeper, which has no slash, no bits and a session id of its own for "none"', () => {
		const cons = readCons(
			' 192.168.1.1:52163(recved=0,sent=0,sid=0xffffffffffffffff,lop=NA,est=1636454787393,to=30000,lzxid=0xffffffffffffffff,lresp=0,llat=0,minlat=0,avglat=0,maxlat=0)\n 192.168.1.1:52042(recved=9,sent=18,sid=0x0000000000000001,lop=List,est=1636454739887,to=30000,lcxid=0x0000000000000005,lzxid=0x0000000000000005,lresp=1636454739892,llat=0,minlat=0,avglat=0,maxlat=0)\n',
		);
		expect(cons).toMatchObject([
			{client: '192.168.1.1:52163', interestOps: undefined, received: 0, session: undefined},
			{
				client: '192.168.1.1:52042',
				received: 9,
				session: {id: '0x1', lastCxid: 5, lastZxid: '0x5', lastOp: 'List'},
			},
		]);
	});

	it('is empty, not garbled, when nobody is connected', () => {
		expect(readCons('\n')).toEqual([]);
	});

	it.each(['', 'HTTP/1.1 400 Bad Request\r\n\r\n', recorded('3.8.0/leader', 'mntr')])(
		'takes %.20j for garbled',
		text => {
			expect(() => readCons(text)).toThrow("not ZooKeeper's answer to cons");
		},
	);
});

describe('readRow', () => {
	it.each([
		'',
		' /127.0.0.1:1[1]',
		'(recved=1,sent=1)',
		' /127.0.0.1:1[1](queued=0,recved=1)',
		' /127.0.0.1:1[1](queued=0,recved=,sent=1)',
		' /127.0.0.1:1[1](queued=0,recved=1x,sent=1)',
	])('takes %j for no row', line => {
		expect(readRow(line)).toBeUndefined();
	});

	it('has no session rather than one without timeout', () => {
		expect(readRow(' /127.0.0.1:1[1](queued=0,recved=1,sent=1,sid=0x1,lop=PING,est=5)')).toMatchObject({
			client: '127.0.0.1:1',
			session: undefined,
		});
	});

	it('does not know the bits it cannot read', () => {
		expect(readRow(' /127.0.0.1:1[?](queued=0,recved=1,sent=1)')?.interestOps).toBeUndefined();
	});
});
