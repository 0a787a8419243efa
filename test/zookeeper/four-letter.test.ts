// source/zookeeper/four-letter.ts, exchange.ts, socket-errors.ts
import {once} from 'node:events';
import type {Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {UnsupportedError, ZooKeeperError} from '../../source/zookeeper/errors.ts';
import {exchange} from '../../source/zookeeper/wire/exchange.ts';
import {askWord, type Word} from '../../source/zookeeper/four-letter.ts';
import {readSrvr} from '../../source/zookeeper/words/srvr.ts';
import {recorded} from '../helpers/recorded-words.ts';
import {answering, closedPort, fakeServer} from './fake-server.ts';

const patient = {deadlineMs: 5000};
const hasty = {deadlineMs: 150};

/** What the promise was rejected with. */
const failure = async (promise: Promise<unknown>): Promise<ZooKeeperError> => {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(ZooKeeperError);
	return error as ZooKeeperError;
};

describe('askWord', () => {
	it('sends exactly four bytes, keeps its side open and returns all that comes until the server closes', async () => {
		let received = '';
		let halfClosed = false;
		const host = await fakeServer(socket => {
			socket.on('end', () => {
				halfClosed = true;
			});
			socket.on('data', data => {
				received += data.toString();
				socket.write('im');
				setTimeout(() => {
					expect(halfClosed).toBe(false);
					socket.end('ok');
				}, 30);
			});
		});
		expect(await askWord(host, 'ruok', patient)).toBe('imok');
		expect(received).toBe('ruok');
	});

	it('puts together characters that arrive byte by byte', async () => {
		const text = '\t/app/中文-é\n';
		const host = await fakeServer(socket => {
			void (async () => {
				for (const byte of Buffer.from(text)) {
					socket.write(Buffer.of(byte));
					await sleep(2);
				}

				socket.end();
			})();
		});
		expect(await askWord(host, 'dump', patient)).toBe(text);
	});

	it('says that nothing listens', async () => {
		const {kind, message} = await failure(askWord(await closedPort(), 'srvr', patient));
		expect([kind, message]).toEqual(['refused', 'connection refused: nothing listens there']);
	});

	it('says that a name is unknown', async () => {
		const host = {name: 'zk.invalid:2181', host: 'zk.invalid', port: 2181};
		const {kind, message} = await failure(askWord(host, 'srvr', patient));
		expect([kind, message]).toEqual([
			'unreachable',
			expect.stringMatching(/^no connection: (?:host name unknown|the name service does not answer)$/),
		]);
	});

	it('says that a server which takes the connection is silent', async () => {
		const host = await fakeServer(() => undefined);
		const start = performance.now();
		const {kind, message} = await failure(askWord(host, 'srvr', hasty));
		expect([kind, message]).toEqual(['silent', 'no answer in 0.15 s']);
		expect(performance.now() - start).toBeLessThan(1500);
	});

	it('says where an answer stopped', async () => {
		const host = await fakeServer(socket => {
			socket.write('Zookeeper');
		});
		const {kind, message} = await failure(askWord(host, 'srvr', hasty));
		expect([kind, message]).toEqual(['silent', 'answer stopped after 9 bytes (in 0.15 s)']);
	});

	it('is not kept waiting by a server that dribbles', async () => {
		const host = await fakeServer(socket => {
			const timer = setInterval(() => socket.write('.'), 20);
			socket.on('close', () => {
				clearInterval(timer);
			});
		});
		const start = performance.now();
		const {kind, message} = await failure(askWord(host, 'srvr', hasty));
		expect(kind).toBe('silent');
		expect(message).toMatch(/^answer stopped after \d+ bytes/);
		expect(performance.now() - start).toBeLessThan(1500);
	});

	it('takes an answer that was there in time although zktop was busy past the deadline', async () => {
		const host = await fakeServer(answering(() => 'imok'));
		const answer = askWord(host, 'ruok', {deadlineMs: 40});
		await sleep(20);
		const until = performance.now() + 60;
		while (performance.now() < until);
		expect(await answer).toBe('imok');
	});

	it.each([
		['closes without an answer', (socket: Socket) => socket.end()],
		['closes after the word', (socket: Socket) => socket.once('data', () => socket.end())],
		['resets at once', (socket: Socket) => socket.resetAndDestroy()],
		['resets after the word', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())],
	])('names the connection limit when a server %s', async (_, behave) => {
		const host = await fakeServer(behave);
		const {kind, message} = await failure(askWord(host, 'srvr', patient));
		expect([kind, message]).toEqual([
			'connection-limit',
			'hung up without an answer: connection limit of this host reached (maxClientCnxns), or a TLS port',
		]);
	});

	it('does not take a part for an answer when the connection is reset', async () => {
		const host = await fakeServer(socket => {
			socket.once('data', () => {
				socket.write('Zookeeper', () => setTimeout(() => socket.resetAndDestroy(), 50));
			});
		});
		const {kind, message} = await failure(askWord(host, 'srvr', patient));
		expect([kind, message]).toEqual(['silent', 'answer stopped after 9 bytes (connection reset)']);
	});

	it('recognises a TLS port by its alert', async () => {
		const host = await fakeServer(answering(() => Buffer.from('15030100020246', 'hex')));
		expect(await failure(askWord(host, 'srvr', patient))).toMatchObject({
			kind: 'tls',
			message: 'it speaks TLS: connect with --tls',
		});
	});

	it('leaves it to the parser to find an answer of HTTP garbled', async () => {
		const host = await fakeServer(answering(() => 'HTTP/1.1 400 Bad Request\r\n\r\n'));
		const answer = await askWord(host, 'srvr', patient);
		expect(() => readSrvr(answer)).toThrow('HTTP/1.1 400 Bad Request');
	});

	const words: readonly Word[] = [
		'srvr',
		'stat',
		'mntr',
		'cons',
		'dump',
		'wchs',
		'conf',
		'envi',
		'isro',
		'ruok',
	];
	const alwaysAnswered: readonly Word[] = ['ruok', 'isro', 'envi'];

	it.each(words.filter(word => !alwaysAnswered.includes(word)))(
		'says that a server without quorum does not serve %s',
		async word => {
			const host = await fakeServer(answering(asked => recorded('3.8.0/not_serving', asked)));
			expect(await failure(askWord(host, word, patient))).toMatchObject({kind: 'not-serving'});
		},
	);

	it.each(alwaysAnswered)('gets %s from a server without quorum', async word => {
		const host = await fakeServer(answering(asked => recorded('3.8.0/not_serving', asked)));
		expect(await askWord(host, word, patient)).toBe(recorded('3.8.0/not_serving', word));
	});

	it("knows ClickHouse Keeper's word for it", async () => {
		const host = await fakeServer(answering(() => 'This instance is not currently serving requests'));
		expect(await failure(askWord(host, 'mntr', patient))).toMatchObject({kind: 'not-serving'});
	});

	it.each(words.filter(word => word !== 'srvr'))('says how to allow %s, which is no failure', async word => {
		const host = await fakeServer(answering(asked => recorded('3.8.0/not_whitelisted', asked)));
		const answer = askWord(host, word, patient);
		await expect(answer).rejects.toBeInstanceOf(UnsupportedError);
		await expect(answer).rejects.toThrow(
			/; zoo\.cfg opens it: 4lw\.commands\.whitelist=srvr,mntr,cons,dump,conf,wchs$/,
		);
	});

	it('gives up at once when aborted, before and while asking', async () => {
		let asked = 0;
		const host = await fakeServer(() => {
			asked++;
		});
		const controller = new AbortController();
		const answer = failure(askWord(host, 'srvr', {...patient, signal: controller.signal}));
		await sleep(30);
		controller.abort();
		expect(await answer).toMatchObject({kind: 'disconnected'});
		expect(await failure(askWord(host, 'srvr', {...patient, signal: controller.signal}))).toMatchObject({
			kind: 'disconnected',
		});
		expect(asked).toBe(1);
	});

	it('leaves no socket behind, however it ends', async () => {
		const closed: Promise<unknown>[] = [];
		const host = await fakeServer(socket => {
			closed.push(once(socket, 'close'));
			socket.on('end', () => socket.end());
			socket.resume();
		});
		await failure(askWord(host, 'srvr', hasty));
		await Promise.all(closed);
		expect(closed).toHaveLength(1);
	});

	it('accepts no word that changes the server', () => {
		// @ts-expect-error -- resets the server's statistics
		const word: Word = 'srst';
		expect(words).not.toContain(word);
	});
});

describe('exchange', () => {
	it('reads no more than the limit', async () => {
		const host = await fakeServer(socket => {
			const block = Buffer.alloc(64 * 1024);
			const write = (): void => {
				while (socket.writable && socket.write(block));
			};

			socket.on('drain', write);
			write();
		});
		const limitBytes = 1024 * 1024;
		const {kind, message} = await failure(exchange(host, Buffer.from('cons'), {...patient, limitBytes}));
		expect([kind, message]).toEqual([
			'too-large',
			'the answer is larger than 1 MiB, which is all zktop reads',
		]);
	});
});
