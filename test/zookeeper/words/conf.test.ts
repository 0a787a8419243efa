// source/zookeeper/words/conf.ts
import {describe, expect, it} from 'vitest';
import {readConf} from '../../../source/zookeeper/words/conf.ts';
import {recorded, situationsOf} from '../../helpers/recorded-words.ts';

describe('readConf', () => {
	it.each([
		['3.4.14/standalone', 0, undefined, [], undefined],
		['3.4.14/leader', 2, 10, [], undefined],
		['3.5.10/standalone', 0, undefined, [], undefined],
		['3.5.10/follower', 1, 10, [1, 2], '0x0'],
		['3.6.4/leader', 2, 10, [1, 2], '0x0'],
		['3.8.0/standalone', 0, undefined, [], undefined],
		['3.8.0/leader', 3, 10, [1, 2, 3, 4], '0x100000000'],
		['3.8.0/observer', 4, 10, [1, 2, 3, 4], '0x100000000'],
		['3.8.0/read_only', 1, 5, [], undefined],
		['3.9.5/follower', 1, 10, [1, 2], '0x0'],
	])('reads the answer of %s', (at, serverId, initLimit, members, configVersion) => {
		const conf = readConf(recorded(at, 'conf'));
		expect(conf).toMatchObject({serverId, initLimit, configVersion, tickTime: 2000, maxClientCnxns: 60});
		expect(conf.members.map(({id}) => id)).toEqual(members);
	});

	it.each(situationsOf('conf'))('reads what %s always tells', at => {
		const {clientPort, tickTime, minSessionTimeout, maxSessionTimeout, dataDir, values} = readConf(
			recorded(at, 'conf'),
		);
		expect({tickTime, minSessionTimeout, maxSessionTimeout}).toEqual({
			tickTime: 2000,
			minSessionTimeout: 4000,
			maxSessionTimeout: 40_000,
		});
		expect(clientPort).toBe(Number(values.get('clientPort')));
		expect(dataDir).toMatch(/version-2$/);
	});

	it('knows roles and client addresses of a dynamic configuration, and none of a static one', () => {
		const dynamic = readConf(recorded('3.8.0/leader', 'conf')).members;
		expect(dynamic.map(({role, client}) => [role, client?.port])).toEqual([
			['participant', 23_111],
			['participant', 23_112],
			['participant', 23_113],
			['observer', 23_114],
		]);
		const fixed = readConf(recorded('3.9.5/leader', 'conf')).members;
		expect(fixed.map(({client}) => client)).toEqual([undefined, undefined]);
	});

	it('knows a server with several addresses, IPv6 first', () => {
		const {members, clientPort} = readConf(recorded('3.8.0/multi_address', 'conf'));
		expect(clientPort).toBe(24_535);
		expect(members).toEqual([
			{
				id: 1,
				address: '::1',
				quorumPort: 24_531,
				electionPort: 24_532,
				role: 'participant',
				alternatives: [{address: '127.0.0.1', quorumPort: 24_533, electionPort: 24_534}],
				client: {host: '::1', port: 24_535},
			},
		]);
	});

	it('has no port where the server says -1', () => {
		expect(readConf(recorded('3.8.0/leader', 'conf')).secureClientPort).toBeUndefined();
		expect(readConf('serverId=1\nclientPort=-1\nsecureClientPort=2281\n')).toMatchObject({
			clientPort: undefined,
			secureClientPort: 2281,
		});
	});

	it('keeps the members out of the values', () => {
		expect([...readConf(recorded('3.8.0/leader', 'conf')).values.keys()].at(-1)).toBe('peerType');
	});

	it('reads the identity of ClickHouse Keeper', () => {
		expect(
			readConf('server_id=3\ntcp_port=9181\nfour_letter_word_allow_list=*\nmax_requests_batch_size=100\n'),
		).toMatchObject({serverId: 3, clientPort: 9181, tickTime: undefined, members: []});
	});

	it.each(['', 'clientPort=2181\n', 'HTTP/1.1 400 Bad Request\r\n'])('takes %j for garbled', text => {
		expect(() => readConf(text)).toThrow("not ZooKeeper's answer to conf");
	});
});
