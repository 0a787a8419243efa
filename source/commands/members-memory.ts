// Remembers who belongs to each ensemble, so that zktop started in an outage knows how many servers there should be.
import type {Remembered} from '../analyze/membership.ts';
import type {Options} from '../options.ts';
import type {Store} from '../store/store.ts';
import type {Endpoint, Member} from '../zookeeper/config.ts';
import type {Host} from '../zookeeper/hosts.ts';
import {ensembleKey, keepEntry, readEntries} from './state-file.ts';

/** Tells the store what an earlier run was told, and from then on keeps what this one is told. Gives how to end it. */
export const rememberMembers = (
	store: Pick<Store, 'dispatch' | 'subscribe'>,
	options: Pick<Options, 'context' | 'connect'>,
): (() => Promise<void>) => {
	const ensemble = ensembleKey(options);
	let known = '';
	let written = readEntries('members', isRemembered).then(memory => {
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
			written = written.then(async () =>
				keepEntry('members', isRemembered, ensemble, {members, at: clock.at}),
			);
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
	const members = (await readEntries('members', isRemembered))[ensembleKey(options)]?.members ?? [];
	return members.flatMap(({client, secureClient}) => {
		const endpoint = options.security.tls === undefined ? client : secureClient;
		return endpoint === undefined ? [] : [{...endpoint, name: nameOf(endpoint)}];
	});
};

const nameOf = ({host, port}: Endpoint): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

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
