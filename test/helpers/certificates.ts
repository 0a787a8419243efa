// Authorities and certificates for one run of the tests, made by openssl in a temporary folder: no key is in the repository.
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeTempFolder} from './temp-folder.ts';

export type Certificate = {
	/** PEM. */
	readonly cert: Buffer;
	readonly key: Buffer;
	/** A file with both, as `ssl.keyStore.location` takes it. */
	readonly pemFile: string;
	readonly certFile: string;
	readonly keyFile: string;
	/** Both in one PKCS#12 file, opened by `pfxPassphrase`. */
	readonly pfx: Buffer;
	readonly pfxFile: string;
};

export type CertificateOptions = {
	readonly commonName: string;
	/** As openssl writes them, e.g. `IP:127.0.0.1,DNS:localhost`. */
	readonly names?: string;
	/** Undefined: it signs itself, as an authority. */
	readonly signedBy?: Certificate;
	readonly expired?: boolean;
};

export type Certificates = {
	make(options: CertificateOptions): Certificate;
	remove(): void;
};

export const pfxPassphrase = 'opens the test file';

const run = (folder: string, ...args: string[]): void => {
	execFileSync('openssl', args, {cwd: folder, stdio: ['ignore', 'ignore', 'pipe']});
};

/** Signs a request of ours; an expired certificate was valid for a day, long ago. */
const sign = (folder: string, name: string, {names, signedBy, expired}: CertificateOptions): void => {
	const issuer = signedBy === undefined ? 'CA:TRUE' : 'CA:FALSE';
	const extensions = [`basicConstraints=critical,${issuer}`, ...(names ? [`subjectAltName=${names}`] : [])];
	writeFileSync(join(folder, `${name}.ext`), `${extensions.join('\n')}\n`);
	const by = signedBy && signedBy.certFile.replace(/\.crt$/, '');
	run(
		folder,
		...['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.crt`, '-extfile', `${name}.ext`],
		...(by === undefined ? ['-signkey', `${name}.key`] : ['-CA', `${by}.crt`, '-CAkey', `${by}.key`]),
		...['-CAcreateserial', '-days', expired === true ? '-1' : '2'],
	);
};

export const makeCertificates = (): Certificates => {
	const folder = makeTempFolder('certificates');
	let count = 0;
	const make = (options: CertificateOptions): Certificate => {
		count += 1;
		const name = `${count}`;
		const at = (extension: string): string => join(folder.path, `${name}.${extension}`);
		const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at('key')];
		run(folder.path, 'req', '-new', ...key, '-out', at('csr'), '-subj', `/CN=${options.commonName}`);
		sign(folder.path, name, options);
		const passout = ['-passout', `pass:${pfxPassphrase}`];
		run(
			folder.path,
			'pkcs12',
			'-export',
			'-in',
			at('crt'),
			'-inkey',
			at('key'),
			'-out',
			at('p12'),
			...passout,
		);
		const [cert, secret] = [readFileSync(at('crt')), readFileSync(at('key'))];
		writeFileSync(at('pem'), Buffer.concat([secret, cert]));
		return {
			cert,
			key: secret,
			pfx: readFileSync(at('p12')),
			pemFile: at('pem'),
			certFile: at('crt'),
			keyFile: at('key'),
			pfxFile: at('p12'),
		};
	};

	return {
		make,
		remove() {
			folder.remove();
		},
	};
};
