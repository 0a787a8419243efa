// The way to a server: a TCP connection, or TLS over one. Both come as one socket, on which errors arrive as events.
import net from 'node:net';
import tls from 'node:tls';
import {ZooKeeperError} from '../errors.ts';
import type {Host} from '../hosts.ts';
import type {Tls} from '../security.ts';

/** The event after which bytes can be sent. */
export const openEvent = (security: Tls | undefined): 'connect' | 'secureConnect' =>
	security === undefined ? 'connect' : 'secureConnect';

/** Begins to connect; the name is resolved anew each time. What is wrong with our own files comes as an error of the socket too. */
export const dial = ({host, port}: Host, security: Tls | undefined): net.Socket => {
	if (security === undefined) {
		return net.connect({host, port, noDelay: true});
	}

	const name = security.servername ?? host;
	try {
		const socket = tls.connect({
			host,
			port,
			secureContext: contextOf(security),
			...(net.isIP(name) === 0 ? {servername: name} : {}), // an address is no name to ask for (RFC 6066)
			rejectUnauthorized: !security.insecure,
			checkServerIdentity: (_asked, certificate) => tls.checkServerIdentity(name, certificate),
		});
		return socket.setNoDelay();
	} catch (error) {
		if (error instanceof ZooKeeperError) {
			return new net.Socket().destroy(error);
		}

		throw error;
	}
};

const contexts = new WeakMap<Tls, tls.SecureContext>();

/** What is the same for all servers: read once, for the system's authorities alone take 30 ms. */
const contextOf = (security: Tls): tls.SecureContext => {
	const context = contexts.get(security) ?? makeContext(security);
	contexts.set(security, context);
	return context;
};

const makeContext = ({ca, cert, key, pfx, passphrase}: Tls): tls.SecureContext => {
	if (ca.some(file => !file.includes('-----BEGIN '))) {
		throw new ZooKeeperError('tls', 'there is no PEM certificate in the --ca file');
	}

	try {
		return tls.createSecureContext({
			...(ca.length > 0 ? {ca: [...ca]} : systemAuthorities()),
			...(cert && {cert}),
			...(key && {key}),
			...(pfx && {pfx}),
			...(passphrase !== undefined && {passphrase}),
		});
	} catch (error) {
		throw new ZooKeeperError('tls', `our own certificate or key cannot be used: ${complaintOf(error)}`);
	}
};

/** Those that Node brings along (and NODE_EXTRA_CA_CERTS), and since Node 22.15 the machine's. */
const systemAuthorities = (): {ca?: string[]} =>
	'getCACertificates' in tls
		? {ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]}
		: {};

const complaints: ReadonlyArray<readonly [pattern: RegExp, says: string]> = [
	[/bad decrypt|mac verify failure/i, 'the passphrase is wrong'],
	[/interrupted or cancelled|processing error|empty password/i, 'the key needs a passphrase'],
	[/key values mismatch/i, 'the key does not belong to the certificate'],
	[/no start line|unsupported$/i, 'it is no PEM'],
	[/unsupported pkcs12/i, 'an old cipher protects the PKCS#12 file; make it anew with a current openssl'],
	[/not enough data|wrong tag|asn1/i, 'the file is no PKCS#12'],
];

/** OpenSSL's words, which hold nothing of the files. */
const complaintOf = (error: unknown): string => {
	const message = error instanceof Error ? error.message : String(error);
	return complaints.find(([pattern]) => pattern.test(message))?.[1] ?? message;
};
