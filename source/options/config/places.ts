// A table of the config file → a context: defaults filled in, paths made absolute.
import {isAbsolute, join} from 'node:path';
import type {ContextShape, IdentityShape, PlaceShape} from './schema.ts';
import type {Context, Identity, SecretPlace, TlsPlaces} from './context.ts';

export type Folders = {
	/** Relative paths start here. */
	readonly folder: string;
	/** `~` */
	readonly home: string;
};

/** The context that a sound table describes. */
export const contextOf = (name: string, shape: ContextShape, folders: Folders): Context => {
	const {
		hosts,
		chroot = hosts.chroot,
		admin,
		theme,
		interval,
		budget,
		write = 'allowed',
		locks = [],
		thresholds = {},
	} = shape;
	return {
		name,
		connect: {hosts: hosts.hosts, chroot},
		tls: tlsOf(shape.tls, folders),
		auth: (shape.auth ?? []).map(identity => identityOf(identity, folders)),
		adminPorts: hosts.hosts.map((_, index) => (admin?.length === 1 ? admin[0] : admin?.[index])),
		theme,
		intervalMs: interval === undefined ? undefined : interval * 1000,
		readsPerSecond: budget === 'none' ? Infinity : budget,
		write,
		lockPaths: locks,
		limits: thresholds,
	};
};

const fileOf = (path: string, {folder, home}: Folders): string => {
	if (path === '~' || path.startsWith('~/')) {
		return join(home, path.slice(1));
	}

	return isAbsolute(path) ? path : join(folder, path);
};

const tlsOf = (shape: ContextShape['tls'], folders: Folders): TlsPlaces | undefined => {
	if (shape === undefined) {
		return undefined;
	}

	const {ca = [], cert, key, pfx, passphrase, servername, insecure = false} = shape;
	const found = (path: string | undefined) => (path === undefined ? undefined : fileOf(path, folders));
	const own = {
		cert: found(cert),
		key: found(key),
		pfx: found(pfx),
		passphrase: placeOf(passphrase ?? {}, folders),
	};
	return {
		ca: ca.map(path => fileOf(path, folders)),
		own: (cert ?? key ?? pfx) === undefined ? undefined : own,
		servername,
		insecure,
	};
};

const identityOf = (shape: IdentityShape, folders: Folders): Identity =>
	shape.scheme === 'kerberos'
		? {kind: 'kerberos', service: shape.service ?? 'zookeeper'}
		: {
				kind: shape.scheme === 'sasl' ? 'sasl-digest-md5' : 'digest',
				user: shape.user,
				secret: placeOf(shape, folders),
			};

const placeOf = ({file, env, prompt}: PlaceShape, folders: Folders): SecretPlace | undefined => {
	if (file !== undefined) {
		return {kind: 'file', path: fileOf(file, folders)};
	}

	if (env !== undefined) {
		return {kind: 'env', name: env};
	}

	return prompt === undefined ? undefined : {kind: 'prompt'};
};
