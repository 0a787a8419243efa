// What goes wrong between TCP and ZooKeeper: each way in which a TLS handshake fails, with the reason and what to do about it.
import {ZooKeeperError} from '../errors.ts';
import {systemTls, type Tls} from '../security.ts';

type Verdict = string | ((error: Error, own: Tls) => string);

/** Where the client port is plain, --ca would have it speak TLS. */
const nameIt = (own: Tls): string =>
	own === systemTls
		? 'name that one by $NODE_EXTRA_CA_CERTS, or by --ca where the client ports speak TLS'
		: 'name that one with --ca FILE';

const notInFile = 'not in the given CA file; name a file that holds it by --ca';

const unknownAuthority: Verdict = (error, own) => {
	const signed = `its certificate is signed by ${issuerIn(error)}`;
	return own.ca.length > 0
		? `${signed}, an authority that is ${notInFile}`
		: `${signed}, an authority that is not known here; ${nameIt(own)}`;
};

const selfSigned: Verdict = (_, own) =>
	own.ca.length > 0
		? `its certificate is signed by itself, and ${notInFile}`
		: `its certificate is signed by itself; ${nameIt(own)}`;

/** Verification errors of OpenSSL, by Node's code (`x509_vfy.h`). */
const verdicts: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
	['CERT_HAS_EXPIRED', 'its certificate has expired; renew it on the server (--insecure does not look)'],
	['CERT_NOT_YET_VALID', 'its certificate is not valid yet; compare the clocks of both machines'],
	['CERT_REVOKED', 'its certificate has been revoked; renew it on the server'],
	['SELF_SIGNED_CERT_IN_CHAIN', unknownAuthority],
	['DEPTH_ZERO_SELF_SIGNED_CERT', selfSigned],
	['UNABLE_TO_GET_ISSUER_CERT', unknownAuthority],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', unknownAuthority],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', unknownAuthority],
	['CERT_SIGNATURE_FAILURE', unknownAuthority],
	['ERR_TLS_CERT_ALTNAME_INVALID', error => `its certificate is ${namesIn(error)}`],
]);

const wanted = (does: string, {cert, pfx}: Tls): string =>
	cert === undefined && pfx === undefined
		? `it ${does} a client certificate; name yours with --cert and --key`
		: 'it refuses our client certificate; its truststore must hold the authority that signed that one';

const noTls = /wrong version number|packet length too long|http request|unexpected message/;

/** What OpenSSL says when the other side breaks off, or is no TLS at all. */
const handshakes: ReadonlyArray<readonly [pattern: RegExp, verdict: Verdict]> = [
	[noTls, 'it does not speak TLS on this port; leave out --tls, or name the secureClientPort'],
	[/certificate required/, (_, own) => wanted('wants', own)],
	[
		/alert handshake failure/,
		'it breaks off the handshake; no cipher in common (ssl.ciphersuites), or it wants a client certificate (--cert, --key)',
	],
	[
		/alert bad certificate|alert unknown ca|alert certificate|alert unsupported cert/,
		(_, own) => wanted('probably wants', own),
	],
	[
		/protocol version|unsupported protocol|no protocols|version too low/,
		'it and zktop have no version of TLS in common (zktop takes 1.2 and 1.3); see ssl.enabledProtocols',
	],
	[/no shared cipher|no ciphers|small|weak/, 'it and zktop have no cipher in common; see ssl.ciphersuites'],
	[/unrecognized name/, 'it does not know the name that we ask for; name the right one with --servername'],
];

/** What a socket's error says about TLS; undefined when it says nothing about it. */
export const tlsError = (error: Error, own: Tls): ZooKeeperError | undefined => {
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	const verdict = verdicts.get(code);
	if (verdict !== undefined) {
		return tlsFailure(spoken(verdict, error, own));
	}

	if (!/^ERR_(SSL|TLS)_|^EPROTO$/.test(code)) {
		return undefined;
	}

	const words = wordsOf(error, code);
	const known = handshakes.find(([pattern]) => pattern.test(words));
	return tlsFailure(known === undefined ? `no TLS handshake: ${code}` : spoken(known[1], error, own));
};

const wordsOf = ({message}: Error, code: string): string =>
	`${code} ${message}`.replaceAll('_', ' ').toLowerCase();

/** Whether what failed the handshake is no TLS. */
export const isNoTls = (error: Error): boolean => noTls.test(wordsOf(error, ''));

const spoken = (verdict: Verdict, error: Error, own: Tls): string =>
	typeof verdict === 'string' ? verdict : verdict(error, own);

const tlsFailure = (says: string): ZooKeeperError => new ZooKeeperError('tls', says);

export const closedInHandshake =
	'closed during the TLS handshake: no TLS port (then leave out --tls), or the connection limit of this host is reached';

export const speaksTls = 'it speaks TLS: connect with --tls';

/** A record of TLS: alert (21) or handshake (22), major version 3. */
export const isTlsRecord = (start: Buffer): boolean =>
	(start[0] === 0x15 || start[0] === 0x16) && start[1] === 0x03;

const shown = 120;

/** From the net: cut, and nothing unprintable. */
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '?').slice(0, shown);

/** Who signed the last certificate of those that the server showed, as `dial` noted it. */
const issuerIn = (error: Error & {readonly issuer?: unknown}): string =>
	typeof error.issuer === 'string' ? printable(error.issuer) : 'somebody';

/** Whom a certificate of the wrong name is for. */
const namesIn = (error: Error): string => {
	const {cert, host} = error as Error & {
		readonly cert?: {readonly subjectaltname?: string; readonly subject?: {readonly CN?: string}};
		readonly host?: string;
	};
	const names = cert?.subjectaltname ?? cert?.subject?.CN ?? 'somebody else';
	const clean = printable(names.replaceAll('IP Address:', '').replaceAll('DNS:', ''));
	return `for ${clean}, not for ${host ?? 'this host'}; name the right one with --servername`;
};
