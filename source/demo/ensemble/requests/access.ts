// Who may do what: ACL entries against the identities of a connection. (PrepRequestProcessor.fixupACL, ZooKeeperServer.checkACL)
import {createHash} from 'node:crypto';
import {isIPv4} from 'node:net';
import type {Acl} from '../../../zookeeper/stat.ts';
import {refuse} from './operations.ts';

export type Identity = {readonly scheme: string; readonly id: string};

export const permissions = {read: 1, write: 2, create: 4, delete: 8, admin: 16} as const;

const isAnyone = ({scheme, id}: Identity): boolean => scheme === 'world' && id === 'anyone';

/** `user:password` as it stands in an ACL. */
export const digestOf = (credentials: Buffer): Identity => {
	const [user = ''] = credentials.toString().split(':');
	return {scheme: 'digest', id: `${user}:${createHash('sha1').update(credentials).digest('base64')}`};
};

/** The entries to store: `auth` becomes who the author is. Refuses an empty list, and what nobody could ever be. */
export const fixedAcl = (acl: readonly Acl[], ids: readonly Identity[]): readonly Acl[] => {
	const key = ({permissions, scheme, id}: Acl): string => `${permissions} ${scheme} ${id}`;
	const unique = acl.filter((entry, index) => acl.findIndex(other => key(other) === key(entry)) === index);
	if (unique.length === 0) {
		return refuse('InvalidACL');
	}

	return unique.flatMap(entry => {
		if (entry.scheme === 'auth') {
			const known = ids.filter(({scheme}) => scheme === 'digest');
			return known.length === 0
				? refuse('InvalidACL')
				: known.map(identity => ({...identity, permissions: entry.permissions}));
		}

		return isAnyone(entry) || isValid(entry) ? [entry] : refuse('InvalidACL');
	});
};

const isValid = ({scheme, id}: Identity): boolean => {
	const [address = '', bits = '32'] = id.split('/', 2);
	return scheme === 'digest'
		? id.split(':').length === 2
		: scheme === 'ip' && isIPv4(address) && /^\d+$/.test(bits) && Number(bits) <= 32;
};

const matches = (entry: Identity, own: Identity): boolean => {
	if (entry.scheme !== own.scheme) {
		return false;
	}

	if (entry.scheme !== 'ip') {
		return entry.id === own.id;
	}

	const [address = '', bits = '32'] = entry.id.split('/', 2);
	const host = 2 ** (32 - Number(bits));
	return Math.floor(numberOf(address) / host) === Math.floor(numberOf(own.id) / host);
};

const numberOf = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** Whether one of these identities has one of these permissions. */
export const isAllowed = (acl: readonly Acl[], wanted: number, ids: readonly Identity[]): boolean =>
	ids.some(({scheme}) => scheme === 'super') ||
	acl.some(
		entry => (entry.permissions & wanted) !== 0 && (isAnyone(entry) || ids.some(own => matches(entry, own))),
	);

/** Refuses who may not. */
export const demand = (acl: readonly Acl[], wanted: number, ids: readonly Identity[]): void => {
	if (!isAllowed(acl, wanted, ids)) {
		refuse('NoAuth');
	}
};

/** The entries as somebody sees them who may not administer: without the hashes. */
export const masked = (acl: readonly Acl[]): readonly Acl[] =>
	acl.map(entry => (entry.scheme === 'digest' ? {...entry, id: entry.id.replace(/:.*/, ':x')} : entry));
