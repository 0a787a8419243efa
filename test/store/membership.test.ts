// source/store/membership.ts, source/store/twins.ts
import {describe, expect, it} from 'vitest';
import {memberInterests} from '../../source/store/membership.ts';
import {readConfig} from '../../source/zookeeper/config.ts';
import {answers, everything, fails, names, scripted, told} from './scripted.ts';

const found = ({servers}: {readonly servers: readonly {readonly name: string; readonly found: unknown}[]}) =>
	servers.filter(server => server.found !== undefined).map(({name}) => name);

describe('members that nobody named', () => {
	const fifth = {
		id: 5,
		role: 'participant',
		address: 'zk5',
		quorumPort: 2888,
		electionPort: 3888,
		client: {host: 'zk5', port: 2181},
	} as const;
	const tellsFive = (name: (typeof names)[number]) => {
		const conf = told(name, 'conf');
		return answers(name, 'conf', {...conf, members: [...conf.members, fifth]});
	};

	it('become servers that are asked, after the named ones', () => {
		const {sample} = scripted();
		const data = sample(0, ...names.map(tellsFive));
		expect(data.servers.map(({name}) => name)).toEqual([...names, 'zk5:2181']);
		expect(memberInterests(data).found).toEqual([{name: 'zk5:2181', host: 'zk5', port: 2181, serves: false}]);
	});

	it('wait until every named server has told which member it is', () => {
		const {sample} = scripted();
		expect(found(sample(0, ...names.slice(1).map(tellsFive)))).toEqual([]);
	});

	it('are asked no more when the configuration has lost them', () => {
		const {sample} = scripted();
		sample(0, ...names.map(tellsFive));
		expect(found(sample(1, ...names.map(name => answers(name, 'conf'))))).toEqual([]);
	});

	it('come from /zookeeper/config where conf is shut', () => {
		const {sample} = scripted();
		const config = readConfig(
			['1=zk1', '2=zk2', '3=zk3', '4=zk4', '5=zk5'].map(line => `server.${line}:2888:3888;2181`).join('\n'),
		);
		const data = sample(0, {of: 'config', answer: {kind: 'fresh', value: config, at: 0}});
		expect(data.membership.source).toEqual({kind: 'session'});
		expect(data.ensemble.voters).toEqual({count: 5, source: 'conf'});
	});

	it('may be found by their addresses', () => {
		const {sample} = scripted();
		const config = readConfig('server.1=one:2888:3888;2181\nserver.2=two:2888:3888;2181');
		const data = sample(0, {of: 'config', answer: {kind: 'fresh', value: config, at: 0}});
		expect(memberInterests(data).names).toContain('two');
		sample(1, {of: 'addresses', host: 'two', addresses: ['10.0.0.2']});
		expect(memberInterests(sample(2)).names).not.toContain('two');
	});
});

describe('a name behind which several servers answer', () => {
	const turns = (data: ReturnType<typeof scripted>) => {
		data.sample(0, ...everything());
		data.sample(1, answers('zk4', 'conf', told('zk1', 'conf')));
		return data.sample(2, answers('zk4', 'conf'));
	};

	it('is known by the ids that come and go, has no figures and is counted by the others', () => {
		const data = scripted();
		turns(data);
		const [, , , many] = data.sample(3, answers('zk4', 'mntr')).servers;
		expect(many).toMatchObject({many: true, twinOf: 'zk1', figures: undefined, lastFigures: undefined});
		expect(data.data().judgement.findings.map(({rule, subject}) => `${rule} ${subject}`)).toContain(
			'one-name zk4',
		);
	});

	it('still says whether anybody serves there when all else fails', () => {
		const data = scripted();
		turns(data);
		const rest = names.slice(0, 3).map(name => fails(name, 'srvr', 'unreachable'));
		const {servers, ensemble} = data.sample(3, ...rest, answers('zk4', 'srvr'));
		expect(servers[3]?.twinOf).toBeUndefined();
		expect(ensemble).toMatchObject({quorum: 'yes', leader: undefined});
	});
});
