// source/analyze/rules/members.ts
import {describe, expect, it} from 'vitest';
import {ensembleOf} from '../../source/analyze/ensemble.ts';
import {judge, nothingJudged, type Finding} from '../../source/analyze/findings.ts';
import type {Membership} from '../../source/analyze/membership.ts';
import type {ServerWitness} from '../../source/analyze/rules/rule.ts';
import {readConf, type Conf} from '../../source/zookeeper/words/conf.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {sceneOf} from './judging.ts';
import {ensembleIn, fresh, membershipIn, neverSeen, srvrOf, witness} from './witnesses.ts';

const all = (['follower1', 'follower2', 'leader', 'observer'] as const).map((at, index) =>
	witness(`127.0.0.1:2311${index + 1}`, at),
);
const findings = (
	servers: readonly ServerWitness[],
	membership: Membership = membershipIn(servers),
): readonly Finding[] => judge({...sceneOf(servers), membership}, nothingJudged).findings;
const texts = (servers: readonly ServerWitness[], rule: string): readonly string[] =>
	findings(servers)
		.filter(finding => finding.rule === rule)
		.map(({severity, subject, text}) => `${severity} ${subject} ${text}`);

const confOf = (at: 'leader' | 'follower1', changed: (conf: Conf) => Partial<Conf>): Conf => {
	const conf = readConf(recorded(`3.8.0/${at}`, 'conf'));
	return {...conf, ...changed(conf)};
};

it('find nothing where all members are named and agree', () => {
	expect(findings(all)).toEqual([]);
});

describe('members-unnamed', () => {
	it('names the members that are missing in the connect string', () => {
		expect(texts(all.slice(0, 3), 'members-unnamed')).toEqual([
			'info 127.0.0.1:23114 missing in the connect string (clients that use it cannot go there)',
		]);
	});
});

describe('one-name', () => {
	const one = (changed: Partial<ServerWitness>) => [
		{...witness('zk:2181', 'leader'), many: true, ids: [1, 3], ...changed},
	];

	it('says that figures cannot be told apart, and what to name instead', () => {
		expect(texts(one({}), 'one-name')).toEqual([
			'warn zk:2181 stands for servers 1, 3 (a balancer, or several addresses), which cannot be told apart, so it has no figures; name them one by one: 127.0.0.1:23111,127.0.0.1:23112,127.0.0.1:23113,127.0.0.1:23114',
		]);
	});

	it('is content where the servers behind it are asked themselves', () => {
		expect(texts([...one({twinOf: '127.0.0.1:23111'}), ...all], 'one-name')).toEqual([
			'info zk:2181 stands for servers 1, 3 (a balancer, or several addresses): they are asked themselves, and it is not counted',
		]);
	});

	it('makes the leader unknown, not absent', () => {
		expect(findings(one({})).map(({rule}) => rule)).not.toContain('no-leader');
	});
});

describe('no-member', () => {
	it('finds a server that was removed from the configuration, or is of another ensemble', () => {
		const stranger = witness('zk9:2181', 'follower1', {
			id: 9,
			conf: fresh(confOf('follower1', () => ({serverId: 9, members: []}))),
		});
		expect(texts([...all, stranger], 'no-member')).toEqual([
			'warn zk9:2181 is server.9, which the configuration does not name (removed from it, or of another ensemble)',
		]);
	});
});

it('a server that was taken out of the configuration does not count, though it still follows', () => {
	const servers = (['follower1', 'follower2', 'leader'] as const).map((at, index) =>
		witness(`127.0.0.1:2311${index + 1}`, at, {
			conf: fresh(confOf('leader', ({members}) => ({members: members.filter(({id}) => id < 3)}))),
		}),
	);
	expect(servers.map(({id}) => id)).toContain(3);
	expect(ensembleIn(servers)).toMatchObject({voters: {count: 2}, inStep: 2, canLose: 0});
});

