// zoo.cfg of a test server: small, quick to fail over, everything readable.

export type Settings = Readonly<Record<string, string>>;

type Ports = {readonly client: number; readonly quorum: number; readonly election: number};

const defaults: Settings = {
	tickTime: '1000',
	initLimit: '10',
	syncLimit: '5',
	maxClientCnxns: '0',
	preAllocSize: '1024',
	standaloneEnabled: 'true',
	'4lw.commands.whitelist': '*',
	'admin.enableServer': 'false',
};

const host = '127.0.0.1';

export const portsPerServer = 3;

/** Deals a row of free ports out to servers. */
export const readPorts = (free: readonly number[]): Ports[] =>
	Array.from({length: free.length / portsPerServer}, (_, index) => {
		const [client = 0, quorum = 0, election = 0] = free.slice(index * portsPerServer);
		return {client, quorum, election};
	});

/** All of a server's zoo.cfg but its data folder. `settings` come over the defaults. */
export const configOf = (
	id: number,
	ports: readonly Ports[],
	observers: readonly number[],
	settings: Settings,
): Settings => {
	const common = {...defaults, ...settings};
	if (ports.length === 1 && common['standaloneEnabled'] === 'true') {
		return {clientPortAddress: host, ...common, clientPort: String(ports[0]?.client ?? 0)};
	}

	const members = ports.map(({client, quorum, election}, index) => {
		const role = observers.includes(index + 1) ? 'observer' : 'participant';
		return [`server.${index + 1}`, `${host}:${quorum}:${election}:${role};${host}:${client}`];
	});
	const peer = observers.includes(id) ? {peerType: 'observer'} : {};
	return {...common, ...peer, ...(Object.fromEntries(members) as Settings)};
};
