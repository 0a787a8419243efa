// A named ensemble as the config file has it: settings, and where secrets are found, never the secrets.
import type {Limits} from '../../analyze/rules/limits.ts';
import type {ConnectString} from '../../zookeeper/hosts.ts';
import type {ThemeName} from '../values.ts';

/** Where a password or passphrase is found. */
export type SecretPlace =
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'env'; readonly name: string}
	| {readonly kind: 'prompt'};

/** Who we are; without a place the password comes from $ZKTOP_PASSWORD, else we ask. */
export type Identity =
	| {
			readonly kind: 'digest' | 'sasl-digest-md5';
			readonly user: string;
			readonly secret: SecretPlace | undefined;
	  }
	| {readonly kind: 'kerberos'; readonly service: string};

/** Our own certificate: PEM files, or one PKCS#12 file. */
export type CertificatePlace = {
	readonly cert: string | undefined;
	readonly key: string | undefined;
	readonly pfx: string | undefined;
	/** Of `key` or `pfx`; without it $ZKTOP_KEY_PASSPHRASE, else we ask when it is needed. */
	readonly passphrase: SecretPlace | undefined;
};

export type TlsPlaces = {
	/** Files with the authorities we trust; none: the system's. */
	readonly ca: readonly string[];
	/** Undefined: we show none. */
	readonly own: CertificatePlace | undefined;
	readonly servername: string | undefined;
	readonly insecure: boolean;
};

export type Context = {
	readonly name: string;
	readonly connect: ConnectString;
	/** Undefined: plain TCP. */
	readonly tls: TlsPlaces | undefined;
	readonly auth: readonly Identity[];
	/** AdminServer's port, one for each host; undefined: not told. */
	readonly adminPorts: readonly (number | undefined)[];
	readonly theme: ThemeName | undefined;
	readonly intervalMs: number | undefined;
	/** Reads that nobody waits for; Infinity: no limit, undefined: the default. */
	readonly readsPerSecond: number | undefined;
	readonly write: 'never' | 'allowed';
	readonly lockPaths: readonly string[];
	/** Where findings begin, as far as it is set. */
	readonly limits: Partial<Limits>;
};
