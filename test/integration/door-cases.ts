// Each door of an ensemble with the flags that a user gives, and what the verbs say of it, word for word.

/** A place in the scene of doors.test.ts. */
export type Place =
	/** TLS that takes anybody; TLS that wants a client certificate; TLS whose certificate has expired; no TLS. */
	| 'open'
	| 'mutual'
	| 'expired'
	| 'plain'
	/** No ZooKeeper at all. */
	| 'http'
	| 'ssh'
	/** Without TLS: lets in nobody without SASL. */
	| 'strict';

export type DoorCase = {
	readonly door: string;
	readonly place: Place;
	/** Capital words are files of the scene. */
	readonly flags: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** What `servers` says, the address left out. */
	readonly servers: string;
	/** What `tree /` says. */
	readonly tree: string;
};

const ok = '0';
const both = (says: string): Pick<DoorCase, 'servers' | 'tree'> => ({servers: says, tree: says});
const trusting = ['--ca', 'CA'] as const;

const signed = '69 tls: its certificate is signed by the test authority, an authority that is';
const unknownAuthority = `${signed} not known here; name that one with --ca FILE`;
const authorityNotInFile = `${signed} not in the given CA file; name a file that holds it by --ca`;
const noTls = '69 tls: it does not speak TLS on this port; leave out --tls, or name the secureClientPort';

export const doorCases: readonly DoorCase[] = [
	{door: 'TLS, the authority named', place: 'open', flags: trusting, ...both(ok)},
	{
		door: 'TLS, an authority that the system does not know',
		place: 'open',
		flags: ['--tls'],
		...both(unknownAuthority),
	},
	{
		door: 'TLS, the wrong authority',
		place: 'open',
		flags: ['--ca', 'STRANGER_CERT'],
		...both(authorityNotInFile),
	},
	{
		door: 'TLS, a certificate for another name',
		place: 'open',
		flags: [...trusting, '--servername', 'zk.example'],
		...both(
			'69 tls: its certificate is for 127.0.0.1, localhost, not for zk.example; name the right one with --servername',
		),
	},
	{
		door: 'TLS, a certificate for the name that is given',
		place: 'open',
		flags: [...trusting, '--servername', 'localhost'],
		...both(ok),
	},
	{
		door: 'TLS, an expired certificate',
		place: 'expired',
		flags: trusting,
		...both('69 tls: its certificate has expired; renew it on the server (--insecure does not look)'),
	},
	{door: 'TLS, an expired certificate, believed', place: 'expired', flags: ['--insecure'], ...both(ok)},
	{
		door: 'mutual TLS without a client certificate',
		place: 'mutual',
		flags: trusting,
		...both('69 tls: it probably wants a client certificate; name yours with --cert and --key'),
	},
	{
		door: 'mutual TLS with a certificate of an authority that the server does not know',
		place: 'mutual',
		flags: [...trusting, '--cert', 'STRANGER_CERT', '--key', 'STRANGER_KEY'],
		...both(
			'69 tls: it refuses our client certificate; its truststore must hold the authority that signed that one',
		),
	},
	{
		door: 'mutual TLS with a certificate (PEM)',
		place: 'mutual',
		flags: [...trusting, '--cert', 'CERT', '--key', 'KEY'],
		...both(ok),
	},
	{
		door: 'mutual TLS with a certificate (PKCS#12)',
		place: 'mutual',
		flags: [...trusting, '--pfx', 'PFX', '--passphrase-file', 'PASSPHRASE'],
		...both(ok),
	},
	{
		door: 'mutual TLS with a PKCS#12 file and the wrong passphrase',
		place: 'mutual',
		flags: [...trusting, '--pfx', 'PFX', '--passphrase-file', 'WRONG'],
		...both('2 zktop: PKCS#12 file PFX: the passphrase does not open it'),
	},
	{
		door: 'TLS on a plain port',
		place: 'plain',
		flags: trusting,
		...both(
			'69 tls: closed during the TLS handshake: no TLS port (then leave out --tls), or the connection limit of this host is reached',
		),
	},
	{
		door: 'no TLS on a TLS port',
		place: 'open',
		flags: [],
		servers: '69 tls: waits for more than four letters, and closes then: a TLS port; connect with --tls',
		tree: '69 not-serving: closed without an answer: no quorum, still starting, or the connection limit of this host is reached; or a TLS port, then connect with --tls',
	},
	{
		door: 'a port of HTTP',
		place: 'http',
		flags: [],
		servers: String.raw`69 garbled: this is not ZooKeeper's answer to srvr: "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"`,
		tree: '69 garbled: no ZooKeeper: it speaks HTTP',
	},
	{door: 'a port of HTTP, with TLS', place: 'http', flags: ['--tls'], ...both(noTls)},
	{
		door: 'a port of SSH',
		place: 'ssh',
		flags: [],
		servers: String.raw`69 garbled: this is not ZooKeeper's answer to srvr: "SSH-2.0-OpenSSH_9.2\r\nInvalid SSH identification string.\r\n"`,
		tree: '69 garbled: no ZooKeeper: it speaks SSH',
	},
	{door: 'a port of SSH, with TLS', place: 'ssh', flags: ['--tls'], ...both(noTls)},
	{
		door: 'SASL, the right password in a file',
		place: 'strict',
		flags: ['--auth', 'sasl:alice', '--auth-file', 'PASSWORD'],
		...both(ok),
	},
	{
		door: 'SASL, the right password in $ZKTOP_PASSWORD',
		place: 'strict',
		flags: ['--auth', 'sasl:alice'],
		env: {ZKTOP_PASSWORD: 'PASSWORD'},
		...both(ok),
	},
	{
		door: 'SASL, the wrong password',
		place: 'strict',
		flags: ['--auth', 'sasl:alice', '--auth-file', 'WRONG'],
		servers: ok,
		tree: '69 no-auth: rejects our SASL DIGEST-MD5 credentials; correct user or password',
	},
	{
		door: 'SASL wanted, none given',
		place: 'strict',
		flags: [],
		servers: ok,
		tree: '3 no-auth: /: the server wants SASL authentication; say who you are with --auth sasl:USER',
	},
	{
		door: 'SASL wanted, digest given',
		place: 'strict',
		flags: ['--auth', 'digest:alice', '--auth-file', 'PASSWORD'],
		servers: ok,
		tree: '3 no-auth: /: the server wants SASL authentication; say who you are with --auth sasl:USER',
	},
	{
		door: 'SASL where the server has none',
		place: 'plain',
		flags: ['--auth', 'sasl:alice', '--auth-file', 'PASSWORD'],
		servers: ok,
		tree: '69 no-auth: has no SASL DIGEST-MD5 login: no JAAS section "Server" with a DigestLoginModule there',
	},
	{
		door: 'Kerberos without its package',
		place: 'plain',
		flags: ['--auth', 'kerberos'],
		servers: ok,
		tree: '69 no-auth: Kerberos needs the optional package: npm install kerberos (it compiles against libkrb5-dev)',
	},
];
