// Who belongs to the ensemble by its configuration, and which of them the connect string does not name.
import type {Config, Member} from '../zookeeper/config.ts';
import {compareIds, type Id} from '../zookeeper/ids.ts';
import type {Conf} from '../zookeeper/words/conf.ts';
import type {Srvr} from '../zookeeper/words/srvr.ts';
import {endpointOf, memberOf, type Addresses} from './member-match.ts';
import {freshValue, lastValue, type Reading} from './reading.ts';

/** What membership needs of one server that is asked. */
export type Teller = {
	/** `host:port` */
	readonly name: string;
	/** In the connect string. */
	readonly named: boolean;
	/** Its server id, as it told. */
	readonly id: number | undefined;
	/** Several servers answer under this name. */
	readonly many: boolean;
	readonly srvr: Reading<Srvr>;
	readonly conf: Reading<Conf>;
};

/** A member that nobody named, and where it is asked. */
export type Found = {
	readonly id: number;
	/** `host:port` */
	readonly name: string;
	readonly host: string;
	readonly port: number;
	/** A static configuration names no client port (facts.md M18): this one is that of another server. */
	readonly guessed: boolean;
};

/** Members of an earlier run, and our clock when they were told. */
export type Remembered = {readonly members: readonly Member[]; readonly at: number};

export type Membership = {
	/** By the newest configuration that was told; empty: none was, or a standalone server. */
	readonly members: readonly Member[];
	/** Who told it. */
	readonly source:
		| {readonly kind: 'conf'; readonly server: string}
		| {readonly kind: 'session'}
		| {readonly kind: 'memory'; readonly at: number}
		| undefined;
	/** Undefined: the voters alone were told (`voting_view` of the AdminServer). */
	readonly version: Id | undefined;
	/** The member that each server is, by the server's name and the member's id; servers of which that is not known are missing. */
	readonly ids: Readonly<Record<string, number>>;
	/** Named servers that never answered and are no member by their address: a wrong name or port. */
	readonly strangers: readonly string[];
	/** Members that the connect string does not name. */
	readonly found: readonly Found[];
	/** Why it is not known which members the connect string does not name. */
	readonly unclear: string | undefined;
	/** Host names whose addresses would tell. */
	readonly unresolved: readonly string[];
};

export const noMembership: Membership = {
	members: [],
	source: undefined,
	version: undefined,
	ids: {},
	strangers: [],
	found: [],
	unclear: undefined,
	unresolved: [],
};

export type MembershipScene = {
	readonly servers: readonly Teller[];
	/** `/zookeeper/config`, as our session read it. */
	readonly config: Reading<Config>;
	readonly remembered: Remembered | undefined;
	/** What host names resolved to. */
	readonly addresses: Addresses;
	/** We connect by TLS. */
	readonly secure: boolean;
};

/** The ensemble's members; the same value again where nothing has changed. */
export const membershipOf = (scene: MembershipScene, before: Membership): Membership => {
	const told = toldBy(scene);
	const next = told === undefined ? noMembership : {...told, ...missing(scene, told.members)};
	return isSame(before, next) ? before : next;
};

type Told = Pick<Membership, 'members' | 'source' | 'version'>;

/** The newest configuration that a server tells now, else the last that one told, else that of an earlier run. */
const toldBy = ({servers, config, remembered}: MembershipScene): Told | undefined => {
	const tellings = [
		...servers.flatMap(({name, conf}): readonly (Told & {fresh: boolean})[] => {
			const value = lastValue(conf);
			return value === undefined || value.members.length === 0
				? []
				: [
						{
							members: value.members,
							version: value.configVersion,
							source: {kind: 'conf', server: name},
							fresh: conf.kind === 'fresh',
						},
					];
		}),
		...sessionTelling(config),
	];
	const [newest] = tellings.toSorted(
		(a, b) =>
			Number(b.fresh) - Number(a.fresh) ||
			Number(b.version !== undefined) - Number(a.version !== undefined) ||
			compareIds(b.version ?? '0x0', a.version ?? '0x0'),
	);
	if (newest !== undefined) {
		return {members: newest.members, source: newest.source, version: newest.version};
	}

	// An earlier run may have met another ensemble at this address: one that serves alone has no members.
	return remembered === undefined || servers.some(isStandalone)
		? undefined
		: {members: remembered.members, source: {kind: 'memory', at: remembered.at}, version: undefined};
};

