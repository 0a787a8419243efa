// source/analyze/membership.ts, source/analyze/member-match.ts
import {describe, expect, it} from 'vitest';
import {membershipOf, noMembership, type Remembered, type Teller} from '../../source/analyze/membership.ts';
import {unasked} from '../../source/analyze/reading.ts';
import {readConfig} from '../../source/zookeeper/config.ts';
import {readConf, type Conf} from '../../source/zookeeper/words/conf.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {failed, fresh, membershipIn, shut, srvrOf, witness} from './witnesses.ts';

const dynamic = readConfig(
	[
		'server.1=zk1:2888:3888:participant;0.0.0.0:2181',
		'server.2=zk2:2888:3888:participant;0.0.0.0:2182',
		'server.3=zk3:2888:3888:observer;0.0.0.0:2183',
		'version=100000003',
	].join('\n'),
);
const fixed = readConfig(['server.1=zk1:2888:3888', 'server.2=zk2:2888:3888'].join('\n'));

const conf = (members: Conf['members'], own: Partial<Conf> = {}): Conf => ({
	...readConf(recorded('3.8.0/leader', 'conf')),
	members,
	configVersion: '0x100000003',
	...own,
});

const teller = (name: string, own: Partial<Teller> = {}): Teller => ({
	name,
	named: true,
	id: undefined,
	many: false,
	srvr: srvrOf('3.8.0/follower1'),
	conf: shut,
	...own,
});

const scene = {config: unasked, remembered: undefined, addresses: new Map(), secure: false} as const;
const foundBy = (servers: readonly Teller[], own: Partial<Parameters<typeof membershipOf>[0]> = {}) => {
	const {found, unclear} = membershipOf({...scene, servers, ...own}, noMembership);
	return unclear ?? found.map(({name, guessed}) => `${name}${guessed ? '?' : ''}`);
};

describe('the members', () => {
	it('are none where nobody tells, and of a standalone server', () => {
		expect(membershipOf({...scene, servers: [teller('zk1:2181')]}, noMembership)).toBe(noMembership);
		const alone = teller('zk1:2181', {conf: fresh(conf([]))});
		expect(membershipOf({...scene, servers: [alone]}, noMembership)).toBe(noMembership);
	});

	it('are told by conf, and by /zookeeper/config where conf is shut', () => {
		const byConf = [teller('zk1:2181', {id: 1, conf: fresh(conf(dynamic.members, {serverId: 1}))})];
		expect(membershipOf({...scene, servers: byConf}, noMembership)).toMatchObject({
			source: {kind: 'conf', server: 'zk1:2181'},
			version: '0x100000003',
		});
		expect(
			membershipOf({...scene, servers: [teller('zk1:2181')], config: fresh(dynamic)}, noMembership),
		).toMatchObject({source: {kind: 'session'}, members: dynamic.members});
	});

	it('are those of the newest configuration', () => {
		const old = teller('zk1:2181', {id: 1, conf: fresh(conf(fixed.members, {configVersion: '0x5'}))});
		expect(membershipOf({...scene, servers: [old], config: fresh(dynamic)}, noMembership).members).toBe(
			dynamic.members,
		);
	});

	it('keep their identity while they say the same', () => {
		const told = () => [teller('zk1:2181', {conf: fresh(conf([...dynamic.members]))})];
		const first = membershipOf({...scene, servers: told()}, noMembership);
		expect(membershipOf({...scene, servers: told()}, first)).toBe(first);
	});
});

describe('members of an earlier run', () => {
	const remembered: Remembered = {members: dynamic.members, at: 5};
	const down = teller('zk1:2181', {srvr: failed('refused')});

	it('count while no server serves, and are asked', () => {
		expect(membershipOf({...scene, servers: [down], remembered}, noMembership).source).toEqual({
			kind: 'memory',
			at: 5,
		});
		expect(foundBy([down], {remembered})).toEqual(['zk2:2182', 'zk3:2183']);
	});

	it('count where none that serves tells its configuration', () => {
		expect(foundBy([teller('zk1:2181')], {remembered})).toEqual(['zk2:2182', 'zk3:2183']);
	});

	it('are forgotten when one serves alone: this is another ensemble now', () => {
		const alone = teller('zk1:2181', {srvr: srvrOf('3.8.0/standalone')});
		expect(membershipOf({...scene, servers: [alone], remembered}, noMembership)).toBe(noMembership);
	});
});