describe('a named server that is no member by its address', () => {
	const typo = neverSeen('zk-typo:2181', 'unreachable');
	const membership = {...membershipIn(all.slice(0, 3)), strangers: ['zk-typo:2181']};

	it('is named, and is no voter that was lost', () => {
		const servers = [...all.slice(0, 3), typo];
		expect(findings(servers, membership).filter(({rule}) => rule === 'no-member')).toMatchObject([
			{subject: 'zk-typo:2181', severity: 'warn'},
		]);
		expect(ensembleOf(servers, membership)).toMatchObject({inStep: 3, canLose: 1});
	});
});

describe('voters alone, as the AdminServer tells them', () => {
	it('are no other configuration, and an observer is not missing in it', () => {
		const voters = fresh(
			confOf('leader', ({members}) => ({
				members: members
					.filter(({role}) => role === 'participant')
					.map(({id, role, address, quorumPort, electionPort}) => ({
						id,
						role,
						address,
						quorumPort,
						electionPort,
					})),
				configVersion: undefined,
			})),
			9000,
		);
		const servers = all.map(server => ({...server, conf: voters, confSince: 0}));
		expect(findings(servers).map(({rule}) => rule)).not.toContain('no-member');
		const [first, ...others] = all;
		expect(texts([{...(first as ServerWitness), conf: voters}, ...others], 'config-differs')).toEqual([]);
	});
});

describe('config-differs', () => {
	const old = (at: number) =>
		witness('127.0.0.1:23111', 'follower1', {
			conf: fresh(
				confOf('follower1', ({members}) => ({members: members.slice(0, 3), configVersion: '0x5'})),
				at,
			),
			confSince: 0,
		});
	const [, ...others] = all.map(server => ({...server, confSince: 5000}));

	it('finds a server that keeps telling an older configuration', () => {
		expect(texts([old(9000), ...others], 'config-differs')).toEqual([
			'warn 127.0.0.1:23111 tells another configuration than 127.0.0.1:23112: it lacks server.4',
		]);
	});

	it('waits until it was asked again after the newer one was told', () => {
		expect(texts([old(4000), ...others], 'config-differs')).toEqual([]);
	});

	it('finds static configurations that are written differently', () => {
		const [first, second] = all.map(server => ({...server, confSince: 0}));
		const other = fresh(
			confOf('leader', ({members}) => ({
				members: members.map(member => (member.id === 2 ? {...member, electionPort: 1} : member)),
			})),
			50,
		);
		expect(
			texts([first as ServerWitness, {...(second as ServerWitness), conf: other}], 'config-differs'),
		).toEqual([
			'warn 127.0.0.1:23112 tells another configuration than 127.0.0.1:23111: server.2 is written otherwise',
		]);
	});
});

describe('role-differs', () => {
	it('finds a voter that the configuration calls an observer', () => {
		const [a, b, c, d] = all;
		const voter = {...(d as ServerWitness), srvr: srvrOf('3.8.0/follower1')};
		expect(texts([a, b, c, voter] as ServerWitness[], 'role-differs')).toEqual([
			'warn 127.0.0.1:23114 is a follower, but the configuration calls it an observer',
		]);
	});
});

describe('a member that was found and never answered', () => {
	const found = {id: 4, name: 'zk4:2181', host: 'zk4', port: 2181, guessed: false};

	it('may be out of reach only: that is a warning, and no failure of the ensemble', () => {
		const servers = [...all.slice(0, 3), {...neverSeen('zk4:2181', 'unreachable'), found}];
		expect(texts(servers, 'server-fails')).toEqual([
			'warn zk4:2181 unreachable: unreachable, in words. Its address is from the configuration: it may be down, or only out of reach from here',
		]);
		expect(ensembleIn(servers).canLose).toBe(ensembleIn(all).canLose);
	});

	it('at a guessed port is a note that says so', () => {
		const servers = [
			...all.slice(0, 3),
			{...neverSeen('zk4:2181', 'refused'), found: {...found, guessed: true}},
		];
		expect(texts(servers, 'server-fails')).toEqual([
			'info zk4:2181 refuses connections (process down or port shut). Its address is from the configuration, its client port a guess: name it if it is another',
		]);
	});
});