const sessionTelling = (config: Reading<Config>): readonly (Told & {fresh: boolean})[] => {
	const value = lastValue(config);
	return value === undefined || value.members.length === 0
		? []
		: [{...value, source: {kind: 'session'}, fresh: config.kind === 'fresh'}];
};

const isStandalone = ({srvr}: Teller): boolean => freshValue(srvr)?.mode === 'standalone';

const missing = (
	scene: MembershipScene,
	members: readonly Member[],
): Pick<Membership, 'ids' | 'strangers' | 'found' | 'unclear' | 'unresolved'> => {
	const {servers, addresses} = scene;
	const matches = servers
		.filter(server => server.named && !server.many)
		.map(server => ({server, member: memberOf(server, members, addresses)}));
	const left = members.filter(({id}) => !matches.some(({member}) => member?.id === id));
	const undecided = matches.flatMap(({server, member}) =>
		member === undefined && server.id === undefined ? [server] : [],
	);
	const hosts = [...undecided.map(({name}) => endpointOf(name).host), ...left.map(({address}) => address)];
	const unresolved = [...new Set(hosts)].filter(host => !isAddress(host) && !addresses.has(host));
	const strangers = undecided.filter(
		({srvr}) => srvr.kind === 'failed' && (left.length === 0 || unresolved.length === 0),
	);
	const nameless = undecided.filter(server => !strangers.includes(server)).map(({name}) => name);
	const isClear = left.length === 0 || nameless.length === 0;
	const found = isClear ? foundIn(left, scene) : [];
	return {
		ids: Object.fromEntries([
			...matches.flatMap(({server, member}) =>
				member === undefined ? [] : [[server.name, member.id] as const],
			),
			...found.map(({name, id}) => [name, id] as const),
		]),
		strangers: strangers.map(({name}) => name),
		found,
		unclear: isClear
			? undefined
			: `${nameless.join(', ')} did not tell which member it is, and its address is none of theirs`,
		unresolved: left.length === 0 ? [] : unresolved,
	};
};

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

/** What comes from a configuration is dialled only if it can be a host. */
const hostPattern = /^[\w.:%-]{1,255}$/;

const foundIn = (left: readonly Member[], {servers, secure}: MembershipScene): readonly Found[] => {
	const taken = new Set(servers.filter(server => server.named).map(({name}) => name));
	return left
		.map(member => whereIs(member, servers, secure))
		.filter(({name, host}) => hostPattern.test(host) && !taken.has(name))
		.toSorted((a, b) => a.id - b.id);
};

/** Where a member serves clients: as configured, else at the port at which another server does. */
const whereIs = (member: Member, servers: readonly Teller[], secure: boolean): Found => {
	const known = secure ? member.secureClient : member.client;
	const host = known?.host ?? member.address;
	const port = known?.port ?? guessedPort(servers, secure);
	const name = `${host.includes(':') ? `[${host}]` : host}:${port}`;
	return {id: member.id, name, host, port, guessed: known === undefined};
};

const guessedPort = (servers: readonly Teller[], secure: boolean): number => {
	const told = servers.flatMap(({conf}) => {
		const value = lastValue(conf);
		return (secure ? value?.secureClientPort : value?.clientPort) ?? [];
	});
	return told[0] ?? Number(servers[0]?.name.split(':').at(-1) ?? 2181);
};

const isSame = (a: Membership, b: Membership): boolean => JSON.stringify(a) === JSON.stringify(b);
