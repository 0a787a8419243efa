// SASL DIGEST-MD5, the client's side, `auth` without a security layer. (RFC 2831, section 2.1)
//
//   first     = nothing
//   challenge = directives: realm, nonce, qop, algorithm=md5-sess, charset=utf-8; `name=value` or `name="value"`, with commas
//   response  = username, realm, nonce, cnonce, nc, qop, digest-uri, response, charset, maxbuf
//   last      = rspauth: the server knows the password too
import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {ZooKeeperError} from '../errors.ts';
import type {Mechanism} from './mechanism.ts';

export type DigestMd5Options = {
	readonly user: string;
	readonly password: string;
	/** `service/host`; all ZooKeeper servers go by this one (`SaslServerPrincipal`, `ZooKeeperSaslServer`). */
	readonly uri?: string;
	/** Makes the client's nonce. */
	readonly nonce?: () => string;
};

const zooKeeperUri = 'zookeeper/zk-sasl-md5';
const name = 'SASL DIGEST-MD5';

/** A login with a password that does not travel. Throws a ZooKeeperError `no-auth`, also when the server does not know it. */
export const digestMd5 = (options: DigestMd5Options): Mechanism => {
	const {user, password, uri = zooKeeperUri, nonce = () => randomBytes(24).toString('base64')} = options;
	let proof: string | undefined;
	const respond = (challenge: Buffer): Buffer => {
		const asked = directivesOf(challenge);
		const serverNonce = checked(asked);
		const realm = asked.get('realm') ?? '';
		const cnonce = nonce();
		const secret = secretOf({user, realm, password}, `${serverNonce}:${cnonce}`);
		const digest = (what: string): string =>
			hex(`${secret}:${serverNonce}:00000001:${cnonce}:auth:${hex(`${what}:${uri}`)}`);
		proof = digest('');
		return Buffer.from(
			[
				...(asked.get('charset') === 'utf-8' ? ['charset=utf-8'] : []),
				`username=${quoted(user)},realm=${quoted(realm)},nonce=${quoted(serverNonce)},nc=00000001`,
				`cnonce=${quoted(cnonce)},digest-uri=${quoted(uri)},maxbuf=65536`,
				`response=${digest('AUTHENTICATE')},qop=auth`,
			].join(','),
		);
	};

	return {
		first: async () => Promise.resolve(Buffer.alloc(0)),
		async next(challenge) {
			if (proof === undefined) {
				return Promise.resolve(respond(challenge));
			}

			if (!same(directivesOf(challenge).get('rspauth') ?? '', proof)) {
				throw new ZooKeeperError('no-auth', `does not prove that it knows our ${name} password`);
			}

			return Promise.resolve(undefined);
		},
	};
};

/** The server's nonce, when it offers what we can do. */
const checked = (asked: ReadonlyMap<string, string>): string => {
	const nonce = asked.get('nonce');
	if (nonce === undefined || asked.get('algorithm') !== 'md5-sess') {
		throw new ZooKeeperError(
			'no-auth',
			`has no ${name} login: no JAAS section "Server" with a DigestLoginModule there`,
		);
	}

	if (!(asked.get('qop') ?? 'auth').split(/[\s,]+/).includes('auth')) {
		throw new ZooKeeperError('no-auth', `wants ${name} with encryption (qop), which zktop does not do`);
	}

	return nonce;
};

const directive = /\s*(?<key>[\w-]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s,"]*))\s*(?:,|$)/gs;

/** The first of each name counts: a server may offer several realms, ZooKeeper has one. */
const directivesOf = (challenge: Buffer): ReadonlyMap<string, string> => {
	const found = new Map<string, string>();
	for (const {groups} of challenge.toString('utf8').matchAll(directive)) {
		const key = groups?.['key'] ?? '';
		const value = groups?.['quoted']?.replaceAll(/\\(.)/gs, '$1') ?? groups?.['bare'] ?? '';
		found.set(key, found.get(key) ?? value);
	}

	return found;
};

type Person = {readonly user: string; readonly realm: string; readonly password: string};

/** HEX(H(A1)): user, realm and password as ISO 8859-1 where they fit into it, even under charset=utf-8. */
const secretOf = ({user, realm, password}: Person, nonces: string): string => {
	const parts = [user, realm, password].map(bytesOf);
	const colon = Buffer.from(':');
	const base = parts.flatMap((part, index) => (index === 0 ? [part] : [colon, part]));
	return hex(Buffer.concat([md5(Buffer.concat(base)), Buffer.from(`:${nonces}`)]));
};

const bytesOf = (text: string): Buffer =>
	Buffer.from(text, /^[\u0000-\u00FF]*$/.test(text) ? 'latin1' : 'utf8');
const md5 = (what: string | Buffer): Buffer => createHash('md5').update(what).digest();
const hex = (what: string | Buffer): string => md5(what).toString('hex');
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
const same = (one: string, other: string): boolean =>
	one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
