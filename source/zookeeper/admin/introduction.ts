// Who we are, in the header that an AdminServer wants from 3.9 on: `Authorization: digest USER:PASSWORD`.
//
// No command that reads asks for it, up to 3.10: `snapshot`, `restore` and `shed_connections` alone do, which zktop never calls
// (S/server/admin/Commands.java: constructors with an AuthRequest; zookeeper.md B.2, B.5). A later version or a proxy before it may.
import {ZooKeeperError} from '../errors.ts';
import type {FindDigest, Tls} from '../security.ts';
import type {Scheme} from './scheme.ts';

export type Introduction = {
	/** Undefined: not said. */
	readonly authInfo: string | undefined;
	/** What is told of the refusal that follows: why we did not say who we are, and never the password. */
	readonly explain: (refusal: ZooKeeperError) => ZooKeeperError;
};

/** The server splits the header at blanks, and what is not ASCII is another text at the other end. */
const fitting = /^[\u0021-\u007E]+$/;

/** What is said of us over this scheme; `tls` is set where TLS is wanted. */
export const introductionTo = async (
	scheme: Scheme,
	{tls, findDigest}: {readonly tls?: Tls | undefined; readonly findDigest?: FindDigest | undefined},
): Promise<Introduction> => {
	if (scheme === 'http' && tls !== undefined) {
		return silence('zktop does not say who we are over plain http where TLS is wanted');
	}

	const digest = await findDigest?.();
	if (digest === undefined) {
		return silence(
			'a digest identity, its password in a file or a variable, would be told: --auth digest:USER',
		);
	}

	const credentials = `${digest.user}:${digest.password}`;
	return fitting.test(credentials)
		? {authInfo: `digest ${credentials}`, explain: refusal => withoutSecret(refusal, digest.password)}
		: silence('user or password do not fit into the header: blanks, or characters outside ASCII');
};

const silence = (why: string): Introduction => ({
	authInfo: undefined,
	explain: refusal =>
		refusal.kind === 'no-auth' ? new ZooKeeperError('no-auth', `${refusal.message}; ${why}`) : refusal,
});

/** What answers may repeat what it was told. */
const withoutSecret = (refusal: ZooKeeperError, secret: string): ZooKeeperError =>
	refusal.message.includes(secret)
		? new ZooKeeperError(refusal.kind, 'not let in; the answer repeats our password, so it is not shown')
		: refusal;
