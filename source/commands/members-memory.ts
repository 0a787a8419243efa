// Remembers who belongs to each ensemble, so that zktop started in an outage knows how many servers there should be.
//
//   $XDG_STATE_HOME/zktop/members.json = {KEY: {"at": epoch ms, "members": [member, …]}}      (else ~/.local/state; KEY: key() below)
//
// Without a home, or in one that cannot be written, nothing is remembered and nothing is said: it is no fault of the ensemble.
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join} from 'node:path';
import process from 'node:process';
import type {Remembered} from '../analyze/membership.ts';
import type {Options} from '../options.ts';
import type {Store} from '../store/store.ts';
import type {Endpoint, Member} from '../zookeeper/config.ts';
import type {Host} from '../zookeeper/hosts.ts';

/** Ensembles that are remembered; the one that was told longest ago goes first. */
const keptEnsembles = 100;

type Memory = Readonly<Record<string, Remembered>>;

/** Tells the store what an earlier run was told, and from then on keeps what this one is told. Gives how to end it. */
export const rememberMembers = (
	store: Pick<Store, 'dispatch' | 'subscribe'>,
	options: Pick<Options, 'context' | 'connect'>,
): (() => Promise<void>) => {
	const ensemble = key(options);
	let known = '';
	let written = readMemory().then(memory => {
		const remembered = memory[ensemble];
		if (remembered !== undefined) {
			known = JSON.stringify(remembered.members);
			store.dispatch({type: 'members-remembered', remembered});
		}
	});
	const unsubscribe = store.subscribe(({live: {membership, clock}}) => {
		const {members, source} = membership;
		const isTold = source?.kind === 'conf' || source?.kind === 'session';
		if (isTold && members.length > 0 && JSON.stringify(members) !== known) {
			known = JSON.stringify(members);
			written = written.then(async () => keep(ensemble, {members, at: clock.at}));
		}
	});
	return async () => {
		unsubscribe();
		await written;
	};
};

/** Where an earlier run was told that members serve clients: they are asked where the named ones do not answer. */
export const rememberedHosts = async (
	options: Pick<Options, 'context' | 'connect' | 'security'>,
): Promise<readonly Host[]> => {
	const members = (await readMemory())[key(options)]?.members ?? [];
	return members.flatMap(({client, secureClient}) => {
		const endpoint = options.security.tls === undefined ? client : secureClient;
		return endpoint === undefined ? [] : [{...endpoint, name: nameOf(endpoint)}];
	});
};

const nameOf = ({host, port}: Endpoint): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The context's name, else its servers in any order. */
const key = ({context, connect}: Pick<Options, 'context' | 'connect'>): string =>
	context ??
	connect.hosts
		.map(({name}) => name)
		.toSorted()
		.join(',');

const fileName = (): string => {
	const xdg = process.env['XDG_STATE_HOME'] ?? '';
	return join(isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'state'), 'zktop', 'members.json');
};

/** What is no memory of ours is none. */
const readMemory = async (): Promise<Memory> => {
	try {
		const document: unknown = JSON.parse(await readFile(fileName(), 'utf8'));
		const entries = typeof document === 'object' && document !== null ? Object.entries(document) : [];
		return Object.fromEntries(
			entries.filter((entry): entry is [string, Remembered] => isRemembered(entry[1])),
		);
	} catch {
		return {};
	}
};

const isRemembered = (value: unknown): value is Remembered =>
	typeof value === 'object' &&
	value !== null &&
	'at' in value &&
	typeof value.at === 'number' &&
	'members' in value &&
	Array.isArray(value.members) &&
	value.members.every(isMember);

const isMember = (value: unknown): value is Member =>
	typeof value === 'object' &&
	value !== null &&
	'id' in value &&
	typeof value.id === 'number' &&
	'address' in value &&
	typeof value.address === 'string' &&
	'role' in value &&
	(value.role === 'participant' || value.role === 'observer') &&
	isEndpoint('client' in value ? value.client : undefined) &&
	isEndpoint('secureClient' in value ? value.secureClient : undefined);

const isEndpoint = (value: unknown): boolean =>
	value === undefined ||
	(typeof value === 'object' &&
		value !== null &&
		'host' in value &&
		typeof value.host === 'string' &&
		'port' in value &&
		typeof value.port === 'number');

/** Read again just before, for another zktop may have written meanwhile; replaced as a whole, never half. */
const keep = async (ensemble: string, remembered: Remembered): Promise<void> => {
	const file = fileName();
	const memory = {...(await readMemory()), [ensemble]: remembered};
	const kept = Object.entries(memory)
		.toSorted(([, a], [, b]) => b.at - a.at)
		.slice(0, keptEnsembles);
	try {
		await mkdir(dirname(file), {recursive: true});
		await writeFile(`${file}.${process.pid}`, `${JSON.stringify(Object.fromEntries(kept))}\n`, {mode: 0o600});
		await rename(`${file}.${process.pid}`, file);
	} catch {
		// Nothing is remembered.
	}
};
