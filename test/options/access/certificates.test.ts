// Certificates and keys: what does not open or does not fit is said before anything is sent. Made by openssl here.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {makeHome, type Home} from '../reading.ts';

const host = 'zk1:2281';
const phrase = 'opens it';

/** A self-signed certificate with its key; gives their paths. */
const makePair = ({path}: Home, name: string) => {
	const [cert, key] = [join(path, `${name}.crt`), join(path, `${name}.key`)];
	const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
	openssl('req', '-x509', ...algorithm, '-nodes', '-subj', `/CN=${name}`, '-keyout', key, '-out', cert);
	return {cert, key};
};

const openssl = (...args: readonly string[]): void => {
	execFileSync('openssl', args, {stdio: ['ignore', 'ignore', 'pipe']});
};

it('reads authorities, a certificate and its key', async () => {
	const home = makeHome();
	const [ca, me] = [makePair(home, 'ca'), makePair(home, 'me')];
	const {security} = await home.options([
		host,
		'--ca',
		ca.cert,
		'--ca',
		me.cert,
		'--cert',
		me.cert,
		'--key',
		me.key,
	]);
	expect(security.tls).toEqual({
		ca: [readFileSync(ca.cert), readFileSync(me.cert)],
		cert: readFileSync(me.cert),
		key: readFileSync(me.key),
		pfx: undefined,
		passphrase: undefined,
		servername: undefined,
		insecure: false,
	});
});

it('takes certificate and key from one PEM file', async () => {
	const home = makeHome();
	const {cert, key} = makePair(home, 'me');
	const both = home.write('both.pem', Buffer.concat([readFileSync(key), readFileSync(cert)]));
	const {security} = await home.options([host, '--cert', both]);
	expect(security.tls).toMatchObject({cert: readFileSync(both), key: readFileSync(both)});
	expect(await home.fault([host, '--cert', cert])).toBe(
		`key ${cert}: holds no private key; name its file by --key`,
	);
});

it('opens a key with its passphrase, which it shows nobody', async () => {
	const home = makeHome();
	const {cert, key} = makePair(home, 'me');
	const locked = join(home.path, 'locked.key');
	openssl('pkcs8', '-topk8', '-in', key, '-out', locked, '-passout', `pass:${phrase}`);
	const argv = [host, '--cert', cert, '--key', locked];
	const file = home.write('phrase', `${phrase}\n`);
	expect((await home.options([...argv, '--passphrase-file', file])).security.tls?.passphrase).toBe(phrase);
	const env = {ZKTOP_KEY_PASSPHRASE: phrase};
	expect((await home.options(argv, {env})).security.tls?.passphrase).toBe(phrase);
	expect((await home.options(argv, {typed: phrase})).security.tls?.passphrase).toBe(phrase);
	expect(await home.fault(argv, {typed: 'wrong'})).toBe(`key ${locked}: the passphrase does not open it`);
	expect(await home.fault(argv)).toMatch(
		/^the passphrase of .*locked\.key is missing, and there is no terminal/,
	);
});

it('opens a PKCS#12 file, with or without a passphrase', async () => {
	const home = makeHome();
	const {cert, key} = makePair(home, 'me');
	const pack = (name: string, passphrase: string): string => {
		const file = join(home.path, name);
		openssl('pkcs12', '-export', '-in', cert, '-inkey', key, '-out', file, '-passout', `pass:${passphrase}`);
		return file;
	};

	const [open, locked] = [pack('open.p12', ''), pack('locked.p12', phrase)];
	expect((await home.options([host, '--pfx', open])).security.tls).toMatchObject({
		pfx: readFileSync(open),
		passphrase: undefined,
	});
	const tls = (await home.options([host, '--pfx', locked], {typed: phrase})).security.tls;
	expect(tls).toMatchObject({pfx: readFileSync(locked), passphrase: phrase});
	expect(await home.fault([host, '--pfx', locked], {typed: 'no'})).toBe(
		`PKCS#12 file ${locked}: the passphrase does not open it`,
	);
	expect(await home.fault([host, '--pfx', cert])).toMatch(/^PKCS#12 file .*me\.crt: cannot be used/);
});

it('says what a file is that is not what it should be', async () => {
	const home = makeHome();
	const [me, other] = [makePair(home, 'me'), makePair(home, 'other')];
	const der = join(home.path, 'me.der');
	openssl('x509', '-in', me.cert, '-outform', 'der', '-out', der);
	const store = home.write('store.jks', Buffer.from('feedfeed00000002', 'hex'));
	const damaged = home.write('damaged.pem', '-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n');
	const faultOf = async (...argv: readonly string[]) => home.fault([host, ...argv]);
	expect(await faultOf('--ca', '/nowhere/ca')).toBe(
		'CA file /nowhere/ca: there is no such file; name another by --ca',
	);
	expect(await faultOf('--ca', der)).toMatch(
		/^CA file .*me\.der: is DER, not PEM; .*openssl x509 -inform der/,
	);
	expect(await faultOf('--ca', store)).toMatch(/: is a Java keystore; make PKCS#12 of it: keytool/);
	expect(await faultOf('--ca', damaged)).toBe(`CA file ${damaged}: its certificate is damaged`);
	expect(await faultOf('--ca', me.key)).toBe(`CA file ${me.key}: holds no certificate in PEM`);
	expect(await faultOf('--ca', home.write('empty', ''))).toMatch(/: is empty$/);
	expect(await faultOf('--cert', me.cert, '--key', other.key)).toBe(
		`key ${other.key} is not the one of certificate ${me.cert}; name the two that belong together`,
	);
	expect(await faultOf('--key', me.key)).toBe('--key without its certificate; name it by --cert');
	expect(await faultOf('--pfx', 'a', '--cert', 'b')).toBe(
		'--pfx holds certificate and key; leave out --cert and --key',
	);
	expect(await faultOf('--passphrase-file', 'a')).toMatch(/name one of them$/);
});
