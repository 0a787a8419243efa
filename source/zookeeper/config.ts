// The ensemble's configuration as `/zookeeper/config` holds it and `conf` repeats it. (S/server/quorum/QuorumPeer.java)
//
//   config = *(line LF) ["version=" hex]
//   line   = "server." id "=" quorum *("|" quorum) [";" client [";" client]]       (second client: secure port, 3.10)
//          | "group." … | "weight." … | anything                                        (left out)
//   quorum = host ":" quorum-port ":" election-port [":" role];  role = "participant" | "observer"
//   client = [host ":"] port;  host = name | ipv4 | "[" ipv6 "]"
//
// A static configuration has no client part, and version 0.
import {compressIpv6} from './text/ipv6.ts';
import {parseId, type Id} from './ids.ts';

export type Endpoint = {readonly host: string; readonly port: number};

export type QuorumAddress = {
	/** Host name or address; IPv6 compressed and without brackets. */
	readonly address: string;
	readonly quorumPort: number;
	readonly electionPort: number;
};

export type Member = QuorumAddress & {
	readonly id: number;
	readonly role: 'participant' | 'observer';
	/** Further addresses of the same server (multiAddress, 3.6). */
	readonly alternatives?: readonly QuorumAddress[];
	/** Where clients are served; `0.0.0.0` and `::` are replaced by the server's own address. Missing in a static configuration. */
	readonly client?: Endpoint;
	readonly secureClient?: Endpoint;
};

export type Config = {
	readonly members: readonly Member[];
	/** A zxid: bigger is newer; `0x0` is static. */
	readonly version: Id | undefined;
};

/** Reads a configuration; lines it does not understand are left out, an empty text (standalone) has no members. */
export const readConfig = (text: string): Config => {
	const lines = text.split('\n').map(line => line.trim());
	const version = lines.findLast(line => line.startsWith('version='))?.slice('version='.length);
	return {
		members: lines.flatMap(line => readMember(line) ?? []),
		version: version === undefined ? undefined : parseId(`0x${version}`),
	};
};

const memberPattern = /^server\.(?<id>\d{1,15})=(?<value>.*)$/;
const quorumPattern =
	/^(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^:[\]]+)):(?<quorum>\d{1,5}):(?<election>\d{1,5})(?::(?<role>participant|observer))?$/i;
const clientPattern = /^(?:(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^:[\]]*)):)?(?<port>\d{1,5})$/;
const wildcard = /^(?:0\.0\.0\.0|[0:]*)$/;

const readMember = (line: string): Member | undefined => {
	const groups = memberPattern.exec(line)?.groups;
	const [quorum = '', client, secureClient] = (groups?.['value'] ?? '').split(';').map(part => part.trim());
	const [first, ...others] = quorum.split('|').flatMap(part => readQuorum(part) ?? []);
	if (groups === undefined || first === undefined) {
		return undefined;
	}

	const endpoint = client === undefined ? undefined : readClient(client, first.address);
	const secure = secureClient === undefined ? undefined : readClient(secureClient, first.address);
	return {
		id: Number(groups['id']),
		...first,
		role: /:observer\s*(?:\||$)/i.test(quorum) ? 'observer' : 'participant',
		...(others.length > 0 && {alternatives: others}),
		...(endpoint && {client: endpoint}),
		...(secure && {secureClient: secure}),
	};
};

const readQuorum = (text: string): QuorumAddress | undefined => {
	const groups = quorumPattern.exec(text.trim())?.groups;
	return (
		groups && {
			address: compressIpv6(groups['ipv6'] ?? groups['host'] ?? ''),
			quorumPort: Number(groups['quorum']),
			electionPort: Number(groups['election']),
		}
	);
};

const readClient = (text: string, own: string): Endpoint | undefined => {
	const groups = clientPattern.exec(text)?.groups;
	const host = compressIpv6(groups?.['ipv6'] ?? groups?.['host'] ?? '');
	return groups && {host: wildcard.test(host) ? own : host, port: Number(groups['port'])};
};
