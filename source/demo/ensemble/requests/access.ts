// Who may do what: ACL entries against the identities of a connection. (PrepRequestProcessor.fixupACL, ZooKeeperServer.checkACL)
import {createHash} from 'node:crypto';
import {BlockList, isIPv4} from 'node:net';
import type {Acl} from '../../../zookeeper/stat.ts';
import type {Node, Tree} from '../tree.ts';
import {refuse} from './answers.ts';

export type Identity = Omit<Acl, 'permissions'>;

const everybody: Identity = {scheme: 'world', id: 'anyone'};
/** May do everything. */
export const superuser: Identity = {scheme: 'super', id: ''};

const subnetOf = (id: string): readonly [address: string, bits: number] => {
	const [address = '', bits = '32'] = id.split('/');
	return [address, Number(bits)];
};

/** Whether an id is one, by scheme; `auth` means who writes the ACL. */
const schemes = new Map(
	Object.entries<(id: string, own: readonly Identity[]) => boolean>({
		world: id => id === everybody.id,
		auth: (_, own) => own.length > 0,
		digest: id => /^[^:]*:[^:]+$/.test(id),
		ip(id) {
			const [address, bits] = subnetOf(id);
			return isIPv4(address) && bits >= 0 && bits <= 32;
		},
	}),
);

/** `user:password` as it stands in an ACL. */
export const digestOf = (credentials: Buffer): Identity => {
	const [user = ''] = credentials.toString().split(':');
	return {scheme: 'digest', id: `${user}:${createHash('sha1').update(credentials).digest('base64')}`};
};

/** The entries to store: `auth` becomes who the author is. Refuses an empty list, and what nobody could ever be. */
export const fixedAcl = (acl: readonly Acl[], ids: readonly Identity[]): readonly Acl[] => {
	const own = ids.filter(({scheme}) => scheme === 'digest');
	if (acl.length === 0 || !acl.every(({scheme, id}) => schemes.get(scheme)?.(id, own))) {
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
	ids.includes(superuser) ||
	acl.some(
		entry => (entry.permissions & wanted) !== 0 && [...ids, everybody].some(own => matches(entry, own)),
	);

/** The znode, for whom it allows one of these permissions; 0: for everybody. */
export const nodeFor = (ids: readonly Identity[], wanted: number, tree: Tree, path: string): Node => {
	const node = tree.nodes.get(path) ?? refuse('NoNode');
	return wanted === 0 || isAllowed(node.acl, wanted, ids) ? node : refuse('NoAuth');
};
