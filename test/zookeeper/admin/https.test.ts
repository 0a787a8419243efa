// source/zookeeper/admin/http-get.ts: an AdminServer that speaks https (admin.forceHttps, admin.portUnification).
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {askAdmin} from '../../../source/zookeeper/admin/ask-admin.ts';
import {systemTls, type Tls} from '../../../source/zookeeper/security.ts';
import {makeCertificates, type Certificate} from '../../helpers/certificates.ts';

const patient = {deadlineMs: 5000};

describe('askAdmin over https', () => {
	const certificates = makeCertificates();
	let authority: Certificate;
	let port: number;
	let close: () => void;

	beforeAll(async () => {
		authority = certificates.make({commonName: 'authority'});
		const {cert, key} = certificates.make({
			commonName: 'zk1',
			names: 'IP:127.0.0.1',
			signedBy: authority,
		});
		const server = createServer({cert, key}, (_, response) => {
			response.end('{"command": "dump", "error": null}');
		});
		await new Promise<void>(resolve => {
			server.listen(0, '127.0.0.1', resolve);
		});
		({port} = server.address() as AddressInfo);
		close = () => server.close();
	});

	afterAll(() => {
		close();
		certificates.remove();
	});

	const trusting = (ca: readonly Buffer[], insecure = false): Tls => ({...systemTls, ca, insecure});
	const ask = async (tls?: Tls): ReturnType<typeof askAdmin> =>
		askAdmin({host: '127.0.0.1', port, ...(tls && {tls})}, 'dump', patient);

	it('believes who the authority vouches for', async () => {
		expect((await ask(trusting([authority.cert]))).fields).toEqual({command: 'dump', error: null});
		expect((await ask(trusting([], true))).fields).toEqual({command: 'dump', error: null});
	});

	it('says why it does not believe others', async () => {
		await expect(ask(trusting([]))).rejects.toMatchObject({
			kind: 'tls',
			message: expect.stringContaining('--ca FILE') as string,
		});
	});

	it('does not take http for an answer, and says so', async () => {
		await expect(ask()).rejects.toMatchObject({kind: expect.stringMatching(/^(?:tls|garbled)$/) as string});
	});
});
