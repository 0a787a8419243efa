// From where secrets are found to the secrets: what the client needs to be let in, printed as what it is.
import type {Credentials, Security} from '../../zookeeper/security.ts';
import type {Identity} from '../config/context.ts';
import {sealed} from './sealed.ts';
import type {SecurityPlaces} from './security-flags.ts';
import {findSecret, type Finder} from './secrets.ts';

/** Reads files and asks, one after the other. */
export const resolveSecurity = async ({tls, auth}: SecurityPlaces, finder: Finder): Promise<Security> => {
	const credentials: Credentials[] = [];
	for (const identity of auth) {
		credentials.push(await credentialsOf(identity, finder));
	}

	const read = tls && (await (await import('./certificates.ts')).readTls(tls, finder));
	const tlsName = read === undefined ? 'no TLS' : read.insecure ? 'TLS, not verified' : 'TLS';
	return sealed(
		{tls: read && sealed(read, tlsName), credentials: Object.freeze(credentials)},
		[tlsName, ...auth.map(nameOf)].join(', '),
	);
};

const nameOf = (identity: Identity): string =>
	identity.kind === 'kerberos'
		? `kerberos ${identity.service}`
		: `${schemeOf(identity)} user ${identity.user}`;

const schemeOf = ({kind}: Identity): string => (kind === 'sasl-digest-md5' ? 'sasl' : kind);

const credentialsOf = async (identity: Identity, finder: Finder): Promise<Credentials> => {
	if (identity.kind === 'kerberos') {
		return identity;
	}

	const {kind, user, secret: place} = identity;
	const what = `password of ${nameOf(identity)}`;
	const wanted = {what, place, variable: 'ZKTOP_PASSWORD', flag: '--auth-file'};
	return sealed({kind, user, password: await findSecret(wanted, finder)}, nameOf(identity));
};
