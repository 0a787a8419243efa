// Rules about who belongs to the ensemble: the connect string, the configuration and what the servers do should agree.
import {compareIds} from '../../zookeeper/ids.ts';
import type {Member} from '../../zookeeper/config.ts';
import {freshValue} from '../reading.ts';
import {answersOf, ofConf} from './evidence.ts';
import {ofState, type Observation, type Scene, type ServerWitness} from './rule.ts';

const notTold = 'no server has told its configuration';

export const memberRules = ofState([
	{
		id: 'same-server',
		wrong: 'two servers of different ensembles may have one id',
		source: 'zookeeper.md A.4 conf',
		judge: scene =>
			tellsConf(scene)
				? scene.servers.flatMap(server =>
						server.twinOf === undefined || server.many ? [] : [sameServer(server, server.twinOf)],
					)
				: notTold,
	},
	{
		id: 'one-name',
		wrong: 'a server that is restarted often looks like several',
		source: 'zookeeper.md A.4 conf, srvr',
		judge: scene => scene.servers.filter(({many}) => many).map(server => behindOneName(server, scene)),
	},
	{
		id: 'members-unnamed',
		wrong: 'clients may be given the other servers by DNS or their own configuration',
		source: 'zookeeper.md A.4 conf, D.9; facts.md M18',
		judge: ({membership: {members, source, found, unclear}, ensemble, servers}) => {
			if (source?.kind === 'memory' || (members.length === 0 && !ensemble.standalone)) {
				return servers.every(({conf}) => conf.kind === 'unsupported')
					? 'the members are not known: conf is shut, and no session has read /zookeeper/config'
					: notTold;
			}

			return unclear ?? (found.length === 0 ? [] : [unnamed(found)]);
		},
	},
	{
		id: 'no-member',
		wrong: 'the configuration may name another address of the same server',
		source: 'zookeeper.md A.4 conf',
		judge: ({servers, ...scene}) =>
			isUntold(scene.membership) ? notTold : servers.flatMap(server => noMember(server, scene.membership)),
	},
	{
		id: 'config-differs',
		wrong: 'while a reconfiguration is under way servers differ for a moment',
		source: 'zookeeper.md A.4 conf, D.9',
		judge: scene => (tellsConf(scene) ? outdated(scene) : notTold),
	},
	{
		id: 'role-differs',
		wrong: 'while a reconfiguration is under way a server may have its old role for a moment',
		source: 'zookeeper.md A.4 srvr, conf',
		judge: ({membership, servers}) =>
			isUntold(membership)
				? notTold
				: servers.flatMap(server =>
						roleDrift(
							server,
							membership.members.find(({id}) => id === server.id),
						),
					),
	},
]);

const sameServer = (server: ServerWitness, twin: string): Observation => ({
	severity: 'info',
	subject: server.name,
	text: `is the same server as ${twin}: counted once`,
	evidence: ofConf(server, [{what: 'its serverId, as that of the other', now: server.id?.toString()}]),
	next: ['name each server once'],
});

/** Who are members now, nobody has told. */
const isUntold = ({source}: Scene['membership']): boolean => source === undefined || source.kind === 'memory';

const noMember = (
	server: ServerWitness,
	{members, version, strangers}: Scene['membership'],
): readonly Observation[] => {
	const {name, id, many, srvr} = server;
	// Where the voters alone were told, observers are missing.
	const mayBeLeftOut = version === undefined && freshValue(srvr)?.mode === 'observer';
	const isOut = id !== undefined && !many && !mayBeLeftOut && members.every(member => member.id !== id);
	const text = isOut
		? `is server.${id}, which the configuration does not name (removed from it, or of another ensemble)`
		: 'is no member by its address (a wrong name or port, or one that the configuration does not know)';
	return isOut || strangers.includes(name)
		? [
				{
					severity: 'warn',
					subject: name,
					text,
					evidence: [
						...ofConf(server, [{what: 'its serverId', now: id?.toString()}]),
						{what: 'members', now: {text: members.map(member => member.id).join(', ')}, from: 'conf'},
					],
					next: ['take it out of the connect string, or add it by reconfig'],
				},
			]
		: [];
};

const tellsConf = ({servers}: Scene): boolean => servers.some(({conf}) => conf.kind === 'fresh');

