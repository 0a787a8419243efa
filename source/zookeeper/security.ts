// What it takes to be let in: TLS and credentials. Values only; files, prompts and the environment are read elsewhere.

export type Tls = {
	/** PEM certificates of the authorities we trust; none: the system's. */
	readonly ca: readonly Buffer[];
	/** Our own certificate and key, PEM, for servers that ask for them (mutual TLS). */
	readonly cert: Buffer | undefined;
	readonly key: Buffer | undefined;
	/** The same in one PKCS#12 file. */
	readonly pfx: Buffer | undefined;
	/** Opens `key` or `pfx`. */
	readonly passphrase: string | undefined;
	/** The name the server's certificate has to be for; undefined: the host we connect to. */
	readonly servername: string | undefined;
	/** Do not verify the server's certificate. */
	readonly insecure: boolean;
};

/** TLS with the system's authorities, for a port that turned out to speak it where no settings were given. */
export const systemTls: Tls = {
	ca: [],
	cert: undefined,
	key: undefined,
	pfx: undefined,
	passphrase: undefined,
	servername: undefined,
	insecure: false,
};

export type Credentials =
	/** ZooKeeper's `digest` scheme: user and password travel as they are. */
	| {readonly kind: 'digest'; readonly user: string; readonly password: string}
	/** SASL DIGEST-MD5 (RFC 2831), the server's JAAS `DigestLoginModule`. */
	| {readonly kind: 'sasl-digest-md5'; readonly user: string; readonly password: string}
	/** SASL GSSAPI through the optional package `kerberos`; the ticket is the user's own. */
	| {readonly kind: 'kerberos'; readonly service: string};

export type Digest = Extract<Credentials, {readonly kind: 'digest'}>;

/** Who we are, looked up when somebody asks for it; undefined where the user gave no such identity, or its password is nowhere. */
export type FindDigest = () => Promise<Digest | undefined>;

export type Security = {
	/** Undefined: plain TCP. */
	readonly tls: Tls | undefined;
	/** Shown to the ensemble by the session. */
	readonly credentials: readonly Credentials[];
	/** Shown to an AdminServer that asks. */
	readonly findDigest?: FindDigest;
};

export const openSecurity: Security = {tls: undefined, credentials: []};
