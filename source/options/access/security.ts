// From where secrets are found to the secrets: what the client needs to be let in, printed as what it is.
import type {Credentials, FindDigest, Security} from '../../zookeeper/security.ts';
import type {Identity} from '../config/context.ts';
import {sealed} from './sealed.ts';
import type {SecurityPlaces} from './security-flags.ts';
import {findSecret, type Finder} from './secrets.ts';
import {UsageError} from '../usage-error.ts';

/** Reads files and asks, one after the other. Who opens no session (`session` false) is not asked for passwords. */
export const resolveSecurity = async (
	{tls, auth}: SecurityPlaces,
	finder: Finder,
	session: boolean,
): Promise<Security> => {
	const shown = session ? auth : [];
	const credentials: Credentials[] = [];
	for (const identity of shown) {
		credentials.push(await credentialsOf(identity, finder));
	}

	const read = tls && (await (await import('./certificates.ts')).readTls(tls, finder));
	const tlsName = read === undefined ? 'no TLS' : read.insecure ? 'TLS, not verified' : 'TLS';
	return sealed(
		{
			tls: read && sealed(read, tlsName),
			credentials: Object.freeze(credentials),
			findDigest: digestFinder(auth, credentials, finder),
		},
		[tlsName, ...shown.map(nameOf)].join(', '),
	);
};

/** For the AdminServers: what is known already, else what a file or a variable tells. Nobody is asked for it on the terminal. */
const digestFinder = (
	auth: readonly Identity[],
	credentials: readonly Credentials[],
	finder: Finder,
): FindDigest => {
	let found: ReturnType<FindDigest> | undefined;
	const find: FindDigest = async () => {
		const known = credentials.find(({kind}) => kind === 'digest');
		const identity = auth.find(({kind}) => kind === 'digest');
		if (known !== undefined || identity === undefined) {
			return known?.kind === 'digest' ? known : undefined;
		}

		try {
			const asked = await credentialsOf(identity, {...finder, ask: async () => Promise.resolve(undefined)});
			return asked.kind === 'digest' ? asked : undefined;
		} catch (error) {
			if (error instanceof UsageError) {
				return undefined; // what the file lacks, the verbs with a session tell
			}

			throw error;
		}
	};

	return async () => (found ??= find());
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