const behindOneName = (server: ServerWitness, {membership}: Scene): Observation => {
	const {name, ids, twinOf} = server;
	const who = ids.length > 1 ? `servers ${ids.join(', ')}` : 'several servers';
	const names = membership.members.flatMap(({client}) => (client ? `${client.host}:${client.port}` : []));
	const fix = `name them one by one${names.length > 0 ? `: ${names.join(',')}` : ''}`;
	return {
		severity: twinOf === undefined ? 'warn' : 'info',
		subject: name,
		text: `stands for ${who} (a balancer, or several addresses)${
			twinOf === undefined
				? `, which cannot be told apart, so it has no figures; ${fix}`
				: ': they are asked themselves, and it is not counted'
		}`,
		evidence: ofConf(server, [{what: 'serverIds that answered under it', now: ids.join(', ')}]),
		next: [fix],
	};
};

const unnamed = (found: Scene['membership']['found']): Observation => {
	const guesses = found.some(({guessed}) => guessed)
		? ' (client port guessed: a static configuration names none)'
		: '';
	return {
		severity: 'info',
		subject: found.map(({name}) => name).join(', '),
		text: `missing in the connect string (clients that use it cannot go there)${guesses}`,
		evidence: found.map(({name, guessed}) => ({
			what: `client address${guessed ? ', port guessed' : ''}`,
			now: {text: name},
			from: 'conf or /zookeeper/config',
		})),
		next: [`name it, too: ${found.map(({name}) => name).join(',')}`],
	};
};

/** A configuration that is told still after another server has told a newer one, or another one of the same version. */
const outdated = ({servers}: Scene): readonly Observation[] => {
	const tellings = servers.flatMap(({name, conf, confSince, twinOf, many}) => {
		const value = freshValue(conf);
		// The AdminServer tells no version, the voters alone, and their names resolved.
		return value?.configVersion === undefined || value.members.length === 0 || twinOf !== undefined || many
			? []
			: [{name, value, at: conf.kind === 'fresh' ? conf.at : 0, since: confSince ?? 0}];
	});
	const [newest] = tellings.toSorted((a, b) =>
		compareIds(b.value.configVersion ?? '0x0', a.value.configVersion ?? '0x0'),
	);
	return newest === undefined
		? []
		: tellings
				.filter(({value, at}) => !sameMembers(value.members, newest.value.members) && at > newest.since)
				.map(({name, value, at}) => ({
					severity: 'warn',
					subject: name,
					text: `tells another configuration than ${newest.name}: ${difference(value.members, newest.value.members)}`,
					evidence: [
						{
							what: 'version of its configuration',
							now: {text: value.configVersion ?? 'none'},
							server: name,
							from: 'conf',
							at,
						},
						{
							what: 'version of the newest one',
							now: {text: newest.value.configVersion ?? 'none'},
							server: newest.name,
							from: 'conf',
							at: newest.at,
						},
					],
					next: [
						'compare zoo.cfg and zoo.cfg.dynamic of the two; a static configuration has to be the same on all, then restart',
					],
				}));
};

const sameMembers = (a: readonly Member[], b: readonly Member[]): boolean => difference(a, b) === '';

/** Ids on one side only, else those whose lines differ. */
const difference = (a: readonly Member[], b: readonly Member[]): string => {
	const lines = (members: readonly Member[]) =>
		new Map(members.map(member => [member.id, JSON.stringify(member)]));
	const [mine, theirs] = [lines(a), lines(b)];
	const only = [...mine.keys()].filter(id => !theirs.has(id)).map(id => `it alone has server.${id}`);
	const missing = [...theirs.keys()].filter(id => !mine.has(id)).map(id => `it lacks server.${id}`);
	const other = [...mine]
		.filter(([id, line]) => theirs.has(id) && theirs.get(id) !== line)
		.map(([id]) => `server.${id} is written otherwise`);
	return [...only, ...missing, ...other].join(', ');
};

const roleDrift = (server: ServerWitness, member: Member | undefined): readonly Observation[] => {
	const {name, srvr} = server;
	const mode = freshValue(srvr)?.mode;
	const votes = mode === 'leader' || mode === 'follower';
	return member === undefined || (!votes && mode !== 'observer') || votes === (member.role === 'participant')
		? []
		: [
				{
					severity: 'warn',
					subject: name,
					text: `is ${mode === 'observer' ? 'an observer' : `a ${mode}`}, but the configuration calls it ${member.role === 'observer' ? 'an observer' : 'a participant'}`,
					evidence: [
						...answersOf([server]),
						...ofConf(server, [{what: 'its role in the configuration', now: member.role}]),
					],
					next: ['restart it with the configuration that the others have'],
				},
			];
};
