// Who may do what: ACL entries against the identities of a connection. (PrepRequestProcessor.fixupACL, ZooKeeperServer.checkACL)
import {createHash} from 'node:crypto';
import {BlockList, isIPv4} from 'node:net';
import type {Acl} from '../../../zookeeper/stat.ts';
import {refuse} from './operations.ts';

export type Identity = {readonly scheme: string; readonly id: string};

export const permissions = {read: 1, write: 2, create: 4, delete: 8, admin: 16} as const;

const subnetOf = (id: string): readonly [address: string, bits: number] => {
	const [address = '', bits = '32'] = id.split('/');
	return [address, Number(bits)];
};

/** Whether an id is one, by scheme; `auth` means who writes the ACL. */
const schemes: Readonly<Record<string, (id: string) => boolean>> = {
	world: id => id === 'anyone',
	auth: () => true,
	digest: id => /^[^:]*:[^:]+$/.test(id),
	ip(id) {
		const [address, bits] = subnetOf(id);
		return isIPv4(address) && bits >= 0 && bits <= 32;
	},
};

/** `user:password` as it stands in an ACL. */
export const digestOf = (credentials: Buffer): Identity => {
	const [user = ''] = credentials.toString().split(':');
	return {scheme: 'digest', id: `${user}:${createHash('sha1').update(credentials).digest('base64')}`};
};

/** The entries to store: `auth` becomes who the author is. Refuses an empty list, and what nobody could ever be. */
export const fixedAcl = (acl: readonly Acl[], ids: readonly Identity[]): readonly Acl[] => {
	const own = ids.filter(({scheme}) => scheme === 'digest');
	const isValid = ({scheme, id}: Acl): boolean =>
		schemes[scheme]?.(id) === true && (scheme !== 'auth' || own.length > 0);
	if (acl.length === 0 || !acl.every(isValid)) {
		refuse('InvalidACL');
	}

	const entries = acl.flatMap(entry =>
		entry.scheme === 'auth' ? own.map(identity => ({...entry, ...identity})) : [entry],
	);
	return [...new Map(entries.map(entry => [JSON.stringify(entry), entry])).values()];
};

const matches = (entry: Identity, own: Identity): boolean => {
	if (entry.scheme !== 'ip' || own.scheme !== 'ip') {
		return entry.scheme === own.scheme && entry.id === own.id;
	}

	const net = new BlockList();
	net.addSubnet(...subnetOf(entry.id));
	return net.check(own.id);
};

/** Whether one of these identities has one of these permissions. */
export const isAllowed = (acl: readonly Acl[], wanted: number, ids: readonly Identity[]): boolean =>
	[...ids, {scheme: 'world', id: 'anyone'}].some(
		own =>
			own.scheme === 'super' || acl.some(entry => (entry.permissions & wanted) !== 0 && matches(entry, own)),
	);

/** Refuses who may not. */
export const demand = (acl: readonly Acl[], wanted: number, ids: readonly Identity[]): void => {
	if (!isAllowed(acl, wanted, ids)) {
		refuse('NoAuth');
	}
};
