// source/zookeeper/admin/{ask-admin,answers,http-get}.ts
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {askAdmin} from '../../../source/zookeeper/admin/ask-admin.ts';
import type {AdminCommand} from '../../../source/zookeeper/admin/commands.ts';
import {UnsupportedError, ZooKeeperError} from '../../../source/zookeeper/errors.ts';
import {recordedBody} from '../../helpers/recorded-admin.ts';
import {closedPort, fakeServer, type Behaviour} from '../fake-server.ts';

const patient = {deadlineMs: 5000};
const hasty = {deadlineMs: 150};

const failure = async (promise: Promise<unknown>): Promise<ZooKeeperError | UnsupportedError> => {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof ZooKeeperError || error instanceof UnsupportedError) {
		return error;
	}

	throw new Error(`not an error of ours: ${String(error)}`);
};

const httpText = (status: string, body: string, headers = ''): string =>
	`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;

/** Answers a request as Jetty does; `onRequest` sees its head. */
const jetty =
	(status: string, body: string, headers = '', onRequest?: (head: string) => void): Behaviour =>
	socket => {
		socket.once('data', data => {
			onRequest?.(data.toString());
			socket.end(httpText(status, body, headers));
		});
	};

const said = async (
	status: string,
	body: string,
	command: AdminCommand = 'dump',
	headers = '',
): Promise<unknown> => {
	const {message, ...error} = await failure(
		askAdmin(await fakeServer(jetty(status, body, headers)), command, patient),
	);
	return ['kind' in error ? error.kind : 'unsupported', message];
};

const bodyWith = (error: string): string => JSON.stringify({command: 'dump', error});

describe('askAdmin', () => {
	it('asks one command by GET, on a connection of its own, and gives the fields', async () => {
		let head = '';
		const text = recordedBody('3.8.0/leader/dump.json');
		const host = await fakeServer(
			jetty('200 OK', text, '', request => {
				head = request;
			}),
		);
		const answer = await askAdmin(host, 'dump', patient);
		expect(head.split('\r\n')[0]).toBe('GET /commands/dump HTTP/1.1');
		expect(head).toMatch(/^connection: close$/im);
		expect(head).not.toMatch(/^authorization:/im);
		expect(Object.keys(answer.fields)).toContain('session_id_to_ephemeral_paths');
		expect(answer).toMatchObject({text, bytes: Buffer.byteLength(text)});
	});

	it('tells who asks where that is wanted', async () => {
		let head = '';
		const host = await fakeServer(
			jetty('200 OK', '{"command": "dump"}', '', request => {
				head = request;
			}),
		);
		await askAdmin(host, 'dump', {...patient, authInfo: 'digest root:secret'});
		expect(head).toMatch(/^authorization: digest root:secret\r$/im);
	});

	it('says how to open a door that is shut, which is no failure', async () => {
		const {host, port} = await closedPort();
		const error = await failure(askAdmin({host, port}, 'monitor', patient));
		expect(error).toBeInstanceOf(UnsupportedError);
		expect(error.message).toBe(
			`no AdminServer listens on port ${port}; zoo.cfg opens it: admin.enableServer=true and admin.serverPort=${port}`,
		);
	});

	it('says that a server without quorum does not serve, although the status is 200', async () => {
		expect(await said('200 OK', recordedBody('3.8.0/not_serving/dump.json'))).toEqual([
			'not-serving',
			'up, but not serving requests: no quorum, or still starting',
		]);
	});

	it('knows the stack trace of a monitor without quorum', async () => {
		const page = recordedBody('3.8.0/not_serving/monitor.json');
		expect(page).toMatch(/^<html>/);
		expect(await said('500 Server Error', page, 'monitor')).toMatchObject(['not-serving', {}]);
	});

	it.each([
		[
			bodyWith('Unknown command: dump'),
			'unsupported',
			'dump is not known to this AdminServer: the server is older than it',
		],
		[
			bodyWith('server is not initialized'),
			'server',
			'dump: the AdminServer says: server is not initialized',
		],
		[bodyWith('\u001B[2J\u0007boom'), 'server', 'dump: the AdminServer says: [2Jboom'],
		['{"command": "dump", "error": {}}', 'server', 'dump: the AdminServer answers with status 200'],
		['{"error": null}', 'garbled', 'this is not ZooKeeper\'s answer to dump: "{\\"error\\": null}"'],
		['[]', 'garbled', 'this is not ZooKeeper\'s answer to dump: "[]"'],
		['', 'garbled', 'this is not ZooKeeper\'s answer to dump: ""'],
	])('checks what stands in the body: %s', async (body, kind, message) => {
		expect(await said('200 OK', body)).toEqual([kind, message]);
	});

	it.each([
		['401 Unauthorized', 'snapshot_noauth', 'Auth info is missing for the command'],
		['401 Unauthorized', 'snapshot_unknown_scheme', 'Not authenticated'],
		['403 Forbidden', 'snapshot_wrongdigest', 'Not authorized'],
	])('says that it is not let in: %s, %s', async (status, name, says) => {
		expect(await said(status, recordedBody(`3.9.5/auth/${name}.body`))).toEqual([
			'no-auth',
			`dump: the AdminServer says: ${says}`,
		]);
	});

	it('says that another service lives there', async () => {
		expect(await said('403 Forbidden', '<html>no</html>')).toEqual([
			'no-auth',
			'dump: not let in (HTTP status 403)',
		]);
		expect(await said('404 Not Found', '<html>nothing</html>')).toEqual([
			'garbled',
			'no /commands/dump there: another service, or an admin.commandURL other than /commands',
		]);
		expect(await said('200 OK', '<html>Jenkins</html>')).toEqual([
			'garbled',
			'this is not ZooKeeper\'s answer to dump: "<html>Jenkins</html>"',
		]);
		expect(await said('302 Found', '', 'dump', 'Location: https://zk1:8080/commands/dump\r\n')).toEqual([
			'garbled',
			'this AdminServer speaks only https (admin.forceHttps)',
		]);
	});

	it.each([
		[
			'SSH-2.0-OpenSSH_9.9\r\n',
			'garbled',
			'this is not ZooKeeper\'s answer to GET: "SSH-2.0-OpenSSH_9.9\\r\\n"',
		],
		[Buffer.from('15030100020246', 'hex'), 'tls', 'answered with a TLS alert: this AdminServer speaks https'],
	])('recognises what is no HTTP: %j', async (greeting, kind, message) => {
		const host = await fakeServer(socket => socket.once('data', () => socket.end(greeting)));
		expect(await failure(askAdmin(host, 'dump', patient))).toMatchObject({kind, message});
	});

	it.each<[string, Behaviour]>([
		['closes', socket => socket.once('data', () => socket.end())],
		['resets', socket => socket.once('data', () => socket.resetAndDestroy())],
	])("takes a port that %s for no AdminServer's: so does ZooKeeper's own", async (_, behave) => {
		const host = await fakeServer(behave);
		expect(await failure(askAdmin(host, 'dump', patient))).toMatchObject({
			kind: 'garbled',
			message: "closed without an answer: no AdminServer's port, or one that speaks only https",
		});
	});

	it.each<[string, Behaviour, string]>([
		['is silent', () => undefined, 'no answer in 0.15 s'],
		[
			'stops in the middle',
			socket => socket.once('data', () => socket.write(httpText('200 OK', '{"command"    ').slice(0, -4))),
			'answer stopped after 10 bytes (in 0.15 s)',
		],
	])('does not wait longer than the deadline for one that %s', async (_, behave, message) => {
		const start = performance.now();
		expect(await failure(askAdmin(await fakeServer(behave), 'dump', hasty))).toMatchObject({
			kind: 'silent',
			message,
		});
		expect(performance.now() - start).toBeLessThan(1500);
	});

	it('does not take a part for an answer', async () => {
		const host = await fakeServer(socket =>
			socket.once('data', () => socket.end(httpText('200 OK', '{"command": "dump"}').slice(0, -4))),
		);
		expect(await failure(askAdmin(host, 'dump', patient))).toMatchObject({
			kind: 'silent',
			message: 'answer stopped after 15 bytes (connection closed)',
		});
	});

	it('takes an answer that was there in time although zktop was busy past the deadline', async () => {
		const host = await fakeServer(jetty('200 OK', '{"command": "dump"}'));
		const answer = askAdmin(host, 'dump', {deadlineMs: 60});
		await sleep(40);
		const until = performance.now() + 60;
		while (performance.now() < until);
		expect((await answer).fields).toEqual({command: 'dump'});
	});

	it('reads no more than the limit, and no endless head', async () => {
		const body = 'x'.repeat(200_000);
		const large = await fakeServer(jetty('200 OK', body));
		expect(await failure(askAdmin(large, 'dump', {...patient, limitBytes: 65_536}))).toMatchObject({
			kind: 'too-large',
		});
		const head = await fakeServer(socket => {
			socket.write('HTTP/1.1 200 OK\r\n');
			socket.write(`X: ${body}`);
		});
		expect(await failure(askAdmin(head, 'dump', patient))).toMatchObject({kind: 'garbled'});
	});

	it('gives up at once when aborted, before and while asking, and leaves no socket behind', async () => {
		const closed: Promise<unknown>[] = [];
		const host = await fakeServer(socket => {
			closed.push(once(socket, 'close'));
			socket.on('end', () => socket.end());
			socket.resume();
		});
		const controller = new AbortController();
		const answer = failure(askAdmin(host, 'dump', {...patient, signal: controller.signal}));
		await sleep(30);
		controller.abort();
		expect(await answer).toMatchObject({kind: 'disconnected'});
		expect(await failure(askAdmin(host, 'dump', {...patient, signal: controller.signal}))).toMatchObject({
			kind: 'disconnected',
		});
		await Promise.all(closed);
		expect(closed).toHaveLength(1);
	});

	it('accepts no command that changes the server', () => {
		// @ts-expect-error -- resets the server's statistics, by a plain GET
		const command: AdminCommand = 'stat_reset';
		expect(command).toBe('stat_reset');
	});
});
