// A port of an AdminServer that speaks TLS, http or both, and notes who asked what over which of them.
import {createServer as createHttp, type RequestListener} from 'node:http';
import {createServer as createHttps} from 'node:https';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {onTestFinished} from 'vitest';
import type {Certificate} from '../../helpers/certificates.ts';

/** What a plain connection gets: an answer, the way to https, or the end of the connection. */
export type Plain = 'http' | 'redirect' | 'closed' | 'alert';

export type AdminPort = {
	readonly host: string;
	readonly port: number;
	/** `https dump`, and what stood in the header of authorization. */
	readonly asked: readonly {readonly over: string; readonly authorization: string | undefined}[];
};

/** @param answer The status and the body that a request gets, by its authorization. */
export const adminPort = async (
	{certificate, plain}: {readonly certificate?: Certificate; readonly plain: Plain},
	answer: (authorization: string | undefined) => readonly [status: number, body: string] = () => [
		200,
		'{"command": "dump", "error": null}',
	],
): Promise<AdminPort> => {
	const asked: {over: string; authorization: string | undefined}[] = [];
	const answering =
		(scheme: string): RequestListener =>
		({url = '', headers: {authorization}}, response) => {
			asked.push({over: `${scheme} ${url.slice('/commands/'.length)}`, authorization});
			const [status, body] = answer(authorization);
			response.writeHead(status).end(body);
		};
	const secure =
		certificate && createHttps({cert: certificate.cert, key: certificate.key}, answering('https'));
	const clear = createHttp(
		plain === 'redirect'
			? (_, response) => response.writeHead(302, {location: 'https://127.0.0.1/commands/dump'}).end()
			: answering('http'),
	);
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('data', first => {
			const isTls = first[0] === 0x16;
			const target = isTls ? secure : clear;
			if (!isTls && plain === 'closed') {
				socket.end();
			} else if (!isTls && plain === 'alert') {
				socket.end(Buffer.from('15030300020250', 'hex'));
			} else {
				socket.pause();
				socket.unshift(first);
				(target ?? clear).emit('connection', socket);
				process.nextTick(() => socket.resume());
			}
		});
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		for (const socket of sockets) {
			socket.destroy();
		}

		server.close();
	});
	return {host: '127.0.0.1', port: (server.address() as AddressInfo).port, asked};
};
