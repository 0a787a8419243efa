// Certificates and keys from their files, looked at before anything is sent: what does not open or fit is said here. Loaded only for TLS.
import {createPrivateKey, X509Certificate} from 'node:crypto';
import {createSecureContext} from 'node:tls';
import type {Tls} from '../../zookeeper/security.ts';
import type {CertificatePlace, TlsPlaces} from '../config/context.ts';
import {pemFault} from './pem.ts';
import {readPrivate, readPublic} from './files.ts';
import {findSecret, type Finder} from './secrets.ts';
import {UsageError} from '../usage-error.ts';

type Own = Pick<Tls, 'cert' | 'key' | 'pfx' | 'passphrase'>;

const none: Own = {cert: undefined, key: undefined, pfx: undefined, passphrase: undefined};

/** What TLS needs, read and tried. */
export const readTls = async (places: TlsPlaces, finder: Finder): Promise<Tls> => {
	const {own, servername, insecure} = places;
	const ca: Buffer[] = [];
	for (const path of places.ca) {
		const file = {path, what: 'CA file', namedBy: '--ca'};
		const bytes = await readPublic(file);
		certificateIn(bytes, file.what, path);
		ca.push(bytes);
	}

	return {ca, ...(own === undefined ? none : await readOwn(own, finder)), servername, insecure};
};

const readOwn = async (place: CertificatePlace, finder: Finder): Promise<Own> => {
	const {cert, key, pfx} = place;
	if (pfx !== undefined) {
		return readPfx(pfx, place, finder);
	}

	if (cert === undefined) {
		throw new UsageError(`the key ${key ?? ''} has no certificate; name it by --cert`);
	}

	return readPair(cert, key ?? cert, place, finder);
};

const readPfx = async (path: string, place: CertificatePlace, finder: Finder): Promise<Own> => {
	const what = 'PKCS#12 file';
	const pfx = await readPrivate({path, what, namedBy: '--pfx'}, finder.warn);
	const opens = (passphrase?: string): unknown =>
		faultIn(() => createSecureContext({pfx, ...(passphrase === undefined ? {} : {passphrase})}));
	if (opens() === undefined) {
		return {...none, pfx};
	}

	if (!/mac verify/i.test(String(opens()))) {
		const fix = `make it anew: openssl pkcs12 -in ${path} -legacy -nodes | openssl pkcs12 -export -out NEW`;
		throw new UsageError(
			`${what} ${path}: ${pemFault(pfx) ?? `cannot be used (${String(opens())}); ${fix}`}`,
		);
	}

	const passphrase = await passphraseOf(path, place, finder);
	if (opens(passphrase) !== undefined) {
		throw new UsageError(`${what} ${path}: the passphrase does not open it`);
	}

	return {...none, pfx, passphrase};
};

const readPair = async (
	certPath: string,
	keyPath: string,
	place: CertificatePlace,
	finder: Finder,
): Promise<Own> => {
	const cert = await readPublic({path: certPath, what: 'certificate', namedBy: '--cert'});
	const certificate = certificateIn(cert, 'certificate', certPath);
	const expiry = new Date(certificate.validTo);
	if (expiry.getTime() < Date.now()) {
		finder.warn(`certificate ${certPath} has expired at ${expiry.toISOString()}`);
	}

	const key = await readPrivate({path: keyPath, what: 'key', namedBy: '--key'}, finder.warn);
	if (!key.includes('PRIVATE KEY-----')) {
		const fix =
			keyPath === certPath ? 'holds no private key; name its file by --key' : 'is no private key in PEM';
		throw new UsageError(`key ${keyPath}: ${pemFault(key) ?? fix}`);
	}

	const passphrase = isEncrypted(key) ? await passphraseOf(keyPath, place, finder) : undefined;
	if (!certificate.checkPrivateKey(openedKey(key, keyPath, passphrase))) {
		throw new UsageError(
			`key ${keyPath} is not the one of certificate ${certPath}; name the two that belong together`,
		);
	}

	return {cert, key, pfx: undefined, passphrase};
};

const isEncrypted = (key: Buffer): boolean =>
	/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key.toString('latin1'));

const openedKey = (key: Buffer, path: string, passphrase: string | undefined) => {
	try {
		return createPrivateKey({key, ...(passphrase === undefined ? {} : {passphrase})});
	} catch {
		const why = passphrase === undefined ? 'is damaged' : 'the passphrase does not open it';
		throw new UsageError(`key ${path}: ${why}`);
	}
};

const passphraseOf = async (path: string, {passphrase}: CertificatePlace, finder: Finder): Promise<string> =>
	findSecret(
		{
			what: `passphrase of ${path}`,
			place: passphrase,
			variable: 'ZKTOP_KEY_PASSPHRASE',
			flag: '--passphrase-file',
		},
		finder,
	);

const certificateIn = (bytes: Buffer, what: string, path: string): X509Certificate => {
	const fault = pemFault(bytes);
	if (fault === undefined && bytes.includes('CERTIFICATE-----')) {
		try {
			return new X509Certificate(bytes);
		} catch {
			throw new UsageError(`${what} ${path}: its certificate is damaged`);
		}
	}

	throw new UsageError(`${what} ${path}: ${fault ?? 'holds no certificate in PEM'}`);
};

const faultIn = (act: () => unknown): unknown => {
	try {
		act();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : error;
	}
};
