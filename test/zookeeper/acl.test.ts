// ACLs as users write them.
import {expect, it} from 'vitest';
import {parseAcl} from '../../source/zookeeper/acl.ts';

it.each([
	['world:anyone:cdrwa', {permissions: 31, scheme: 'world', id: 'anyone'}],
	['auth::r', {permissions: 1, scheme: 'auth', id: ''}],
	['ip:10.0.0.0/8:wr', {permissions: 3, scheme: 'ip', id: '10.0.0.0/8'}],
	['ip:fe80::1:r', {permissions: 1, scheme: 'ip', id: 'fe80::1'}],
	['x509:CN=zoe,O=a:b:cd', {permissions: 12, scheme: 'x509', id: 'CN=zoe,O=a:b'}],
	['sasl:zoe:a', {permissions: 16, scheme: 'sasl', id: 'zoe'}],
	[
		'digest:zoe:vNFOm7OpB5Ru8wSKEzY2j8Jvtl0=:cdrwa',
		{permissions: 31, scheme: 'digest', id: 'zoe:vNFOm7OpB5Ru8wSKEzY2j8Jvtl0='},
	],
])('reads %s', (text, acl) => {
	expect(parseAcl(text)).toEqual(acl);
});

it.each([
	['anyone', 'SCHEME:ID:PERMISSIONS'],
	['host:zoe:r', 'one of world, auth, digest, sasl, x509, ip'],
	['world:all:r', 'world:anyone:r'],
	['world:anyone:rx', '"rx" are no permissions'],
	['world:anyone:', 'letters of cdrwa'],
	['auth:zoe:r', 'auth::cdrwa'],
	['digest:zoe:secret:r', 'BASE64-OF-SHA1'],
	['ip:here:r', 'ip:10.0.0.0/8:r'],
])('says what is wrong with %s', (text, reason) => {
	expect(parseAcl(text)).toContain(reason);
	expect(parseAcl(text)).toContain(`"${text}"`);
});
