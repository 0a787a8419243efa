// source/zookeeper/admin/{admin-server,introduction}.ts
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {AdminServer} from '../../../source/zookeeper/admin/admin-server.ts';
import {systemTls, type Digest, type FindDigest, type Tls} from '../../../source/zookeeper/security.ts';
import {makeCertificates, type Certificate} from '../../helpers/certificates.ts';
import {fakeServer} from '../fake-server.ts';
import {adminPort, type AdminPort, type Plain} from './admin-port.ts';

const patient = {deadlineMs: 5000};
const zoe: Digest = {kind: 'digest', user: 'zoe', password: 'q-8-secret'};
const files = makeCertificates();
let certificate: Certificate;
let trusting: Tls;

beforeAll(() => {
	const authority = files.make({commonName: 'authority'});
	certificate = files.make({commonName: 'zk1', names: 'IP:127.0.0.1', signedBy: authority});
	trusting = {...systemTls, ca: [authority.cert]};
});

afterAll(() => {
	files.remove();
});

const over = ({asked}: AdminPort): readonly string[] => asked.map(({over}) => over);

describe('an AdminServer that speaks http', () => {
	it('is asked over http alone where no TLS is wanted, be there https on the same port or not', async () => {
		for (const how of [{plain: 'http'}, {plain: 'http', certificate}] as const) {
			const port = await adminPort(how);
			const server = new AdminServer(port);
			await server.ask('dump', patient);
			expect([server.scheme, over(port)]).toEqual(['http', ['http dump']]);
		}
	});

	it('is asked over http where TLS is wanted but not spoken', async () => {
		const port = await adminPort({plain: 'http'});
		const server = new AdminServer({...port, tls: trusting});
		await server.ask('dump', patient);
		await server.ask('dump', patient);
		expect([server.scheme, over(port)]).toEqual(['http', ['http dump', 'http dump']]);
	});
});

describe('an AdminServer that speaks https', () => {
	it('is asked over https first where TLS is wanted, though it speaks both', async () => {
		const port = await adminPort({plain: 'http', certificate});
		const server = new AdminServer({...port, tls: trusting});
		await server.ask('dump', patient);
		expect([server.scheme, over(port)]).toEqual(['https', ['https dump']]);
	});

	it.each<Plain>(['alert', 'closed', 'redirect'])(
		'is recognised by what it does with plain http (%s), and asked with the authorities of the system',
		async plain => {
			const port = await adminPort({plain, certificate});
			const server = new AdminServer(port);
			await expect(server.ask('dump', patient)).rejects.toMatchObject({
				kind: 'tls',
				message: expect.stringMatching(
					/signed by authority, an authority that is not known here; .*NODE_EXTRA_CA_CERTS/,
				) as string,
			});
			expect([server.scheme, over(port)]).toEqual([undefined, []]);
		},
	);

	it('is asked over the other scheme when it has changed', async () => {
		const [before, after] = [
			await adminPort({plain: 'http'}),
			await adminPort({plain: 'alert', certificate}),
		];
		let {port} = before;
		const access = {
			host: '127.0.0.1',
			tls: trusting,
			get port() {
				return port;
			},
		};
		const server = new AdminServer(access);
		await server.ask('dump', patient);
		({port} = after);
		await server.ask('dump', patient);
		expect([server.scheme, over(after)]).toEqual(['https', ['https dump']]);
	});

	it('has the problems of its certificate named like those of a client port', async () => {
		const port = await adminPort({plain: 'closed', certificate});
		const server = new AdminServer({...port, tls: {...trusting, servername: 'zk.example'}});
		await expect(server.ask('dump', patient)).rejects.toMatchObject({
			kind: 'tls',
			message: 'its certificate is for 127.0.0.1, not for zk.example; name the right one with --servername',
		});
	});
});

