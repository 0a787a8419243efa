// source/zookeeper/config.ts
import {describe, expect, it} from 'vitest';
import {readConfig, type Member} from '../../source/zookeeper/config.ts';

const member = (line: string): Member | undefined => readConfig(line).members[0];

describe('readConfig', () => {
	it('reads /zookeeper/config of a real ensemble', () => {
		const {members, version} = readConfig(
			'server.1=127.0.0.1:23121:23131:participant;127.0.0.1:23111\nserver.4=127.0.0.1:23124:23134:observer;127.0.0.1:23114\nversion=100000000',
		);
		expect(version).toBe('0x100000000');
		expect(members).toEqual([
			{
				id: 1,
				address: '127.0.0.1',
				quorumPort: 23_121,
				electionPort: 23_131,
				role: 'participant',
				client: {host: '127.0.0.1', port: 23_111},
			},
			{
				id: 4,
				address: '127.0.0.1',
				quorumPort: 23_124,
				electionPort: 23_134,
				role: 'observer',
				client: {host: '127.0.0.1', port: 23_114},
			},
		]);
	});

	it('knows no client port of a static configuration', () => {
		expect(member('server.1=zk1:2888:3888:participant')).toEqual({
			id: 1,
			address: 'zk1',
			quorumPort: 2888,
			electionPort: 3888,
			role: 'participant',
		});
	});

	it.each([
		['server.1=zk1:2888:3888;0.0.0.0:2181', {host: 'zk1', port: 2181}],
		['server.1=zk1:2888:3888;2181', {host: 'zk1', port: 2181}],
		['server.1=zk1:2888:3888;:2181', {host: 'zk1', port: 2181}],
		['server.1=[2001:db8::1]:2888:3888:participant;[::]:2181', {host: '2001:db8::1', port: 2181}],
		['server.1=zk1:2888:3888;[0:0:0:0:0:0:0:0]:2181', {host: 'zk1', port: 2181}],
		['server.1=zk1:2888:3888;[0:0:0:0:0:0:0:1]:2181', {host: '::1', port: 2181}],
		['server.1=zk1:2888:3888;10.0.0.1:2181', {host: '10.0.0.1', port: 2181}],
	])('knows where %s serves clients', (line, client) => {
		expect(member(line)?.client).toEqual(client);
	});

	it('knows the secure port of 3.10', () => {
		expect(member('server.1=zk1:2888:3888:participant;0.0.0.0:2181;0.0.0.0:2281')).toMatchObject({
			client: {host: 'zk1', port: 2181},
			secureClient: {host: 'zk1', port: 2281},
		});
		expect(member('server.1=zk1:2888:3888:participant;;2281')).toEqual({
			id: 1,
			address: 'zk1',
			quorumPort: 2888,
			electionPort: 3888,
			role: 'participant',
			secureClient: {host: 'zk1', port: 2281},
		});
	});

	it('takes a server without a role for a participant, and the role in any case', () => {
		expect(
			['', ':participant', ':observer', ':OBSERVER'].map(
				role => member(`server.1=zk1:1:2${role};2181`)?.role,
			),
		).toEqual(['participant', 'participant', 'observer', 'observer']);
	});

	it('keeps the further addresses of one server', () => {
		expect(member('server.3=zk3:1:2|10.0.0.3:3:4|[::3]:5:6:observer;2181')).toEqual({
			id: 3,
			address: 'zk3',
			quorumPort: 1,
			electionPort: 2,
			role: 'observer',
			alternatives: [
				{address: '10.0.0.3', quorumPort: 3, electionPort: 4},
				{address: '::3', quorumPort: 5, electionPort: 6},
			],
			client: {host: 'zk3', port: 2181},
		});
	});

	it('leaves out what it does not understand', () => {
		expect(
			readConfig(
				'group.1=1:2\nweight.1=3\r\nserver.x=a:1:2\nserver.1=a:1\nserver.2=b:1:2\r\n\nversion=zz',
			).members.map(({id}) => id),
		).toEqual([2]);
		expect(readConfig('')).toEqual({members: [], version: undefined});
	});
});
