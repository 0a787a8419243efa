// source/zookeeper/words/stat.ts
import {describe, expect, it} from 'vitest';
import {readSrvr} from '../../../source/zookeeper/words/srvr.ts';
import {readStat} from '../../../source/zookeeper/words/stat.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readStat', () => {
	it.each(situationsOf('stat'))('agrees with srvr of %s, and lists as many clients as rows', at => {
		const text = recorded(at, 'stat');
		const {clients, ...server} = readStat(text);
		const {mode, banner, zxid, nodeCount} = readSrvr(recorded(at, 'srvr'));
		expect(server).toMatchObject({mode, banner, zxid, nodeCount});
		expect(clients).toHaveLength(text.match(/^ \//gm)?.length ?? 0);
		expect(clients.length).toBeGreaterThan(0);
	});

	it('reads the clients, the asking one included', () => {
		expect(readStat(recorded('3.8.0/standalone', 'stat')).clients).toEqual([
			{client: '127.0.0.1:36756', interestOps: 1, queued: 0, received: 319, sent: 321, session: undefined},
			{client: '127.0.0.1:36760', interestOps: 1, queued: 0, received: 263, sent: 264, session: undefined},
			{client: '127.0.0.1:36776', interestOps: 1, queued: 0, received: 262, sent: 262, session: undefined},
			{client: '127.0.0.1:59748', interestOps: 0, queued: 0, received: 1, sent: 0, session: undefined},
		]);
	});

	it('reads IPv6 clients', () => {
		expect(readStat(recorded('3.8.0/ipv6_shanghai', 'stat')).clients.map(({client}) => client)).toEqual([
			'[::1]:41476',
			'[::1]:60634',
		]);
	});

	it('takes the answer to another word for garbled', () => {
		expect(() => readStat(recorded('3.8.0/leader', 'cons'))).toThrow("not ZooKeeper's answer to stat");
	});
});