describe('members that nobody named', () => {
	const config = fresh(dynamic);

	it('are those that are no named server, by host and port', () => {
		expect(foundBy([teller('zk1:2181')], {config})).toEqual(['zk2:2182', 'zk3:2183']);
		expect(
			foundBy(
				['zk1:2181', 'zk2:2182', 'zk3:2183'].map(name => teller(name)),
				{config},
			),
		).toEqual([]);
	});

	it('are told by id, whatever the names', () => {
		expect(foundBy([teller('10.0.0.2:2181', {id: 2})], {config})).toEqual(['zk1:2181', 'zk3:2183']);
	});

	it('are told by addresses where names differ', () => {
		const addresses = new Map([
			['10.0.0.2', ['10.0.0.2']],
			['zk2', ['10.0.0.2']],
		]);
		expect(foundBy([teller('10.0.0.2:2182')], {config, addresses})).toEqual(['zk1:2181', 'zk3:2183']);
	});

	it('are not guessed at while a named server may be any of them; its addresses are asked for', () => {
		const servers = [teller('balancer:2181')];
		expect(foundBy(servers, {config})).toMatch(/^balancer:2181 did not tell which member it is/);
		const {unresolved} = membershipOf({...scene, servers, config}, noMembership);
		expect(unresolved).toEqual(['balancer', 'zk1', 'zk2', 'zk3']);
	});

	it('are not hidden by a name that is none of them: it failed, and its address is none of theirs', () => {
		const typo = teller('zk-typo:2181', {srvr: failed('unreachable')});
		const addresses = new Map(
			['zk-typo', 'zk2', 'zk3'].map(host => [host, host === 'zk-typo' ? [] : [host]]),
		);
		const servers = [teller('zk1:2181'), typo];
		expect(foundBy(servers, {config, addresses})).toEqual(['zk2:2182', 'zk3:2183']);
		expect(membershipOf({...scene, servers, config, addresses}, noMembership).strangers).toEqual([
			'zk-typo:2181',
		]);
		// Until the names are resolved it may be any of them.
		expect(foundBy(servers, {config})).toMatch(/^zk-typo:2181 did not tell/);
	});

	it('are all of them where several servers answer under the one name', () => {
		expect(foundBy([teller('balancer:2181', {id: 2, many: true})], {config})).toEqual([
			'zk1:2181',
			'zk2:2182',
			'zk3:2183',
		]);
	});

	it('have a guessed client port where the configuration is static: that of another server', () => {
		const told = conf(fixed.members, {serverId: 1, clientPort: 2199});
		expect(foundBy([teller('zk1:2199', {id: 1, conf: fresh(told)})])).toEqual(['zk2:2199?']);
		expect(foundBy([teller('zk1:2177')], {config: fresh(fixed)})).toEqual(['zk2:2177?']);
	});

	it('are asked at their TLS port where we connect by TLS', () => {
		const told = conf(dynamic.members, {serverId: 1, secureClientPort: 2281});
		expect(foundBy([teller('zk1:2281', {id: 1, conf: fresh(told)})], {secure: true})).toEqual([
			'zk2:2281?',
			'zk3:2281?',
		]);
	});

	it('have IPv6 addresses in brackets', () => {
		const six = readConfig('server.1=zk1:2888:3888;2181\nserver.2=[fd00::2]:2888:3888;2181');
		expect(foundBy([teller('zk1:2181')], {config: fresh(six)})).toEqual(['[fd00::2]:2181']);
	});

	it('are not asked where the configuration holds what can be no host', () => {
		const odd = readConfig('server.1=zk1:2888:3888;2181\nserver.2=a b\u001B[2J:2888:3888;2181');
		expect(foundBy([teller('zk1:2181')], {config: fresh(odd)})).toEqual([]);
	});

	it('are told apart by port where all have one address, as on the recorded machine', () => {
		const servers = ['leader', 'follower1', 'follower2'] as const;
		const found = membershipIn(servers.map((at, index) => witness(`127.0.0.1:2311${index}`, at))).found;
		expect(found.map(({name}) => name)).toEqual(['127.0.0.1:23114']);
	});
});
