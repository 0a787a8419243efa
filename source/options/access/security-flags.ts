// The flags of TLS and authentication, laid over those of the context. Nothing is read yet.
import type {CertificatePlace, Context, Identity, SecretPlace, TlsPlaces} from '../config/context.ts';
import {UsageError} from '../usage-error.ts';
import {listOf, stringOf, type Flags} from '../values.ts';

/** Where all is found that it takes to be let in. */
export type SecurityPlaces = {readonly tls: TlsPlaces | undefined; readonly auth: readonly Identity[]};

export const securityPlacesOf = (flags: Flags, context: Context | undefined): SecurityPlaces => ({
	tls: tlsOf(flags, context?.tls),
	auth: authOf(flags, context?.auth ?? []),
});

/** Any flag of TLS switches it on. */
const tlsOf = (flags: Flags, context: TlsPlaces | undefined): TlsPlaces | undefined => {
	const ca = listOf(flags, 'ca');
	const servername = stringOf(flags, 'servername');
	const own = ownOf(flags);
	const insecure = flags['insecure'] === true;
	const wanted = flags['tls'] === true || insecure || ca.length > 0 || (servername ?? own) !== undefined;
	if (!wanted) {
		return context;
	}

	return {
		ca: ca.length > 0 ? ca : (context?.ca ?? []),
		own: own ?? context?.own,
		servername: servername ?? context?.servername,
		insecure: insecure || (context?.insecure ?? false),
	};
};

const ownOf = (flags: Flags): CertificatePlace | undefined => {
	const [cert, key, pfx] = [stringOf(flags, 'cert'), stringOf(flags, 'key'), stringOf(flags, 'pfx')];
	const passphrase = fileOf(flags, 'passphrase-file');
	if ((cert ?? key ?? pfx) === undefined) {
		if (passphrase !== undefined) {
			throw new UsageError('--passphrase-file opens what --key or --pfx names; name one of them');
		}

		return undefined;
	}

	if (pfx !== undefined && (cert ?? key) !== undefined) {
		throw new UsageError('--pfx holds certificate and key; leave out --cert and --key');
	}

	if (key !== undefined && cert === undefined) {
		throw new UsageError('--key without its certificate; name it by --cert');
	}

	return {cert, key, pfx, passphrase};
};

const fileOf = (flags: Flags, name: string): SecretPlace | undefined => {
	const path = stringOf(flags, name);
	return path === undefined ? undefined : {kind: 'file', path};
};

const authOf = (flags: Flags, context: readonly Identity[]): readonly Identity[] => {
	const secret = fileOf(flags, 'auth-file');
	const [first, second] = listOf(flags, 'auth').map(text => identityOf(text, secret));
	if (second !== undefined) {
		throw new UsageError('--auth stands once; more than one identity is for a context of the config file');
	}

	if (first !== undefined) {
		return [first];
	}

	if (secret === undefined) {
		return context;
	}

	const withPassword = context.filter(({kind}) => kind !== 'kerberos');
	if (withPassword.length !== 1) {
		throw new UsageError(
			'--auth-file holds a password, but whose? add --auth digest:USER or --auth sasl:USER',
		);
	}

	return context.map(identity => (identity.kind === 'kerberos' ? identity : {...identity, secret}));
};

/** `digest:USER`, `sasl:USER`, `kerberos[:SERVICE]`. What stands there is not repeated: it may be a password. */
const identityOf = (text: string, secret: SecretPlace | undefined): Identity => {
	const [scheme = '', name = '', ...more] = text.split(':');
	if (scheme === 'kerberos' && more.length === 0) {
		return {kind: 'kerberos', service: name === '' ? 'zookeeper' : name};
	}

	if ((scheme !== 'digest' && scheme !== 'sasl') || name === '') {
		throw new UsageError('--auth wants digest:USER, sasl:USER or kerberos[:SERVICE]');
	}

	if (more.length > 0) {
		throw new UsageError(
			`--auth ${scheme}:USER:… has a password in it, which everybody on this machine can read in the list of processes ` +
				`and your shell keeps in its history; write --auth ${scheme}:USER, and give the password by ` +
				'--auth-file FILE, $ZKTOP_PASSWORD or when asked',
		);
	}

	return {kind: scheme === 'sasl' ? 'sasl-digest-md5' : 'digest', user: name, secret};
};
