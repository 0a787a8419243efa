// source/zookeeper/access/digest-md5.ts
import {describe, expect, it} from 'vitest';
import {digestMd5} from '../../../source/zookeeper/access/digest-md5.ts';

type Vector = readonly [
	protocol: string,
	uri: string,
	nonce: string,
	cnonce: string,
	response: string,
	rspauth: string,
];

/** RFC 2831, section 4: user chris, password secret. */
const vectors: readonly Vector[] = [
	[
		'IMAP',
		'imap/elwood.innosoft.com',
		'OA6MG9tEQGm2hh',
		'OA6MHXh6VqTrRk',
		'd388dad90d4bbd760a152321f2143af7',
		'ea40f60335c427b5527b84dbabcdfffd',
	],
	[
		'ACAP',
		'acap/elwood.innosoft.com',
		'OA9BSXrbuRhWay',
		'OA9BSuZWMSpW8m',
		'6084c6db3fede7352c551284490fd0fc',
		'2f0b3d7c3c2e486600ef710726aa2eae',
	],
];

const challengeOf = (nonce: string): Buffer =>
	Buffer.from(`realm="elwood.innosoft.com",nonce="${nonce}",qop="auth",algorithm=md5-sess,charset=utf-8`);

describe('digestMd5', () => {
	it.each(vectors)('answers as RFC 2831 has it for %s, and knows the server', async (_, uri, ...rest) => {
		const [nonce, cnonce, response, rspauth] = rest;
		const login = digestMd5({user: 'chris', password: 'secret', uri, nonce: () => cnonce});
		expect((await login.first()).length).toBe(0);
		const answer = String(await login.next(challengeOf(nonce)));
		expect(answer.split(',')).toEqual([
			'charset=utf-8',
			'username="chris"',
			'realm="elwood.innosoft.com"',
			`nonce="${nonce}"`,
			'nc=00000001',
			`cnonce="${cnonce}"`,
			`digest-uri="${uri}"`,
			'maxbuf=65536',
			`response=${response}`,
			'qop=auth',
		]);
		expect(await login.next(Buffer.from(`rspauth=${rspauth}`))).toBeUndefined();
	});

	it.each(['rspauth=ea40f60335c427b5527b84dbabcdffff', 'rspauth=', '', 'rspauth=short'])(
		'does not believe a server that proves itself by "%s"',
		async proof => {
			const login = digestMd5({user: 'chris', password: 'secret'});
			await login.next(challengeOf('n'));
			await expect(login.next(Buffer.from(proof))).rejects.toMatchObject({
				kind: 'no-auth',
				message: 'does not prove that it knows our SASL DIGEST-MD5 password',
			});
		},
	);

	it.each([
		['', 'no JAAS section "Server"'],
		['realm="r",qop="auth",algorithm=md5-sess', 'no JAAS section "Server"'],
		['nonce="n",qop="auth",algorithm=sha', 'no JAAS section "Server"'],
		['nonce="n",qop="auth-int,auth-conf",algorithm=md5-sess', 'encryption'],
	])('says why it cannot answer "%s"', async (challenge, why) => {
		const login = digestMd5({user: 'chris', password: 'secret'});
		await expect(login.next(Buffer.from(challenge))).rejects.toThrow(why);
	});

	it('escapes what the names have in them', async () => {
		const login = digestMd5({user: 'a"b\\c', password: 'x'});
		const challenge = Buffer.from(String.raw`realm="r\"s",nonce="n",algorithm=md5-sess`);
		expect(String(await login.next(challenge))).toContain(String.raw`username="a\"b\\c",realm="r\"s"`);
	});

	it('makes a nonce of its own each time', async () => {
		const answer = async () =>
			String(await digestMd5({user: 'a', password: 'b'}).next(challengeOf('n'))).replace(/response.*/, '');
		expect(await answer()).not.toBe(await answer());
	});
});
