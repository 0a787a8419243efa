// Three real servers that speak TLS, each with two client ports and an AdminServer: over https, over both, over http.
import {createClient, type Client} from '../../source/zookeeper/client.ts';
import {parseHost, type Host} from '../../source/zookeeper/hosts.ts';
import {systemTls, type Tls} from '../../source/zookeeper/security.ts';
import {makeCertificates, type Certificate} from '../helpers/certificates.ts';
import {connect} from '../helpers/client-states.ts';
import {startEnsemble, type Ensemble} from '../helpers/ensemble.ts';
import {freePorts} from '../helpers/free-ports.ts';
import {runZktop} from '../helpers/zktop.ts';

export type Door = {
	readonly source: string;
	readonly state: string;
	readonly why: string | null;
	readonly scheme: string | null;
	readonly port: number | null;
};

/** What the verbs print that are run on them. */
export type Printed = {
	readonly session: unknown;
	readonly sessions: readonly {readonly session: string; readonly secure: boolean | null}[];
	readonly servers: readonly {
		readonly watches: unknown;
		readonly leader: unknown;
		readonly facts: readonly {readonly fact: string; readonly doors: readonly Door[]}[];
	}[];
};

export type TlsServers = {
	readonly ensemble: Ensemble;
	readonly authority: Certificate;
	/** Trusts the authority. */
	readonly tls: Tls;
	/** Ports of the AdminServers. */
	readonly admins: readonly number[];
	readonly plain: readonly Host[];
	readonly secure: readonly Host[];
	/** The sessions of a client on the plain and of one on the TLS port of the first server. */
	readonly sessions: readonly string[];
	/** Runs a verb on their plain or their TLS ports; the AdminServers are known to it. */
	zktop(verb: string, ports: 'plain' | 'secure', env?: Readonly<Record<string, string>>): Promise<Printed>;
	stop(): Promise<void>;
};

/** TLS as the client ports and the AdminServers have it, from the same PEM file. */
const keystores = (pemFile: string, caFile: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		['ssl', 'ssl.quorum'].flatMap(prefix => [
			[`${prefix}.keyStore.type`, 'PEM'],
			[`${prefix}.keyStore.location`, pemFile],
			[`${prefix}.trustStore.type`, 'PEM'],
			[`${prefix}.trustStore.location`, caFile],
		]),
	);

const sessionOf = (client: Client): string => {
	const state = client.state();
	return state.kind === 'connected' ? state.session : state.kind;
};

export const startTlsServers = async (): Promise<TlsServers> => {
	const files = makeCertificates();
	const authority = files.make({commonName: 'the test authority'});
	const names = 'IP:127.0.0.1,DNS:localhost';
	const {pemFile} = files.make({commonName: 'server', names, signedBy: authority});
	const ports = await freePorts(6);
	const admins = ports.slice(3);
	const ensemble = await startEnsemble({
		servers: 3,
		config: {
			serverCnxnFactory: 'org.apache.zookeeper.server.NettyServerCnxnFactory',
			'ssl.clientAuth': 'none',
			'admin.enableServer': 'true',
			...keystores(pemFile, authority.certFile),
		},
		configOf: id => ({
			secureClientPort: String(ports[id - 1]),
			'admin.serverPort': String(admins[id - 1]),
			...(id === 1 && {'admin.forceHttps': 'true'}),
			...(id === 2 && {'admin.portUnification': 'true'}),
		}),
	});
	const tls = {...systemTls, ca: [authority.cert]};
	const plain = ensemble.servers.map(({connect}) => parseHost(connect));
	const secure = ports.slice(0, 3).map(port => parseHost(`127.0.0.1:${port}`));
	const clientOf = (hosts: readonly Host[], tls: Tls | undefined): Client =>
		createClient({hosts: hosts.slice(0, 1), chroot: '/'}, {security: {tls, credentials: []}});
	const clients = [clientOf(plain, undefined), clientOf(secure, tls)];
	await Promise.all(clients.map(connect));
	return {
		ensemble,
		authority,
		tls,
		admins,
		plain,
		secure,
		sessions: clients.map(sessionOf),
		async zktop(verb, ports, env) {
			const hosts = (ports === 'plain' ? plain : secure).map(({name}) => name).join(',');
			const trust = ports === 'plain' ? [] : ['--ca', authority.certFile];
			const {stdout} = await runZktop([verb, '-c', hosts, '--admin-port', admins.join(','), ...trust], env);
			return JSON.parse(stdout) as Printed;
		},
		async stop() {
			await Promise.all(clients.map(async client => client.close()));
			await ensemble.stop();
			files.remove();
		},
	};
};