it('a port that speaks neither is told of as http finds it, whichever went first', async () => {
	const {host, port} = await fakeServer(socket => socket.end());
	for (const tls of [undefined, trusting]) {
		await expect(new AdminServer({host, port, tls}).ask('dump', patient)).rejects.toMatchObject({
			kind: 'garbled',
			message: "closed without an answer: no AdminServer's port, or one that speaks only https",
		});
	}
});

describe('who we are', () => {
	const missing = '{"command": "dump", "error": "Auth info is missing for the command"}';
	const wanting = (authorization: string | undefined): readonly [number, string] =>
		authorization === 'digest zoe:q-8-secret'
			? [200, '{"command": "dump", "error": null}']
			: authorization === undefined
				? [401, missing]
				: [403, '{"command": "dump", "error": "Not authorized"}'];
	const headers = ({asked}: AdminPort): unknown => asked.map(({authorization}) => authorization);
	const finding = (
		digest: Digest | undefined,
	): {readonly findDigest: FindDigest; readonly looks: () => number} => {
		let count = 0;
		return {
			findDigest: async () => {
				count += 1;
				return Promise.resolve(digest);
			},
			looks: () => count,
		};
	};

	it('is neither looked up nor said while nobody asks', async () => {
		const port = await adminPort({plain: 'http'});
		const {findDigest, looks} = finding(zoe);
		await new AdminServer({...port, findDigest}).ask('dump', patient);
		expect([looks(), headers(port)]).toEqual([0, [undefined]]);
	});

	it('is said when asked for, then at once, and not to one that may be another now', async () => {
		const port = await adminPort({plain: 'http'}, wanting);
		const server = new AdminServer({...port, ...finding(zoe)});
		await server.ask('dump', patient);
		await server.ask('dump', patient);
		server.forget();
		await server.ask('dump', patient);
		const said = 'digest zoe:q-8-secret';
		expect(headers(port)).toEqual([undefined, said, said, undefined, said]);
	});

	it('is said over https where TLS is wanted, never over plain http', async () => {
		const secure = await adminPort({plain: 'closed', certificate}, wanting);
		await new AdminServer({...secure, tls: trusting, ...finding(zoe)}).ask('dump', patient);
		expect(headers(secure)).toEqual([undefined, 'digest zoe:q-8-secret']);

		const plain = await adminPort({plain: 'http'}, wanting);
		const {findDigest, looks} = finding(zoe);
		await expect(
			new AdminServer({...plain, tls: trusting, findDigest}).ask('dump', patient),
		).rejects.toMatchObject({
			kind: 'no-auth',
			message: expect.stringContaining('over plain http where TLS is wanted') as string,
		});
		expect([looks(), headers(plain)]).toEqual([0, [undefined, undefined]]);
	});

	it('may be nobody that was told to us, which is said', async () => {
		const port = await adminPort({plain: 'http'}, wanting);
		await expect(
			new AdminServer({...port, ...finding(undefined)}).ask('dump', patient),
		).rejects.toMatchObject({
			kind: 'no-auth',
			message: expect.stringMatching(/Auth info is missing for the command; .*--auth digest:USER/) as string,
		});
	});

	it.each(['two words', 'naïve'])('is not said where it does not fit into the header', async password => {
		const port = await adminPort({plain: 'http'}, wanting);
		const server = new AdminServer({...port, ...finding({...zoe, password})});
		await expect(server.ask('dump', patient)).rejects.toMatchObject({
			kind: 'no-auth',
			message: expect.stringContaining('do not fit into the header') as string,
		});
		expect(headers(port)).toEqual([undefined, undefined]);
	});

	it('is refused without its password being told', async () => {
		const port = await adminPort({plain: 'http'}, authorization =>
			authorization === undefined
				? [401, missing]
				: [403, `{"command": "dump", "error": "no ${authorization}"}`],
		);
		await expect(new AdminServer({...port, ...finding(zoe)}).ask('dump', patient)).rejects.toMatchObject({
			kind: 'no-auth',
			message: 'not let in; the answer repeats our password, so it is not shown',
		});
	});
});
