// What is said to somebody who said who he is, and still may not read: what `--auth` is for has been tried.
import type {Credentials} from '../security.ts';

/**
 * Why an ACL does not let these in; undefined for nobody. A server takes any `digest`: a wrong password makes another identity
 * of it, and no error. (S/server/auth/DigestAuthenticationProvider.java)
 */
export const notAuthorisedAs = (credentials: readonly Credentials[]): string | undefined => {
	if (credentials.length === 0) {
		return undefined;
	}

	const names = credentials.map(nameOf).join(', ');
	const isUnproved = credentials.some(({kind}) => kind === 'digest');
	return `not authorised as ${names}: ${isUnproved ? 'wrong password, or ' : ''}no right here`;
};

/** As `--auth` names it. */
const nameOf = (credentials: Credentials): string => {
	switch (credentials.kind) {
		case 'digest':
			return `digest:${credentials.user}`;
		case 'sasl-digest-md5':
			return `sasl:${credentials.user}`;
		case 'kerberos':
			return 'kerberos';
	}
};
