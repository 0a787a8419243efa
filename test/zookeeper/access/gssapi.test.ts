// source/zookeeper/access/gssapi.ts, with a module in place of the package kerberos, which compiles against libkrb5.
import {expect, it} from 'vitest';
import {gssapi, type Kerberos} from '../../../source/zookeeper/access/gssapi.ts';

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');

/** Its context stands after two tokens; `heard` is what it was asked. */
const moduleThat = (heard: string[]): Kerberos => ({
	initializeClient: async service => {
		heard.push(service);
		const client = {
			contextComplete: false,
			async step(challenge: string) {
				heard.push(`step ${Buffer.from(challenge, 'base64').toString()}`);
				client.contextComplete = challenge !== '';
				return Promise.resolve(client.contextComplete ? null : base64('ticket'));
			},
			async unwrap(challenge: string) {
				heard.push(`unwrap ${Buffer.from(challenge, 'base64').toString()}`);
				return Promise.resolve(base64('layers'));
			},
			async wrap(token: string) {
				heard.push(`wrap ${Buffer.from(token, 'base64').toString('hex')}`);
				return Promise.resolve(base64('wrapped'));
			},
		};
		return Promise.resolve(client);
	},
});

it('goes through the tokens of Kerberos, and wants no layer at the end', async () => {
	const heard: string[] = [];
	const login = await gssapi('zookeeper', 'zk1.example', async () => Promise.resolve(moduleThat(heard)));
	const said = [await login.first()];
	for (const token of ['mutual', 'wrapped layers', '']) {
		said.push((await login.next(Buffer.from(token))) ?? Buffer.from('(done)'));
	}

	expect(said.map(String)).toEqual(['ticket', '', 'wrapped', '(done)']);
	expect(heard).toEqual([
		'zookeeper@zk1.example',
		'step ',
		'step mutual',
		'unwrap wrapped layers',
		'wrap 01000000',
	]);
});

it('takes the exports of a CommonJS module, too', async () => {
	const login = await gssapi('zookeeper', 'zk1', async () => Promise.resolve({default: moduleThat([])}));
	expect(String(await login.first())).toBe('ticket');
});

it('says how to install the package where it is missing', async () => {
	const missing = gssapi('zookeeper', 'zk1', async () => Promise.reject(new Error('ERR_MODULE_NOT_FOUND')));
	await expect(missing).rejects.toMatchObject({
		kind: 'no-auth',
		message: 'Kerberos needs the optional package: npm install kerberos (it compiles against libkrb5-dev)',
	});
	await expect(gssapi('zookeeper', 'zk1')).rejects.toThrow('npm install kerberos');
	await expect(gssapi('zookeeper', 'zk1', async () => Promise.resolve({}))).rejects.toThrow('this version');
});

it('says what the library says', async () => {
	const broken: Kerberos = {
		initializeClient: async () => Promise.reject(new Error('No credentials cache found')),
	};
	await expect(gssapi('zookeeper', 'zk1', async () => Promise.resolve(broken))).rejects.toMatchObject({
		kind: 'no-auth',
		message: 'no Kerberos login: No credentials cache found (is there a ticket? see klist)',
	});
});
