// The way to a server: a TCP connection, or TLS over one. Both come as one socket, on which errors arrive as events.
import {createRequire} from 'node:module';
import net from 'node:net';
import type tls from 'node:tls';
import {ZooKeeperError} from '../errors.ts';
import type {Host} from '../hosts.ts';
import type {Tls} from '../security.ts';

/** Not imported: it takes 10 ms of a start, and few ports speak it. */
const loadTls = (): typeof tls => createRequire(import.meta.url)('node:tls') as typeof tls;

/** The event after which bytes can be sent. */
export const openEvent = (security: Tls | undefined): 'connect' | 'secureConnect' =>
	security === undefined ? 'connect' : 'secureConnect';

/** Begins to connect; the name is resolved anew each time. What is wrong with our own files comes as an error of the socket too. */
export const dial = ({host, port}: Host, security: Tls | undefined): net.Socket => {
	if (security === undefined) {
		return net.connect({host, port, noDelay: true});
	}

	const name = security.servername ?? host;
	const {connect, checkServerIdentity} = loadTls();
	try {
		const socket = connect({
			host,
			port,
			secureContext: contextOf(security),
			...(net.isIP(name) === 0 ? {servername: name} : {}), // an address is no name to ask for (RFC 6066)
			rejectUnauthorized: !security.insecure,
			checkServerIdentity: (_asked, certificate) => checkServerIdentity(name, certificate),
		});
		noteIssuer(socket);
		return socket.setNoDelay();
	} catch (error) {
		if (error instanceof ZooKeeperError) {
			return new net.Socket().destroy(error);
		}

		throw error;
	}
};

/**
 * The error of a certificate that is not believed does not say whose it is, and when it comes the socket has forgotten: the
 * handshake's end (`secure`) is told before the certificate is judged.
 */
const noteIssuer = (socket: tls.TLSSocket): void => {
	let issuer: string | undefined;
	socket.prependListener('secure', () => {
		issuer = issuerOf(socket.getPeerCertificate(true));
	});
	socket.prependListener('error', error => Object.assign(error, {issuer}));
};

type Signed = {
	readonly issuer?: {readonly CN?: string | string[]; readonly O?: string | string[]};
	/** Itself where it signed itself; undefined where the chain ends. */
	readonly issuerCertificate?: Signed;
};

/** Of the last certificate in the chain that was shown. */
const issuerOf = (certificate: Signed): string => {
	const {issuer, issuerCertificate: above} = certificate;
	return above === undefined || above === certificate
		? String(issuer?.CN ?? issuer?.O ?? 'somebody')
		: issuerOf(above);
};

const contexts = new WeakMap<Tls, tls.SecureContext | ZooKeeperError>();

/** What is the same for all servers. Read once, good or bad: the system's authorities alone take 0.1 s. */
const contextOf = (security: Tls): tls.SecureContext => {
	const context = contexts.get(security) ?? makeContext(security);
	contexts.set(security, context);
	if (context instanceof ZooKeeperError) {
		throw context;
	}

	return context;
};

const makeContext = ({ca, cert, key, pfx, passphrase}: Tls): tls.SecureContext | ZooKeeperError => {
	if (ca.some(file => !file.includes('-----BEGIN '))) {
		return new ZooKeeperError('tls', 'there is no PEM certificate in the --ca file');
	}

	try {
		return loadTls().createSecureContext({
			...(ca.length > 0 ? {ca: [...ca]} : systemAuthorities()),
			...(cert && {cert}),
			...(key && {key}),
			...(pfx && {pfx}),
			...(passphrase !== undefined && {passphrase}),
		});
	} catch (error) {
		const why = complaintOf(error, passphrase !== undefined);
		return new ZooKeeperError('tls', `our own certificate or key cannot be used: ${why}`);
	}
};

/** Those that Node brings along (and NODE_EXTRA_CA_CERTS), and since Node 22.15 the machine's. */
const systemAuthorities = (): {ca?: string[]} =>
	'getCACertificates' in loadTls()
		? {ca: [...new Set((['default', 'system'] as const).flatMap(certificatesOf))]}
		: {};

/** Most are in both. */
const certificatesOf = (store: 'default' | 'system'): string[] =>
	loadTls()
		.getCACertificates(store)
		.map(certificate => certificate.trim());

const locked = /bad decrypt|mac verify failure|interrupted or cancelled|processing error|empty password/i;

const complaints: ReadonlyArray<readonly [pattern: RegExp, says: string]> = [
	[/key values mismatch/i, 'the key does not belong to the certificate'],
	[/no start line|unsupported$/i, 'it is no PEM'],
	[/unsupported pkcs12/i, 'an old cipher protects the PKCS#12 file; make it anew with a current openssl'],
	[/not enough data|wrong tag|asn1/i, 'the file is no PKCS#12'],
];

/** OpenSSL's words, which hold nothing of the files. */
const complaintOf = (error: unknown, hasPassphrase: boolean): string => {
	const message = error instanceof Error ? error.message : String(error);
	if (locked.test(message)) {
		return hasPassphrase ? 'the passphrase is wrong' : 'the key needs a passphrase';
	}

	return complaints.find(([pattern]) => pattern.test(message))?.[1] ?? message;
};
